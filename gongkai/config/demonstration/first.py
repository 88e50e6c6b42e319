"""The bureau's own plan goes the whole way: drafted by the office, signed, numbered, published."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clearance.checking import looked_at
from gongkai.clearance.states import SecrecyOutcome
from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.cast import FOLDER, at_desk, invented
from gongkai.kinds.verbs import checking, finishing, publishing, reviewing, signing, submitting
from gongkai.matters.documents.actions import Draft, begin
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import public_document
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor


def first_document(at: datetime | None = None) -> Publication:
    """All acts at one moment: `at`, or each as it is done."""

    def now() -> datetime:
        return at or timezone.now()

    drafter = at_desk("office-drafter")
    document = begin(draft=_plan_text(), by=drafter, at=now())
    _answer(document, drafter, now())
    sheet = submitting.submit(subject=document.subject, by=drafter, at=now())
    seen = sheet.revision.digest
    for username in ("office-head", "office-editor"):
        by = at_desk(username)
        reviewing.agree(clearance=sheet, seen=seen, opinion="同意", by=by, at=now())
    public, secrecy = SecrecyOutcome.PUBLIC, at_desk("secrecy")
    reviewing.review_secrecy(
        clearance=sheet, seen=seen, outcome=public, opinion="", by=secrecy, at=now()
    )
    signing.sign(clearance=sheet, seen=seen, by=at_desk("chief"), at=now())
    editor, day = at_desk("office-editor"), local_day(now())
    number = f"{invented().said['document_numbers']}〔{day.year}〕1号"
    finishing.number(
        clearance=sheet, document_number=number, document_date=day, by=editor, at=now()
    )
    cleared = clearances.current(document.subject)
    if cleared is None:
        raise RuntimeError("the first document has no sheet")
    return publishing.publish(clearance=cleared, seen=seen, by=editor, at=now())


def _plan_text() -> Draft:
    lines = (FOLDER.parent / "plan-text.txt").read_text(encoding="utf-8").splitlines()
    title, *rest = [line.strip() for line in lines if line.strip()]
    return Draft(
        document_kind="official",
        title=title,
        body="".join(_block(line) for line in rest),
        category="notices",
        attribute="proactive",
    )


def _answer(document: Document, by: Actor, at: datetime) -> None:
    """The plan of 2017 names 市法制办 as it was called then: the drafter answers for it."""
    found = looked_at(document.subject, public_document(document.pk), local_day(at))
    keys = {one.finding.key for one in found}
    checking.confirm(subject=document.subject, keys=keys, by=by, at=at)


def _block(line: str) -> str:
    if line[:2] in ("一、", "二、", "三、"):
        return f"<h2>{line}</h2>"
    return f"<p>{line}</p>"
