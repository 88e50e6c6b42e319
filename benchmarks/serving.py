"""One public page: nginx with our configuration, and the WSGI front, beside a bare nginx on the same bytes."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.rows import CannotMeasure, Row
from benchmarks.servers import Round, alternated, beside, free_port, server
from gongkai.config.processes import serve
from gongkai.portal.nginx import configuration as nginx

NAME = "serving"
TITLE = "门户页面：每秒请求数，与同样字节的裸 nginx 相比"
PAGE = ("<!doctype html><title>公开</title>" + "<p>西安市体育局政务公开 %d</p>" * 700) % (
    *range(700),
)
BARE = """{user} worker_processes 1; pid "{folder}/pid"; error_log stderr;
events {{ worker_connections 4096; }}
http {{ types {{ text/html html; }} access_log off; sendfile on; tcp_nopush on; gzip_static on;
server {{ listen 127.0.0.1:{port}; root "{folder}/tree"; }} }}"""


def measure() -> list[Row]:
    """Both limits, plain and gzip. One worker each, in turns.

    The processor time for a request is the figure that neighbours on the machine disturb least.
    """
    rows = []
    with _running() as (addresses, processes):
        for kind, headers in (("", ()), (", gzip", ("Accept-Encoding: gzip",))):
            rows += _rows(kind, alternated(addresses, processes, headers))
    return rows


def _rows(kind: str, found: dict[str, list[Round]]) -> list[Row]:
    rates = {name: [each.rate for each in rounds] for name, rounds in found.items()}
    costs = {name: [each.cost for each in rounds] for name, rounds in found.items()}
    nginx_rate, front_rate = (beside(rates[name], rates["bare"]) for name in ("nginx", "front"))
    nginx_cost = beside(costs["nginx"], costs["bare"])
    return [
        Row(f"our nginx beside bare nginx{kind}", *nginx_rate, "requests/s", 0.95),
        Row(f"our nginx beside bare nginx{kind}", *nginx_cost, "CPU µs", 1.05, "lower"),
        Row(f"WSGI front beside bare nginx{kind}", *front_rate, "requests/s", 0.7),
    ]


@contextmanager
def _running() -> Iterator[tuple[dict[str, str], dict[str, int]]]:
    """Addresses and process ids of the three servers."""
    found = nginx.binary()
    if found is None:
        raise CannotMeasure("缺少 nginx。Debian：apt install nginx-light")
    home = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    ports = {name: free_port() for name in ("bare", "nginx", "front")}
    _make_tree(home)
    commands = {
        "bare": _bare(found, home, ports["bare"]),
        "nginx": _ours(found, home, ports["nginx"]),
        "front": list(serve("front")),
    }
    told = {
        "GONGKAI_HOME": str(home),
        "GONGKAI_FRONT": "granian",
        "GONGKAI_PORT": str(ports["front"]),
    }
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, home)
        processes = {
            name: stack.enter_context(server(command, ports[name], **told))
            for name, command in commands.items()
        }
        yield (
            {name: f"http://127.0.0.1:{port}/p/2026/1/" for name, port in ports.items()},
            processes,
        )


def _make_tree(home: Path) -> None:
    page = home / "tree/p/2026/1/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    page.with_name("index.html.gz").write_bytes(gzip.compress(PAGE.encode(), 6, mtime=0))


def _bare(found: str, home: Path, port: int) -> list[str]:
    path = home / "bare.conf"
    path.write_text(BARE.format(user=nginx.user(), folder=home, port=port))
    return [found, "-e", "stderr", "-c", str(path), "-g", "daemon off;"]


def _ours(found: str, home: Path, port: int) -> list[str]:
    path = nginx.write(home, "127.0.0.1", port)
    path.write_text(path.read_text().replace("worker_processes auto", "worker_processes 1"))
    return nginx.command(found, home)
