"""The prober: fetches public addresses as a stranger would, in a process that is neither app nor builder.

Published is the act, visible is the first fetch from outside: only this discharges 上网公开.
"""

from __future__ import annotations

import hashlib
import http.client
import logging
import re
import threading
from dataclasses import dataclass
from datetime import datetime

from django.db import close_old_connections, transaction
from django.utils import timezone

from gongkai.kinds.verbs.publishing import note_gone, note_visible
from gongkai.portal.outside import Answer, fetch
from gongkai.publishing import queries
from gongkai.publishing.models import Placement, Publication
from gongkai.trail.actors import system
from gongkai.trail.waking import Alarm

log = logging.getLogger("gongkai.prober")
PROBER = "外网探测"
_SHOWN = re.compile(
    rb'<meta name="IndexNumber" content="([^"]+)"[^>]*>\s*<meta name="Version" content="(\d+)"'
)


A_ROUND, AT_ONCE = (
    200,
    50,
)  # pages; sights written down together, a quarter of a second for the others


OF_CARRIED = 10  # of 补录 in one round


@dataclass(frozen=True, slots=True)
class Probed:
    """What one round found."""

    visible: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Sight:
    """What a stranger was shown, and when: version and digest (`sha256:<hex>`) of the page."""

    publication: Publication
    version: int
    digest: str
    at: datetime


def probe() -> Probed:
    """One round over what was published or withdrawn and not yet seen so from outside, the oldest first."""
    waiting = queries.unseen().order_by("placed_at", "pk")
    clocked = list(waiting.exclude(publication__carried_over=True)[:A_ROUND])
    # No clock waits for 补录: what is published meanwhile waits for no more than a few of them.
    unseen = [*clocked, *waiting.filter(publication__carried_over=True)[:OF_CARRIED]]
    parts = [unseen[first : first + AT_ONCE] for first in range(0, len(unseen), AT_ONCE)]
    visible = sum(_note([s for p in part if (s := _see(p.publication))]) for part in parts)
    gone = sum(_see_gone(placement) for placement in queries.not_yet_gone()[:A_ROUND])
    return Probed(visible, gone)


@transaction.atomic
def _note(sights: list[Sight]) -> int:
    """What was seen is written down after all fetches: a fetch holds up nobody who writes."""
    by = system(PROBER)
    return sum(
        note_visible(
            publication=sight.publication,
            version=sight.version,
            digest=sight.digest,
            by=by,
            at=sight.at,
        )
        for sight in sights
    )


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
    """Run until told to stop. Woken by acts; while something is unseen it asks again in short steps."""
    with Alarm("prober") as alarm:
        while not stop.is_set():
            try:
                found = probe()
                waiting = queries.unseen().exists() or queries.not_yet_gone().exists()
                if found == Probed():
                    waits = (
                        0.05 if waiting else 1.0
                    )  # the builder needs some milliseconds after the act
                    alarm.wait(waits)
            except Exception:
                log.exception("probing failed; trying again")
                close_old_connections()
                stop.wait(1.0)
