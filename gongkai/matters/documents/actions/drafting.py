"""Writing drafts. Sending them on, signing, publishing: the verbs of `kinds`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person
from gongkai.clearance.cleaning import clean
from gongkai.clearance.document import GROUNDS, Attribute
from gongkai.clearance.rules import title_fault
from gongkai.kinds.drafting import may_draft, wrote
from gongkai.kinds.verbs.recording import nowhere, refuse_marks
from gongkai.matters.documents.models import KIND, Document
from gongkai.matters.documents.permissions import may_edit
from gongkai.matters.documents.rules import addressees_fault
from gongkai.plan.queries import live_categories
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register({"document.drafted": "起草《{title}》", "document.edited": "修改《{title}》"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form carries; the disclosure attribute is named while drafting (二(二))."""

    document_kind: str
    title: str
    body: str
    category: str
    attribute: str
    ground: str = ""
    review_on: date | None = None
    addressees: str = ""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of what a draft is, the same at form and record."""
        return tuple(field.name for field in fields(cls))

    def stands_in(self, document: Document) -> bool:
        """Whether the record holds these very words already."""
        others = [name for name in self.names() if name != "body"]
        return document.body == clean(self.body) and all(
            getattr(document, name) == getattr(self, name) for name in others
        )

    @property
    def typed(self) -> str:
        """Everything that somebody wrote freely."""
        return f"{self.title}\n{self.body}\n{self.addressees}"


def begin(*, draft: Draft, by: Actor, at: datetime, key: UUID | None = None) -> Document:
    """A new draft of the actor's organ. `key` is made with the page: a double click makes one draft, not two."""
    if not may_draft(by):
        raise NotAllowed("本岗位不起草文件。")
    _acceptable(draft, at)
    refuse_marks(subject=nowhere(KIND, by.act), text=draft.typed, by=by, at=at)
    key = key or uuid4()
    there = Document.objects.filter(pk=key, organ=by.organ, created_by__uuid=by.key).first()
    if there is not None:
        return there
    with transaction.atomic():
        person = Person.objects.get(uuid=by.key)
        document = Document(
            uuid=key, organ=by.organ, organ_name=by.organ_name, created_by=person, created_at=at
        )
        _write(document, draft, by, at)
        data = {"title": document.title, "kind": document.document_kind}
        write(by=by, action="document.drafted", subject=document.subject, at=at, data=data)
    return document


def save(
    *, document: Document, draft: Draft, edition: int, by: Actor, at: datetime, looked: bool = False
) -> Document:
    """Keep what was typed. `edition` is the one the form was filled from: nobody overwrites a colleague unseen.

    `looked`: a person pressed the button, which confirms the fields that were proposed from a file.
    """
    _acceptable(draft, at)
    refuse_marks(subject=document.subject, text=draft.typed, by=by, at=at)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        if not may_edit(by, document):
            raise NotAllowed("该稿件正在审签或不属于本处室，现在不能修改。可先撤回再修改。")
        if document.edition != edition:
            raise Overtaken(
                f"{_by_whom(document, by)}修改过本稿。您填写的内容仍在页面上，"
                "请在新窗口打开最新稿对照后再保存。"
            )
        if looked and document.proposed:
            document.proposed = []
            document.save(update_fields=["proposed"])
        if draft.stands_in(document):
            return document
        document.edition += 1
        _write(document, draft, by, at)
        data = {"title": document.title, "edition": document.edition}
        write(by=by, action="document.edited", subject=document.subject, at=at, data=data)
    return document


def _by_whom(document: Document, by: Actor) -> str:
    """Who was faster: a colleague, or the same person at another window."""
    mine = document.edited_by.uuid == by.key
    return "您已在另一窗口" if mine else f"{document.edited_by.name}已在您打开之后"


def _acceptable(draft: Draft, at: datetime) -> None:
    live = {category.id for category in live_categories(at)}
    faults = {
        "title": title_fault(draft.title),
        "document_kind": draft.document_kind not in Document.DocumentKind.values
        and "请选择文种：公文、信息或机构信息。",
        "category": draft.category not in live and "请选择信息类别；没有合适的请选“其他信息”。",
        "attribute": draft.attribute not in set(Attribute)
        and "请选择公开属性：主动公开、依申请公开或不予公开。",
        "ground": draft.ground not in ("", *GROUNDS) and "请从列表中选择不主动公开的理由。",
        "addressees": addressees_fault(draft.addressees),
    }
    for field, fault in faults.items():
        if fault:
            raise Refused(fault, field=field)


def _write(document: Document, draft: Draft, by: Actor, at: datetime) -> None:
    document.document_kind, document.title = draft.document_kind, draft.title.strip()
    document.body = clean(draft.body)
    document.category, document.attribute = draft.category, draft.attribute
    document.ground, document.review_on = draft.ground, draft.review_on
    document.addressees = draft.addressees.strip()
    document.edited_by, document.edited_at = Person.objects.get(uuid=by.key), at
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        raise Overtaken("这份稿件刚刚已经保存，请在“文件与信息”中打开。") from None
    wrote(subject=document.subject, by=by, at=at)
