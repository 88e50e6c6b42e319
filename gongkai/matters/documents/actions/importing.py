"""从文件导入: a Word file becomes a draft. What the file holds beside its text is listed, and not kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction

from gongkai.clearance.document import Attribute
from gongkai.clearance.rules import MOST_TITLE
from gongkai.kinds.drafting import may_draft
from gongkai.kinds.verbs.recording import nowhere, refuse_marks
from gongkai.matters.documents.actions.attaching import attach
from gongkai.matters.documents.actions.drafting import Draft, begin, save
from gongkai.matters.documents.models import KIND, Document
from gongkai.matters.documents.permissions import may_edit
from gongkai.matters.documents.rules import MOST_ADDRESSEES, likely_category
from gongkai.plan.queries import live_categories
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import NotAllowed
from gongkai.trail.writing import write
from gongkai.word.imported import Imported
from gongkai.word.reading import read

vocabulary.register(
    {
        "document.imported": "由文件“{name}”导入，提示 {remarks} 条",
        "document.remark_resolved": "核对导入提示：{remark}",
    },
    names={"document.imported": "从文件导入"},
)


def begin_from_file(*, name: str, content: bytes, by: Actor, at: datetime, key: UUID) -> Document:
    """A new draft from a .docx, .doc or .wps: text, pictures, and the fields that the text itself proposes.

    Raises Refused for a file that cannot be read, and for marks of secrecy anywhere in it, dropped parts too.
    """
    if not may_draft(by):
        raise NotAllowed("本岗位不起草文件。")
    found = _read(name, content, nowhere(KIND, by.act), by, at)
    with transaction.atomic():
        document = begin(draft=_draft(found, name, by, at), by=by, at=at, key=key)
        _keep(document, found, name, _proposed(found), by, at)
    return document


def replace_from_file(
    *, document: Document, name: str, content: bytes, edition: int, by: Actor, at: datetime
) -> Document:
    """The text of a draft anew from a file that was changed elsewhere; what was chosen beside it stays.

    Raises what `begin_from_file` raises, and Overtaken when a colleague saved meanwhile.
    """
    found = _read(name, content, document.subject, by, at)
    given = {field: getattr(document, field) for field in Draft.names()}
    told = found.proposal
    draft = Draft(
        **{**given, "body": found.html, "title": told.title[:MOST_TITLE] or document.title}
    )
    with transaction.atomic():
        document = save(document=document, draft=draft, edition=edition, by=by, at=at)
        _keep(document, found, name, ["title"] if told.title else [], by, at)
    return document


def _read(name: str, content: bytes, subject: Subject, by: Actor, at: datetime) -> Imported:
    found = read(content, name)
    told = found.proposal
    everything = (name, found.html, found.dropped, told.title, told.number, told.addressees)
    text = "\n".join((*everything, *told.attachments, told.note))
    refuse_marks(subject=subject, text=text, by=by, at=at)
    return found


def _keep(
    document: Document, found: Imported, name: str, proposed: list[str], by: Actor, at: datetime
) -> None:
    """Pictures, and what is still to be looked at."""
    for picture in found.pictures:
        attach(
            document=document,
            name=picture.name,
            content=picture.content,
            picture=True,
            by=by,
            at=at,
        )
    document.imported_from, document.proposed = name[:255], proposed
    document.remarks = _remarks(found)
    document.save(update_fields=["imported_from", "proposed", "remarks"])
    data = {"name": name, "remarks": len(document.remarks)}
    write(by=by, action="document.imported", subject=document.subject, at=at, data=data)


def _remarks(found: Imported) -> list[dict[str, Any]]:
    """What the file held beside its text; and the attachments that it lists, which are to be uploaded."""
    said = [{"text": remark.text, "blocking": remark.blocking} for remark in found.remarks]
    return said + [
        {"text": f"文件列有附件“{listed}”，尚未上传", "blocking": True, "attachment": listed}
        for listed in found.proposal.attachments
    ]


def _draft(found: Imported, name: str, by: Actor, at: datetime) -> Draft:
    """What the text says of itself; the drafter confirms it with the first save."""
    told = found.proposal
    title = (told.title or PurePath(name).stem)[:MOST_TITLE]
    return Draft(
        document_kind="official" if told.number else "information",
        title=title,
        body=found.html,
        category=likely_category(title, live_categories(at)),
        attribute=told.attribute or Attribute.PROACTIVE.value,
        addressees=told.addressees[:MOST_ADDRESSEES],
    )


def _proposed(found: Imported) -> list[str]:
    told = found.proposal
    values = {"title": told.title, "attribute": told.attribute, "addressees": told.addressees}
    return [*(name for name, value in values.items() if value), "category", "document_kind"]


@transaction.atomic
def resolve(*, document: Document, number: int, by: Actor, at: datetime) -> Document:
    """The drafter has looked at a remark (修订, 批注, 隐藏文字) and answers for what became of it."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not may_edit(by, document):
        raise NotAllowed("该稿件正在审签或不属于本处室，现在不能修改。可先撤回再修改。")
    if number >= len(document.remarks) or document.remarks[number].get("by"):
        return document
    document.remarks[number] |= {"by": by.name, "at": at.isoformat()}
    document.save(update_fields=["remarks"])
    data = {"remark": document.remarks[number]["text"][:40]}
    write(by=by, action="document.remark_resolved", subject=document.subject, at=at, data=data)
    return document
