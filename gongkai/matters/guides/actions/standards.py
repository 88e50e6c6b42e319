"""Writing 服务标准规范 (二(五) 形成服务标准规范)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.kinds.drafting import may_draft
from gongkai.kinds.verbs.recording import nowhere, refuse_marks
from gongkai.matters.guides.faulty import refuse_if_any
from gongkai.matters.guides.keeping import category_fault, keep, require_mine
from gongkai.matters.guides.models import STANDARD, Standard
from gongkai.matters.guides.rules.drafts import MOST_NUMBER, MOST_TEXT, length_fault, title_fault
from gongkai.matters.guides.rules.values import tidy_line, tidy_text
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed
from gongkai.trail.writing import write

vocabulary.register(
    {"standard.drafted": "起草服务标准《{title}》", "standard.edited": "修改服务标准《{title}》"}
)


@dataclass(frozen=True, slots=True)
class StandardText:
    """What the form carries: 标准名称, 信息类别, 编号, 适用范围, 主要内容."""

    title: str
    category: str
    number: str = ""
    scope: str = ""
    summary: str = ""

    @property
    def typed(self) -> str:
        return "\n".join((self.title, self.number, self.scope, self.summary))


def begin_standard(
    *, text: StandardText, by: Actor, at: datetime, key: UUID | None = None
) -> Standard:
    """A new standard of the actor's organ. `key` is made with the page: a double click makes one."""
    if not may_draft(by):
        raise NotAllowed("本岗位不起草服务标准规范。")
    refuse_marks(subject=nowhere(STANDARD, by.act), text=text.typed, by=by, at=at)
    _acceptable(text, at)
    key = key or uuid4()
    there = Standard.objects.filter(pk=key, organ=by.organ, created_by__uuid=by.key).first()
    if there is not None:
        return there
    with transaction.atomic():
        standard = Standard(uuid=key, organ=by.organ, organ_name=by.organ_name, created_at=at)
        standard.created_by = Person.objects.get(uuid=by.key)
        _fill(standard, text)
        keep(standard, by, at)
        data = {"title": standard.title}
        write(by=by, action="standard.drafted", subject=standard.subject, at=at, data=data)
    return standard


def save_standard(
    *, standard: Standard, text: StandardText, edition: int, by: Actor, at: datetime
) -> Standard:
    """Keep what was typed; nobody overwrites a colleague unseen."""
    refuse_marks(subject=standard.subject, text=text.typed, by=by, at=at)
    _acceptable(text, at)
    with transaction.atomic():
        standard = Standard.objects.select_for_update().get(pk=standard.pk)
        require_mine(standard, edition, by)
        if not _fill(standard, text):
            return standard
        standard.edition += 1
        keep(standard, by, at)
        data = {"title": standard.title, "edition": standard.edition}
        write(by=by, action="standard.edited", subject=standard.subject, at=at, data=data)
    return standard


def _acceptable(text: StandardText, at: datetime) -> None:
    refuse_if_any(
        {
            "title": title_fault(tidy_line(text.title), "标准名称"),
            "category": category_fault(text.category, at),
            "number": length_fault(tidy_line(text.number), "标准编号", MOST_NUMBER),
            "scope": length_fault(tidy_text(text.scope), "适用范围", MOST_TEXT),
            "summary": length_fault(tidy_text(text.summary), "主要内容", MOST_TEXT),
        }
    )


def _fill(standard: Standard, text: StandardText) -> bool:
    """Whether anything changed."""
    given = {
        "title": tidy_line(text.title),
        "category": text.category,
        "number": tidy_line(text.number),
        "scope": tidy_text(text.scope),
        "summary": tidy_text(text.summary),
    }
    changed = any(getattr(standard, name) != value for name, value in given.items())
    for name, value in given.items():
        setattr(standard, name, value)
    return changed
