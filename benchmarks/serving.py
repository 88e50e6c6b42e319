"""One public page: nginx with our configuration, and the WSGI front, beside a bare nginx on the same bytes."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.rows import CannotMeasure, Row
from benchmarks.servers import alternated, free_port, server
from gongkai.config.processes import serve
from gongkai.portal import nginx

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
    """Both limits of `performance.md`, plain and gzip; one worker each, alternated, medians."""
    rows = []
    with _running() as addresses:
        for kind, headers in (("", ()), (" (gzip)", ("Accept-Encoding: gzip",))):
            found = alternated(addresses, headers)
            bare = found["bare"]
            rows += [
                Row(
                    f"page, our nginx beside bare nginx{kind}",
                    found["nginx"],
                    bare,
                    "requests/s",
                    0.95,
                ),
                Row(
                    f"page, WSGI front beside bare nginx{kind}",
                    found["front"],
                    bare,
                    "requests/s",
                    0.7,
                ),
            ]
    return rows


@contextmanager
def _running() -> Iterator[dict[str, str]]:
    found = nginx.binary()
    if found is None:
        raise CannotMeasure("缺少 nginx。Debian：apt install nginx-light")
    home = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    ports = {name: free_port() for name in ("bare", "nginx", "front")}
    _make_tree(home)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, home)
        stack.enter_context(server(_bare(found, home, ports["bare"]), ports["bare"]))
        stack.enter_context(server(_ours(found, home, ports["nginx"]), ports["nginx"]))
        told = {"GONGKAI_HOME": str(home), "GONGKAI_FRONT": "granian"}
        stack.enter_context(
            server(list(serve("front")), ports["front"], GONGKAI_PORT=str(ports["front"]), **told)
        )
        yield {name: f"http://127.0.0.1:{port}/p/2026/1/" for name, port in ports.items()}


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
