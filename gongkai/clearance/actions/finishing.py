"""After the signature: 编号 (文号 and 成文日期) and 复核更正. Neither voids; anything else does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person
from gongkai.clearance import rules
from gongkai.clearance.actions.acting import finish, locked, open_next, open_step, person_of
from gongkai.clearance.actions.drafting import write_down
from gongkai.clearance.document import PublicDocument, digest_of
from gongkai.clearance.models import Clearance, Correction, Numbering, Revision, Signature
from gongkai.clearance.queries import confirmed_correction
from gongkai.clearance.states import Act, State
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

# GB/T 9704-2012: 机关代字 + 〔year〕 + serial + 号; hexagonal brackets, no leading zero, no 第.
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}〔(19|20)\d{2}〕[1-9]\d{0,4}号")


def number(
    *, clearance: Clearance, document_number: str, document_date: date, by: Actor, at: datetime
) -> Numbering:
    """编号: bound with the signed digest in a second digest; touches nothing else and voids nothing."""
    person = person_of(by, at)
    clearance = locked(clearance)
    if clearance.state != State.SIGNED:
        raise Overtaken("文件签发后才能编号，请刷新后查看。")
    step = open_step(clearance, by, Act.NUMBER)
    if not DOCUMENT_NUMBER.fullmatch(document_number):
        raise Refused(
            "文号应如“市体发〔2026〕12号”：六角括号、四位年份，序号不编虚位。",
            field="document_number",
        )
    signature = clearance.signatures.get(standing=Signature.Standing.STANDING)
    bound = {
        "signed": signature.digest,
        "document_number": document_number,
        "document_date": document_date.isoformat(),
    }
    try:
        with transaction.atomic():
            numbering = Numbering.objects.create(
                signature=signature,
                document_number=document_number,
                document_date=document_date,
                digest=digest_of(bound),
                by=person,
                at=at,
            )
    except IntegrityError:
        raise Refused(
            f"文号“{document_number}”已被使用，请核对发文登记簿。", field="document_number"
        ) from None
    finish(step, by=by, person=person, at=at, outcome="number", opinion=document_number)
    open_next(clearance, at)
    return numbering


def correct(
    *,
    clearance: Clearance,
    document: PublicDocument,
    most: int,
    names: Iterable[str],
    public: bool,
    by: Actor,
    at: datetime,
) -> Correction:
    """复核更正 by the office; waits for the drafting head's confirmation. `most`: characters, from the plan.

    `public`: whether the text stands on the portal; then a greater change is a new version.
    """
    person = person_of(by, at)
    if by.role != "editor":
        raise NotAllowed("复核更正由办公室办理。")
    clearance = locked(clearance)
    signature = clearance.signatures.filter(standing=Signature.Standing.STANDING).first()
    if clearance.state != State.SIGNED or signature is None:
        raise Overtaken("文件签发后才能复核更正；签发前请退回拟稿处室修改。")
    last = confirmed_correction(signature)
    before = (last.revision if last else signature.revision).value
    if document.digest == before.digest:
        raise Refused("文本没有变化，无需更正。")
    # measured against what was signed, so that many small corrections cannot add up to another text
    instead = rules.REVISE if public else rules.RESIGN
    fault = rules.correction_fault(
        signature.revision.value, document, most=most, names=names, instead=instead
    )
    if fault:
        raise Refused(fault, field="body")
    revision = write_down(
        subject=clearance.subject, document=document, person=person, at=at, purpose="correction"
    )
    shown = rules.marked(
        f"{before.title}\n{rules.plain(before.body)}",
        f"{document.title}\n{rules.plain(document.body)}",
    )
    return _waiting(signature, revision, shown, person, at)


def _waiting(
    signature: Signature,
    revision: Revision,
    shown: list[tuple[str, str]],
    person: Person,
    at: datetime,
) -> Correction:
    try:
        with transaction.atomic():
            return Correction.objects.create(
                signature=signature,
                revision=revision,
                digest=revision.digest,
                difference=shown,
                by=person,
                at=at,
            )
    except IntegrityError:
        raise Overtaken("已有一处更正等待拟稿处室确认，请确认后再更正。") from None


def settle_correction(
    *, clearance: Clearance, correction: Correction, accept: bool, by: Actor, at: datetime
) -> Correction:
    """The head of the drafting organ confirms or refuses the office's correction."""
    person = person_of(by, at)
    if by.role != "head" or by.organ != clearance.drafting_organ:
        raise NotAllowed("复核更正由拟稿处室负责人确认。")
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.confirmed_at or correction.refused_at:
        raise Overtaken("该更正已处理，请刷新后查看。")
    if correction.by_id == person.pk:
        raise NotAllowed("更正人不能自己确认。")
    if accept:
        correction.confirmed_at, correction.confirmed_by = at, person
    else:
        correction.refused_at = at
    correction.save()
    return correction
