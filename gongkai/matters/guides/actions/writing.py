"""Registering a service and writing its guide (二(五))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.clock.calendars import local_day
from gongkai.kinds.drafting import may_draft
from gongkai.kinds.verbs.recording import nowhere, refuse_marks
from gongkai.matters.guides.faulty import refuse_if_any
from gongkai.matters.guides.keeping import category_fault, keep, require_mine
from gongkai.matters.guides.models import KIND, Guide
from gongkai.matters.guides.queries import file_names, shape_of
from gongkai.matters.guides.rules.completeness import missing
from gongkai.matters.guides.rules.drafts import title_fault
from gongkai.matters.guides.rules.values import Checked, checked, name_of, tidy_line
from gongkai.obligations.settling import Event, settle
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed
from gongkai.trail.writing import write

REGISTERED = "guide.service_registered"

vocabulary.register(
    {"guide.registered": "登记服务事项《{title}》", "guide.edited": "修改办事指南《{title}》"}
)


@dataclass(frozen=True, slots=True)
class Service:
    """What the form carries. `elements`: by the ids of `guides.toml` a string, a list of strings, or a list of
    rows (each a mapping of column to string); under `none` the ids for which “没有” is ticked.
    """

    title: str
    category: str
    elements: Mapping[str, Any] = field(default_factory=dict)

    @property
    def typed(self) -> str:
        """Everything that somebody wrote freely."""
        return "\n".join((self.title, *_strings(self.elements)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, str):
        yield value
    elif value is not None and not isinstance(value, int):
        for inner in value:
            yield from _strings(inner)


def begin(*, service: Service, by: Actor, at: datetime, key: UUID | None = None) -> Guide:
    """登记服务事项: from here on 公开 and 编制发布办事指南 run. `key` is made with the page: a double click makes one."""
    if not may_draft(by):
        raise NotAllowed("本岗位不登记服务事项。")
    refuse_marks(subject=nowhere(KIND, by.act), text=service.typed, by=by, at=at)
    done = _acceptable(service, [], at, registering=True)
    key = key or uuid4()
    there = Guide.objects.filter(pk=key, organ=by.organ, created_by__uuid=by.key).first()
    if there is not None:
        return there
    with transaction.atomic():
        guide = Guide(uuid=key, organ=by.organ, organ_name=by.organ_name, created_at=at)
        guide.created_by = Person.objects.get(uuid=by.key)
        _fill(guide, service, done)
        keep(guide, by, at)
        facts = {"drafting_organ": guide.organ}  # whose case it is, for duties of a group
        settle(Event(REGISTERED, guide.subject, guide.title, at=at, happened=at, facts=facts))
        data = {"title": guide.title}
        write(
            by=by, action="guide.registered", subject=guide.subject, at=at, clause="二(五)",
            data=data,
        )  # fmt: skip
    return guide


def save(*, guide: Guide, service: Service, edition: int, by: Actor, at: datetime) -> Guide:
    """Keep what was typed; nobody overwrites a colleague unseen. Nothing changed: nothing is written."""
    refuse_marks(subject=guide.subject, text=service.typed, by=by, at=at)
    done = _acceptable(service, file_names(guide.subject), at)
    with transaction.atomic():
        guide = Guide.objects.select_for_update().get(pk=guide.pk)
        require_mine(guide, edition, by)
        before = (guide.title, guide.category, guide.elements)
        _fill(guide, service, done)
        if before == (guide.title, guide.category, guide.elements):
            return guide
        guide.edition += 1
        keep(guide, by, at)
        data = {"title": guide.title, "edition": guide.edition}
        write(by=by, action="guide.edited", subject=guide.subject, at=at, data=data)
    return guide


def _acceptable(
    service: Service, files: list[str], at: datetime, *, registering: bool = False
) -> Checked:
    """The whole form checked. A draft may have gaps; what a service cannot be registered without may not."""
    shape = shape_of(local_day(at))
    done = checked(shape, service.elements, local_day(at), files)
    absent = missing(shape, done.values, registering=True) if registering else []
    refuse_if_any(
        {
            "title": title_fault(tidy_line(service.title), "事项名称"),
            "category": category_fault(service.category, at),
            **{name_of(each.id): f"请填写{each.label}。" for each in absent},
            **done.faults,
        }
    )
    return done


def _fill(guide: Guide, service: Service, done: Checked) -> None:
    guide.title, guide.category = tidy_line(service.title), service.category
    guide.elements = done.values
