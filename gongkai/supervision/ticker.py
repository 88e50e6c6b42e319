"""The ticker: each minute the tick, the digests, the heads of the trail into their file; between, notices and 定时发布."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from gongkai.files import drawn
from gongkai.kinds.checked import look_ahead
from gongkai.kinds.verbs.scheduling import release
from gongkai.obligations.ticking import Ticked, tick
from gongkai.publishing.queries import scheduled
from gongkai.supervision import jobs, notifier, rechecking
from gongkai.supervision.chasing import messenger
from gongkai.supervision.digest import making as digests
from gongkai.trail import heads
from gongkai.trail.actors import system
from gongkai.trail.waking import Alarm

log = logging.getLogger("gongkai.ticker")
EVERY = 60.0  # seconds
BREATH = 0.1  # seconds between two pieces of long work, in which other writers come to the database
TICKER, SCHEDULER, CHECKER = "时限巡检", "定时发布", "表述检查"


def heads_file() -> Path:
    """Where the heads are kept outside the database."""
    return Path(settings.HOME) / "heads" / "trail-heads.jsonl"


def once() -> Ticked:
    """One tick, as `gongkai tick` does it."""
    now = timezone.now()
    ticked = tick(by=system(TICKER), at=now)
    digests.make(by=system(TICKER), at=now)
    jobs.run(by=system(TICKER), at=now)
    heads.export(heads_file(), now)
    drawn.each_night(at=now)
    return ticked


def serve(stop: threading.Event) -> None:
    """Run until told to stop. A tick that fails is tried again a minute later: nothing is lost by it."""
    last = 0.0
    messenger.start(stop)
    with Alarm("ticker") as alarm:
        while not stop.is_set():
            more = 0
            try:
                look_ahead(at=timezone.now())
                while release(by=system(SCHEDULER), at=timezone.now()):
                    pass
                more = jobs.carry_on(at=timezone.now())
                more += rechecking.next_piece(by=system(CHECKER), at=timezone.now())
                while notifier.catch_up():
                    pass
                if time.monotonic() - last >= EVERY or last == 0.0:
                    last = time.monotonic()
                    log.info("tick: %s", once())
            except Exception:
                log.exception("tick failed; trying again")
                close_old_connections()
                stop.wait(5.0)
            if more:
                stop.wait(BREATH)
            else:
                alarm.wait(_until_the_next())


def _until_the_next() -> float:
    """Seconds to sleep: at most one, less when something is set for a moment within it."""
    first = scheduled().values_list("moment", flat=True).first()
    ahead = (first - timezone.now()).total_seconds() if first else 1.0
    return min(1.0, max(0.0, ahead))
