"""The messenger sends what the notifier prepared, in a thread of its own: a dead hook holds up neither notices nor 定时发布."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections
from django.utils import timezone

from gongkai.supervision.chasing import deliveries

log = logging.getLogger("gongkai.messenger")
PAUSE = 1.0  # seconds between two looks


def serve(stop: threading.Event) -> None:
    """Run until told to stop; what fails is tried again."""
    while not stop.wait(PAUSE):
        try:
            deliveries.send_due(timezone.now())
        except Exception:
            log.exception("the messenger failed; trying again")
            close_old_connections()
            stop.wait(5.0)


def start(stop: threading.Event) -> threading.Thread:
    """The thread, started. It dies with its process: nothing is lost, every attempt is counted before it is made."""
    thread = threading.Thread(target=serve, args=(stop,), name="messenger", daemon=True)
    thread.start()
    return thread
