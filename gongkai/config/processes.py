"""Which processes make up an installation, as data: the supervisor knows nothing else of them."""

from __future__ import annotations

import http.client
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongkai.config.places import Place
from gongkai.portal.front.forward import AppConnection
from gongkai.portal.front.rules import HEALTH

LOOK = 0.5  # seconds that one look at a starting process may take


@dataclass(frozen=True)
class Process:
    """One child of the supervisor.

    It starts when every process in `after` is ready. `once`: it does its work and ends; exit 0 makes it ready.
    `answers`: asked until it is true; without it a process is ready when it has been started.
    `heard`: is given what it writes, beside its log.
    `stop_with` asks it to finish; after `patience` seconds it is killed.
    """

    name: str
    command: tuple[str, ...]
    after: tuple[str, ...] = ()
    once: bool = False
    answers: Callable[[], bool] | None = None
    heard: Callable[[bytes], None] | None = None
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 15


PROGRESS = "正在"  # how lines begin that are for whoever waits at the terminal


def _prepare(tell: Callable[[str], None]) -> Process:
    def heard(written: bytes) -> None:
        for line in written.decode("utf-8", "replace").splitlines():
            if line.startswith(PROGRESS):
                tell(line)

    return Process("prepare", serve("prepare"), once=True, patience=60, heard=heard)


def installation(
    at: Place, front: str, prepared: bool, tell: Callable[[str], None] = print
) -> list[Process]:
    """The processes of a whole installation, in the order in which they start; they stop in reverse.

    `front` is `nginx` or `granian`; `prepared` says that database, static files and plan are up to date; `tell` is
    given how preparation gets on.
    """
    return [
        Process(
            "front",
            serve("front"),
            answers=lambda: _answers(http.client.HTTPConnection(*at.nearest, timeout=LOOK), "/"),
            stop_with=signal.SIGQUIT if front == "nginx" else signal.SIGTERM,
        ),
        *([] if prepared else [_prepare(tell)]),
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


def _answers(connection: http.client.HTTPConnection, path: str) -> bool:
    """Whether anything answers: a 404 before the first build, or a 503 that names a fault, is an answer."""
    try:
        connection.request("GET", path, headers={"Host": "127.0.0.1"})
        return connection.getresponse().status not in (502, 504)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
