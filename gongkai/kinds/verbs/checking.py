"""A finding of 表述检查 is mended, or confirmed by name: the drafting side before 送审, the office before 发布."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.clearance.checking import Looked, looked_at
from gongkai.clearance.models import Clearance, Confirmation
from gongkai.clearance.states import State
from gongkai.clock.calendars import local_day
from gongkai.kinds.checked import standing_text
from gongkai.kinds.registry import kind_of
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.publishing.actions.rights import require_office
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import NotAllowed, Refused
from gongkai.trail.writing import unwritten, write_all

vocabulary.register(
    {
        "document.finding_confirmed": "确认检查提示：{said}",
        "document.carried_finding_confirmed": "确认补录信息的检查提示：{said}理由：{reason}",
    }
)
MOST_REASON = 200


@transaction.atomic
def confirm(*, subject: Subject, keys: Collection[str], by: Actor, at: datetime) -> int:
    """The drafting side answers for what may be right (请确认) in the draft as it stands; 必须改 is mended.

    Returns how many were confirmed: a key that is no longer found is passed over.
    """
    kind = kind_of(subject)
    if not kind.may_edit(by, subject.id):
        raise NotAllowed("只有拟稿处室的同事可以确认本稿的检查提示。")
    found = looked_at(subject, kind.document(subject.id), local_day(at))
    return _confirm(subject, [one for one in found if one.finding.severity == "ask"], keys, by, at)


def confirm_before_publishing(
    *, clearance: Clearance, keys: Collection[str], by: Actor, at: datetime, reason: str = ""
) -> int:
    """The office answers for what is found in a signed text, public or not: mending it would void the signature.

    A carried text was looked at by no drafter here: confirming its findings needs a reason.
    """
    reason = _reason_of(clearance, reason)
    refuse_marks(subject=clearance.subject, text=reason, by=by, at=at)
    with transaction.atomic():
        require_office(by, at)
        standing = standing_text(clearance, at)
        if standing is None:
            raise Refused("该稿件尚未签发、编号，或签发已失效。请刷新后查看。")
        found = looked_at(clearance.subject, *standing)
        count = _confirm(clearance.subject, found, keys, by, at, reason)
        if not count:
            raise Refused("请勾选要确认的检查提示。")
    return count


def _reason_of(clearance: Clearance, reason: str) -> str:
    reason = reason.strip()
    if clearance.state != State.CARRIED:
        return ""
    if not reason:
        raise Refused("请写明确认的理由，如“经核对原件无误”。", field="reason")
    if len(reason) > MOST_REASON:
        raise Refused(f"理由最多 {MOST_REASON} 字，请精简。", field="reason")
    return reason


def _confirm(
    subject: Subject,
    found: Collection[Looked],
    keys: Collection[str],
    by: Actor,
    at: datetime,
    reason: str = "",
) -> int:
    """One row and one trail entry for each; two who confirm the same at once make one."""
    entries = []
    for one in sorted(found, key=lambda one: one.finding.key):  # in one order for everybody
        if one.finding.key not in keys or not one.open:
            continue
        about = {"subject_kind": subject.kind, "subject_id": subject.id, "key": one.finding.key}
        person = Person.objects.get(uuid=by.key)
        told = {
            "rule": one.finding.rule, "said": one.said[:400], "reason": reason, "person": person, "at": at,
        }  # fmt: skip
        _, made = Confirmation.objects.get_or_create(**about, defaults=told)
        if made:
            data = {"said": one.said[:200], "rule": one.finding.rule, "reason": reason}
            word = "carried_finding_confirmed" if reason else "finding_confirmed"
            action = f"document.{word}"
            entries.append(
                unwritten(by=by, action=action, subject=subject, at=at, clause="三(三)", data=data)
            )
    write_all(entries)
    return len(entries)
