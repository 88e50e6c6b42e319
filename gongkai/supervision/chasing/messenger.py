"""The messenger: a reader of the trail in a thread of its own, so that a dead hook holds up neither notices nor 定时发布."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections
from django.utils import timezone

from gongkai.supervision.chasing import deliveries
from gongkai.trail.waking import Alarm

log = logging.getLogger("gongkai.messenger")
PAUSE = 1.0  # seconds between two looks, when nothing wakes it


def serve(stop: threading.Event) -> None:
    """Run until told to stop; what fails is tried again."""
    with Alarm(deliveries.READER) as alarm:
        while not stop.is_set():
            try:
                while deliveries.catch_up(timezone.now()):
                    pass
                deliveries.send_due(timezone.now())
            except Exception:
                log.exception("the messenger failed; trying again")
                close_old_connections()
                stop.wait(5.0)
            alarm.wait(PAUSE)


def start(stop: threading.Event) -> threading.Thread:
    """The thread, started. It dies with its process: nothing is lost, every attempt is counted before it is made."""
    thread = threading.Thread(target=serve, args=(stop,), name="messenger", daemon=True)
    thread.start()
    return thread
