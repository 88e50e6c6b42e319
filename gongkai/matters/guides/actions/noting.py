"""What follows when a version was seen outside: the register of versions, 流程优化, the duties of 二(五).

The door says `document.visible` of the subject, which the kind echoes as 办事指南已发布. What the door cannot know
is noted here from what stands in the database: that the service is public, what a version simplified, and that a
duty of the calendar, which lies on its organ and period, is done by it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.clearance.document import PublicDocument
from gongkai.clock.calendars import local_day
from gongkai.matters.guides.models import KIND, Shown
from gongkai.matters.guides.queries import first_sights, shape_of
from gongkai.matters.guides.rules import measures
from gongkai.obligations.actions import duty_subject
from gongkai.obligations.periods import period_of
from gongkai.obligations.settling import Event, settle
from gongkai.plan.queries import plans_in_force
from gongkai.publishing.models import Publication
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.writing import write

SERVICE_PUBLISHED = "guide.service_published"
SIMPLIFIED = "guide.simplified"
STANDARD_PUBLISHED = "guide.standard_published"

vocabulary.register(
    {
        SERVICE_PUBLISHED: "服务事项已公开：《{title}》第 {version} 版",
        SIMPLIFIED: "流程优化：《{title}》{said}",
        STANDARD_PUBLISHED: "服务标准规范已发布：《{title}》第 {version} 版",
    }
)


@transaction.atomic
def note_shown(*, publication: Publication, by: Actor, at: datetime) -> Shown | None:
    """Enter the oldest version that was seen outside and is not in the register yet; None when there is none.

    The duties are settled at the moment of that sight, however late this is noted. Call it until it gives None.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    sights = first_sights(publication)
    last = Shown.objects.filter(publication=publication).aggregate(last=Max("version"))["last"] or 0
    unnoted = publication.versions.filter(number__gt=last, number__in=sights)
    version = unnoted.select_related("revision").order_by("number").first()
    if version is None:
        return None
    text = version.revision.value
    shown = Shown(
        publication=publication, version=version.number, subject_kind=publication.subject_kind,
        subject_id=publication.subject_id, title=text.title, organ=publication.organ,
        organ_name=publication.organ_name, seen_at=sights[version.number],
    )  # fmt: skip
    action = _compare(shown, text)
    shown.save()
    _settle(action, shown)
    data = {"title": shown.title, "version": shown.version, "said": shown.said}
    write(
        by=by, action=action, subject=shown.subject, at=at, happened=shown.seen_at,
        clause="二(五)", data=data,
    )  # fmt: skip
    return shown


def _compare(shown: Shown, text: PublicDocument) -> str:
    """Fill in the numbers of this version and of the one seen before it; the event that this is."""
    if shown.subject_kind != KIND:
        return STANDARD_PUBLISHED
    earlier = Shown.objects.filter(subject_kind=KIND, subject_id=shown.subject_id)
    last = earlier.order_by("-pk").first()
    shown.before = last.after if last else {}
    shown.after = measures.from_fields(text.fields)
    changed = measures.differences(shape_of(local_day(shown.seen_at)), shown.before, shown.after)
    shown.said = measures.said(changed)[:300]
    shown.simpler = measures.is_simpler(changed)
    return SIMPLIFIED if shown.simpler else SERVICE_PUBLISHED


def _settle(action: str, shown: Shown) -> None:
    names = {action, SERVICE_PUBLISHED} if shown.subject_kind == KIND else {action}
    for name in sorted(names):
        for subject in (shown.subject, *_periods(name, shown)):
            settle(
                Event(
                    name,
                    subject,
                    shown.title,
                    at=shown.seen_at,
                    happened=shown.seen_at,
                    facts={"drafting_organ": shown.organ},
                    evidence=_evidence(shown),
                )
            )


def _periods(name: str, shown: Shown) -> list[Subject]:
    """The duties of the calendar that this event discharges: those of the organ in the period of the sight."""
    day = local_day(shown.seen_at)
    return [
        duty_subject(held.plan.id, duty.id, shown.organ, period_of(day, duty.every).name)
        for held in plans_in_force(day)
        for duty in held.plan.duties
        if duty.opener == "calendar" and duty.every and name in duty.discharged_by
    ]


def _evidence(shown: Shown) -> dict[str, Any]:
    return {
        "publication": str(shown.publication.uuid),
        "index_number": shown.publication.index_number,
        "address": shown.publication.address,
        **({"what": shown.said} if shown.said else {}),
    }
