"""Which processes make up an installation, as data: the supervisor knows nothing else of them."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from gongkai.config import readers
from gongkai.portal import nginx
from gongkai.portal.front_forward import AppConnection
from gongkai.portal.front_rules import HEALTH, YEAR

SOCKET_LIMIT = 107  # bytes; unix(7)
LOOK = 0.5  # seconds that one look at a starting process may take


@dataclass(frozen=True)
class Process:
    """One child of the supervisor.

    It starts when every process in `after` is ready. `once`: it does its work and ends; exit 0 makes it ready.
    `answers`: asked until it is true; without it a process is ready when it has been started.
    `stop_with` asks it to finish; after `patience` seconds it is killed.
    """

    name: str
    command: tuple[str, ...]
    after: tuple[str, ...] = ()
    once: bool = False
    answers: Callable[[], bool] | None = None
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 15


@dataclass(frozen=True)
class Place:
    """Where an installation lives and listens. Read without Django: the supervisor stays small."""

    home: Path
    bind: str
    port: int
    hsts: int  # seconds; 0 on loopback

    @property
    def origin(self) -> str:
        """What a person types to reach it."""
        host, port = self.nearest
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def nearest(self) -> tuple[str, int]:
        """Host and port at which this machine itself reaches the front."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.bind, self.bind), self.port

    @property
    def socket(self) -> Path:
        return self.home / "run" / "app.sock"


def place() -> Place:
    """The place that the environment names. Raises ImproperlyConfigured with a sentence for a bad value."""
    bind, home = readers.bind(), readers.home()
    if len(os.fsencode(home / "run" / "app.sock")) > SOCKET_LIMIT:
        raise ImproperlyConfigured(
            f"GONGKAI_HOME 的路径太长：{home}。Linux 的套接字地址不能超过 {SOCKET_LIMIT} 字节，请换一个短的目录。"
        )
    loopback = bind in readers.LOOPBACK and set(readers.hosts()) <= set(readers.LOOPBACK)
    return Place(home, bind, readers.port(), 0 if loopback else YEAR)


def installation(at: Place, front: str, prepared: bool) -> list[Process]:
    """The processes of a whole installation, in the order in which they start; they stop in reverse.

    `front` is `nginx` or `granian`; `prepared` says that database, static files and plan are up to date.
    """
    return [
        Process(
            "front",
            serve("front"),
            answers=lambda: _answers(http.client.HTTPConnection(*at.nearest, timeout=LOOK), "/"),
            stop_with=signal.SIGQUIT if front == "nginx" else signal.SIGTERM,
        ),
        *([] if prepared else [Process("prepare", serve("prepare"), once=True, patience=60)]),
        Process(
            "app",
            serve("app"),
            after=() if prepared else ("prepare",),
            answers=lambda: _answers(AppConnection(str(at.socket), timeout=LOOK), HEALTH),
        ),
        # The first build counts as part of the start: a person is not sent to an empty portal.
        Process(
            "builder",
            serve("builder"),
            after=("app",),
            answers=(at.home / "tree/index.html").exists,
        ),
        Process("prober", serve("prober"), after=("app",)),
        Process("ticker", serve("ticker"), after=("app",)),
    ]


def serve(name: str) -> tuple[str, ...]:
    """`gongkai serve NAME` by this interpreter, whatever the PATH says."""
    return (sys.executable, str(Path(sys.executable).with_name("gongkai")), "serve", name)


def front(at: Place) -> str:
    """Who hands out the tree, `nginx` or `granian`: what GONGKAI_FRONT wants, or nginx where it can.

    Writes nginx's configuration. Raises ImproperlyConfigured when nginx is wanted and cannot serve it.
    """
    wanted = readers.front()
    if wanted == "granian":
        return wanted
    fault = _fault_of_nginx(at)
    if fault is None:
        return "nginx"
    if wanted == "nginx":
        raise ImproperlyConfigured(f"GONGKAI_FRONT=nginx，但是{fault}。请改正，或者设为 auto。")
    return "granian"


def _fault_of_nginx(at: Place) -> str | None:
    found = nginx.binary()
    if found is None:
        return "这台机器上没有 nginx"
    try:
        nginx.write(at.home, at.bind, at.port, at.hsts)
    except nginx.NotWritable as error:
        return str(error).rstrip("。")
    tried = subprocess.run([*nginx.command(found, at.home), "-t"], capture_output=True, text=True)
    return None if tried.returncode == 0 else f"nginx 不接受它的配置：{tried.stderr.strip()}"


def environment(at: Place, front: str) -> dict[str, str]:
    """What the children are told beside what the operator set."""
    return {
        **os.environ,
        "GONGKAI_HOME": str(at.home),
        "GONGKAI_FRONT": front,
        "GONGKAI_HSTS": str(at.hsts),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "PYTHONUNBUFFERED": "1",
    }


def _answers(connection: http.client.HTTPConnection, path: str) -> bool:
    """Whether anything answers: a 404 before the first build, or a 503 that names a fault, is an answer."""
    try:
        connection.request("GET", path, headers={"Host": "127.0.0.1"})
        return connection.getresponse().status not in (502, 504)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
