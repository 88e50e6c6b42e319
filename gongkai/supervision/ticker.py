"""The ticker: each minute the tick, the digests, the heads of the trail into their file; between, notices and 定时发布."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gongkai.files import drawn
from gongkai.kinds.checked import look_ahead
from gongkai.kinds.verbs.scheduling import release
from gongkai.obligations.ticking import Ticked, tick
from gongkai.publishing.queries import scheduled
from gongkai.supervision import jobs, notifier, rechecking
from gongkai.supervision.chasing import messenger
from gongkai.supervision.digest import making as digests
from gongkai.supervision.steps import Steps, told_file
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


def once(steps: Steps) -> Ticked | None:
    """One tick, as `gongkai tick` does it: each step by itself. None when the tick itself failed."""
    now, by = timezone.now(), system(TICKER)
    ticked = steps.run(TICKER, lambda: tick(by=by, at=now))
    steps.run("到期提醒", lambda: digests.make(by=by, at=now))
    jobs.run(steps=steps, by=by, at=now)
    steps.run("留痕链首", lambda: heads.export(heads_file(), now))
    steps.run("附件页面", lambda: drawn.each_night(at=now))
    return ticked


def serve(stop: threading.Event) -> None:
    """Run until told to stop. A step that fails is tried again: nothing is lost by it, and the others go on."""
    last = 0.0
    messenger.start(stop)
    steps = Steps(told_file())
    with Alarm("ticker") as alarm:
        while not stop.is_set():
            more = between(steps)
            if time.monotonic() - last >= EVERY or last == 0.0:
                last = time.monotonic()
                log.info("tick: %s", once(steps))
            if more:
                stop.wait(BREATH)
            else:
                waits = steps.run("下一时刻", _until_the_next)
                # what is due and failed lies there still: without a second it would be asked without end
                alarm.wait(1.0 if steps.failed or waits is None else waits)


def between(steps: Steps) -> int:
    """What comes up between two ticks: 定时发布 first. Above 0 when there is more long work to do."""
    steps.run("定时发布前的检查", lambda: look_ahead(at=timezone.now()))
    steps.run(SCHEDULER, _release)
    more = jobs.carry_on(steps=steps, at=timezone.now())
    checked = steps.run(
        CHECKER, lambda: rechecking.next_piece(by=system(CHECKER), at=timezone.now())
    )
    steps.run("待阅", _notify)
    return more + (checked or 0)


def _release() -> None:
    while release(by=system(SCHEDULER), at=timezone.now()):
        pass


def _notify() -> None:
    while notifier.catch_up():
        pass


def _until_the_next() -> float:
    """Seconds to sleep: at most one, less when something is set for a moment within it."""
    first = scheduled().values_list("moment", flat=True).first()
    ahead = (first - timezone.now()).total_seconds() if first else 1.0
    return min(1.0, max(0.0, ahead))
