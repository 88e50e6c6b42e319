"""Many schedules of one moment: the ticker's own release, with the real front, builder and prober."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.utils import timezone

from benchmarks.inside import archive
from benchmarks.inside.publishing import lay_lists, running
from gongkai.clearance.models import Clearance, Confirmation, Revision
from gongkai.kinds.checked import look_ahead
from gongkai.kinds.verbs import scheduling
from gongkai.publishing.models import Placement, Schedule
from gongkai.publishing.queries import awaiting
from gongkai.trail.actors import system
from tests.casting import Bureau

AHEAD = 20  # seconds in which the texts are looked at before their moment, as the ticker does


def measured(together: int) -> dict[str, Any]:
    """Seconds after the moment until each was seen from outside."""
    cast = archive.bureau()
    body = archive.text(8)
    archive.published(cast, body)
    archive.multiply(archive.waiting(cast, body), together - 1, days=1)
    lay_lists()
    sheets = list(awaiting().order_by("pk")[:together])
    _answered(cast, sheets)
    _break(sheets[together // 2])
    with running():
        moment = timezone.now() + timedelta(seconds=AHEAD)
        _set(cast, sheets, moment)
        look_ahead(at=timezone.now())
        while timezone.now() < moment:
            time.sleep(0.001)
        while scheduling.release(by=system("定时发布"), at=timezone.now()):
            pass
        return {"seen": _seen(moment, together - 1)}


def _answered(cast: Bureau, sheets: list[Clearance]) -> None:
    """What the check asks of the archive's text was answered for the originals: for the copies too."""
    keys = set(Confirmation.objects.values_list("key", "rule"))
    Confirmation.objects.bulk_create(
        [
            Confirmation(
                subject_kind=sheet.subject_kind, subject_id=sheet.subject_id, key=key, rule=rule,
                person=cast.people["drafter"], at=cast.now,
            )
            for sheet in sheets
            for key, rule in keys
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _break(sheet: Clearance) -> None:
    """Its text is no longer the one that was signed."""
    changed = {**sheet.revision.document, "title": "被改动的标题"}
    Revision.objects.filter(pk=sheet.revision_id).update(document=changed)


def _set(cast: Bureau, sheets: list[Clearance], moment: Any) -> None:
    person = cast.people["editor"]
    post = person.posts.get()
    Schedule.objects.bulk_create(
        Schedule(
            clearance=sheet, digest=sheet.revision.digest, person=person, post=post,
            moment=moment, made_at=cast.now,
        )
        for sheet in sheets
    )  # fmt: skip


def _seen(moment: Any, wanted: int) -> list[float]:
    """Waits until all are seen, two minutes at most."""
    fresh = Placement.objects.filter(placed_at__gte=moment, visible_at__isnull=False)
    until = time.monotonic() + 120
    while fresh.count() < wanted and time.monotonic() < until:
        time.sleep(0.1)
    return [(seen - moment).total_seconds() for seen in fresh.values_list("visible_at", flat=True)]
