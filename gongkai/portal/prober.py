"""The prober: fetches public addresses as a stranger would, in a process that is neither app nor builder.

Published is the act, visible is the first fetch from outside: only this discharges 上网公开.
"""

from __future__ import annotations

import hashlib
import http.client
import logging
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone

from gongkai.kinds.verbs.publishing import note_all_visible, note_gone
from gongkai.portal.outside import Answer, fetch
from gongkai.publishing import queries
from gongkai.publishing.models import Placement, Publication
from gongkai.publishing.sights import Sight
from gongkai.trail.actors import system
from gongkai.trail.waking import Alarm

log = logging.getLogger("gongkai.prober")
PROBER = "外网探测"
_SHOWN = re.compile(
    rb'<meta name="IndexNumber" content="([^"]+)"[^>]*>\s*<meta name="Version" content="(\d+)"'
)


A_ROUND = 200  # pages that are fetched before what was seen is written down together
OF_OTHERS = 10  # of 补录 and of what is long unseen in one round; misses in a row that end one
FRESH = timedelta(minutes=1)
BREATH = 0.1  # seconds after a round was written down, in which other writers come to the database
SHORTEST, LONGEST = 0.05, 1.0  # seconds between two rounds that saw nothing new


@dataclass(frozen=True, slots=True)
class Probed:
    """What one round found."""

    visible: int = 0
    gone: int = 0


def probe() -> Probed:
    """One round over what was published or withdrawn and not yet seen so from outside, the oldest first."""
    waiting = queries.unseen().order_by("placed_at", "pk")
    clocked = waiting.exclude(publication__carried_over=True)
    fresh = timezone.now() - FRESH
    rounds = (
        clocked.filter(placed_at__gte=fresh)[:A_ROUND],
        clocked.filter(placed_at__lt=fresh)[:OF_OTHERS],  # long unseen: no fresh one waits for them
        waiting.filter(publication__carried_over=True)[:OF_OTHERS],  # no clock waits for 补录
    )
    # Written down after all fetches: a fetch holds up nobody who writes.
    sights = [sight for some in rounds for sight in _sights(some)]
    visible = note_all_visible(sights=sights, by=system(PROBER), at=timezone.now()) if sights else 0
    gone = sum(_see_gone(placement) for placement in queries.not_yet_gone()[:A_ROUND])
    return Probed(visible, gone)


def _sights(placements: Iterable[Placement]) -> Iterator[Sight]:
    """What is shown of them. The builder goes by the trail: after some that are not there yet no later one is."""
    missing = 0
    for placement in placements:
        sight = _see(placement.publication)
        missing = 0 if sight else missing + 1
        if sight:
            yield sight
        elif missing == OF_OTHERS:
            return


def _see(publication: Publication) -> Sight | None:
    """None while an older version, or nothing, is handed out."""
    answer = _outside(publication)
    shown = _SHOWN.search(answer.body) if answer and answer.status == http.client.OK else None
    if answer is None or shown is None or shown[1].decode() != publication.index_number:
        return None
    digest = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
    return Sight(publication, int(shown[2]), digest, timezone.now())


def _see_gone(placement: Placement) -> bool:
    publication = placement.publication
    answer = _outside(publication)
    withdrawn = publication.state == Publication.State.WITHDRAWN
    wanted = http.client.GONE if withdrawn else http.client.NOT_FOUND
    if answer is None or answer.status != wanted:
        return False
    return note_gone(publication=publication, by=system(PROBER), at=timezone.now())


def _outside(publication: Publication) -> Answer | None:
    try:
        return fetch(publication.address)
    except OSError as fault:
        log.warning("could not fetch %s: %s", publication.address, fault)
        return None


def serve(stop: threading.Event) -> None:
    """Run until told to stop. Woken by acts; then it asks in growing steps, because the builder comes after the act."""
    pause = SHORTEST
    with Alarm("prober") as alarm:
        while not stop.is_set():
            try:
                saw = probe() != Probed()
                if saw:
                    stop.wait(BREATH)
                pause = SHORTEST if saw or alarm.wait(pause) else min(2 * pause, LONGEST)
            except Exception:
                log.exception("probing failed; trying again")
                close_old_connections()
                stop.wait(LONGEST)
