"""The children themselves: what `gongkai serve NAME` does until it is asked to stop."""

from __future__ import annotations

import importlib
import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from gongkai.config.places import Place

APP_THREADS = 8
GRACE = 10  # seconds for requests in hand when a worker is asked to stop
# name -> (module, function taking a threading.Event)
LOOPS = {
    "builder": ("gongkai.portal.builder", "serve"),
    "prober": ("gongkai.portal.prober", "serve"),
    "ticker": ("gongkai.supervision.ticker", "serve"),
}


def app(at: Place) -> None:
    """The desk, the API and the forms, on the Unix socket: only the front reaches them."""
    at.socket.unlink(missing_ok=True)  # of an app that was killed
    _granian(
        "gongkai.config.wsgi:application",
        uds=at.socket,
        uds_permissions=0o600,
        blocking_threads=APP_THREADS,
        loader=_load_app,
    )


def front(at: Place, who: str) -> None:
    """The public tree: this process becomes nginx, or serves the WSGI front."""
    if who == "nginx":
        from gongkai.portal.nginx import configuration as nginx

        command = nginx.command(nginx.binary() or "nginx", at.home)
        os.execv(command[0], command)
    from gongkai.portal.front.application import THREADS

    _granian(
        "gongkai.portal.front.application:application",
        address=at.bind,
        port=at.port,
        blocking_threads=THREADS,
        loader=_load_front,
    )


def loop(name: str) -> None:
    """A reader of the trail or the ticker: a function that runs until its event is set."""
    from gongkai.config.cli import ready

    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    ready()
    module, function = LOOPS[name]
    getattr(importlib.import_module(module), function)(stop)


def _granian(target: str, *, loader: Callable[[str], Any], **options: Any) -> None:
    from granian.constants import HTTPModes, Interfaces
    from granian.server import Server

    Server(
        target,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers_kill_timeout=GRACE,
        **options,
    ).serve(target_loader=loader)


def _load_app(target: str) -> Any:
    """In the worker: load all addresses now, so that a fault in one shows at the start, not at a request."""
    application = _load(target)
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018
    return application


def _load_front(target: str) -> Any:
    """In the worker: granian copies the environment into every request, so keep it short."""
    application = _load(target)
    os.environ.clear()
    return application


def _load(target: str) -> Any:
    from gongkai.config.child import die_with_parent

    die_with_parent(os.getppid())
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)
