"""A finding of 表述检查 is mended, or confirmed by name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.clearance import checking
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Confirmation
from gongkai.clearance.queries import cleared
from gongkai.clock.calendars import local_day
from gongkai.publishing.actions.rights import require_office
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import Refused
from gongkai.trail.writing import write

vocabulary.register({"document.finding_confirmed": "确认检查提示：{said}"})


@transaction.atomic
def confirm(
    *,
    subject: Subject,
    document: PublicDocument,
    keys: Collection[str],
    severities: Collection[str],
    by: Actor,
    at: datetime,
) -> int:
    """Answer by name for findings of these severities. The face has asked whether the text is the actor's to touch."""
    count = 0
    for looked in checking.looked_at(subject, document, local_day(at)):
        found = looked.finding
        if found.key not in keys or found.severity not in severities or not looked.open:
            continue
        _, made = Confirmation.objects.get_or_create(
            subject_kind=subject.kind,
            subject_id=subject.id,
            key=found.key,
            defaults={
                "rule": found.rule,
                "said": looked.said[:400],
                "person": Person.objects.get(uuid=by.key),
                "at": at,
            },
        )
        if made:
            data = {"said": looked.said[:200], "rule": found.rule}
            write(
                by=by,
                action="document.finding_confirmed",
                subject=subject,
                at=at,
                clause="三(三)",
                data=data,
            )
            count += 1
    return count


@transaction.atomic
def confirm_before_publishing(
    *, clearance: Clearance, keys: Collection[str], by: Actor, at: datetime
) -> int:
    """The office answers by name for what the check finds in a signed text: mending it would void the signature."""
    require_office(by, at)
    ready = cleared(clearance)
    if ready is None:
        raise Refused("该稿件尚未签发、编号，或签发已失效。请刷新后查看。")
    count = confirm(
        subject=clearance.subject,
        document=ready.document,
        keys=keys,
        severities={"must", "ask"},
        by=by,
        at=at,
    )
    if not count:
        raise Refused("请勾选要确认的检查提示。")
    return count
