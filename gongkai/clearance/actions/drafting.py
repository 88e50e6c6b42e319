"""Writing at a text: who contributed, and the revisions that come of it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person
from gongkai.clearance import queries
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Contribution, Revision
from gongkai.trail.actors import Subject
from gongkai.trail.refusals import Overtaken, Refused


def contribute(*, subject: Subject, person: Person, at: datetime) -> None:
    """Note that this person wrote at the text since the last signed version, however little."""
    Contribution.objects.get_or_create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        baseline=queries.baseline(subject),
        person=person,
        defaults={"since": at},
    )


def revise(
    *,
    subject: Subject,
    document: PublicDocument,
    person: Person,
    at: datetime,
    purpose: str = "draft",
) -> Revision:
    """The text as a revision: the last one if nothing changed, else a new one under this person's name."""
    last = queries.revisions(subject).order_by("-number").first()
    if last is not None and last.digest == document.digest:
        return last
    return write_down(subject=subject, document=document, person=person, at=at, purpose=purpose)


def write_down(
    *, subject: Subject, document: PublicDocument, person: Person, at: datetime, purpose: str
) -> Revision:
    """One more revision under this person's name."""
    last = queries.revisions(subject).order_by("-number").first()
    contribute(subject=subject, person=person, at=at)
    try:
        with transaction.atomic():
            revision = Revision.objects.create(
                subject_kind=subject.kind,
                subject_id=subject.id,
                number=last.number + 1 if last else 1,
                document=document.as_json(),
                digest=document.digest,
                author=person,
                author_name=person.name,
                purpose=purpose,
                made_at=at,
            )
    except IntegrityError:
        raise Overtaken("本稿刚刚有了新的文本，请刷新并核对后再办理。") from None
    return as_kept(revision)


def as_kept(revision: Revision) -> Revision:
    """The revision with the text that the database holds, if that is the one whose digest will be signed."""
    revision.refresh_from_db(fields=["document"])
    if revision.value.digest != revision.digest:
        raise Refused(
            "保存后的文本与提交的不一致，没有保存。请重试；仍有提示的，请报告系统管理员。"
        )
    return revision
