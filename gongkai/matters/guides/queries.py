"""Reads over guides and standards that others may use."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from gongkai.clearance import queries as clearances
from gongkai.clearance.cleaning import clean
from gongkai.clearance.document import Attribute, PublicDocument, PublicFile
from gongkai.files.models import Use
from gongkai.matters.guides.models import KIND, STANDARD, Guide, Shown, Standard
from gongkai.matters.guides.rules import measures, rendering, standards
from gongkai.matters.guides.rules.completeness import hindrance
from gongkai.matters.guides.rules.drafts import guide_title
from gongkai.matters.guides.rules.reading import NAME, shape_in
from gongkai.matters.guides.rules.shape import Shape
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing import queries as publications
from gongkai.publishing import visibility
from gongkai.publishing.models import Publication, Version
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused

D = TypeVar("D", Guide, Standard)


def shape_of(today: date) -> Shape:
    """The elements as the file beside the plan stands now. Raises Refused when it is missing or wrong."""
    path = settings.ROOT / "plans" / the_bureaus_plan(today).plan.id / NAME
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise Refused(
            "工作方案旁没有办事指南要素表，无法登记服务事项。请系统管理员放入后再试。"
        ) from None


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: int) -> Shape:
    return shape_in(path.read_text(encoding="utf-8"), file=path.name)


def seen_by(actor: Actor, model: type[D] = Guide) -> QuerySet[D]:  # type: ignore[assignment]
    """Own organ's drafts, and what the door brought to this actor's post."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return model.objects.none()
    kind = model().subject.kind
    reached = clearances.seen_by(actor).filter(subject_kind=kind, subject_id=OuterRef("uuid"))
    return model.objects.filter(Q(organ=actor.organ) | Q(Exists(reached)))


def standards_seen_by(actor: Actor) -> QuerySet[Standard]:
    return seen_by(actor, Standard)


def uses(subject: Subject) -> QuerySet[Use]:
    """Files that the draft has now."""
    found = Use.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, removed_at__isnull=True
    )
    return found.select_related("stored")


def file_names(subject: Subject) -> list[str]:
    return list(uses(subject).values_list("name", flat=True))


def hindrance_of(uuid: UUID, today: date) -> str:
    """What is missing before the guide can be sent off, else ''."""
    guide = Guide.objects.get(pk=uuid)
    return hindrance(shape_of(today), guide.elements, file_names(guide.subject))


def hindrance_of_standard(uuid: UUID) -> str:
    standard = Standard.objects.get(pk=uuid)
    return standards.hindrance(standard.number, standard.scope, bool(file_names(standard.subject)))


def guide_document(uuid: UUID, today: date) -> PublicDocument:
    """The public document as the guide stands; its numbers stand beside those of the page that is public now."""
    guide = Guide.objects.get(pk=uuid)
    shape = shape_of(today)
    numbers = measures.numbers(shape, guide.elements)
    fields = measures.as_fields(numbers)
    if simplified := _simplified(shape, guide.subject, numbers):
        fields["simplified"] = simplified
    body = rendering.body(shape, guide.title, guide.elements)
    return _document(guide, KIND, guide_title(guide.title), body, fields)


def standard_document(uuid: UUID) -> PublicDocument:
    """The public document of a standard: what it is called, what it is for; the text is the file."""
    standard = Standard.objects.get(pk=uuid)
    body = standards.body(standard.title, standard.number, standard.scope, standard.summary)
    fields = {"standard_number": standard.number} if standard.number else {}
    return _document(standard, STANDARD, standard.title, body, fields)


def _document(
    draft: Guide | Standard, kind: str, title: str, body: str, fields: dict[str, str]
) -> PublicDocument:
    return PublicDocument(
        kind=kind,
        title=title,
        body=clean(body),
        attribute=Attribute.PROACTIVE,  # 二(五): services and guides are there to be public
        source=draft.organ,
        source_name=draft.organ_name,
        category=draft.category,
        fields=fields,
        files=tuple(
            PublicFile(use.stored_id, use.name, use.stored.size, use.stored.type)
            for use in uses(draft.subject)
        ),
    )


def standing(subject: Subject) -> PublicDocument | None:
    """The text that is public now."""
    publication = publications.of(subject)
    if publication is None or not visibility.is_public(publication):
        return None
    return publication.version.revision.value


def changes(shape: Shape, subject: Subject, numbers: dict[str, int]) -> list[measures.Difference]:
    """What the draft's numbers change against the page that is public now."""
    public = standing(subject)
    return (
        measures.differences(shape, measures.from_fields(public.fields), numbers) if public else []
    )


def _simplified(shape: Shape, subject: Subject, numbers: dict[str, int]) -> str:
    """What this version simplifies; one that changes no number goes on saying what the last one did."""
    public = standing(subject)
    if public is None:
        return ""
    changed = measures.differences(shape, measures.from_fields(public.fields), numbers)
    if not changed:
        return public.fields.get("simplified", "")
    return measures.said(changed) if measures.is_simpler(changed) else ""


def not_noted() -> QuerySet[Publication]:
    """Pages of this matter with versions that are not in the register yet, whether or not the newest was seen."""
    newest = Version.objects.filter(publication=OuterRef("pk")).order_by("-number")
    last = Shown.objects.filter(publication=OuterRef("pk")).order_by("-version")
    held = visibility.public().filter(subject_kind__in=(KIND, STANDARD))
    held = held.annotate(
        newest=Subquery(newest.values("number")[:1]), noted=Subquery(last.values("version")[:1])
    )
    return held.filter(Q(noted__isnull=True) | Q(noted__lt=F("newest")))


def first_sights(publication: Publication) -> dict[int, datetime]:
    """When each version was first seen outside. Of one that was replaced since only the trail knows it."""
    told = Entry.objects.filter(
        subject_kind=publication.subject_kind,
        subject_id=publication.subject_id,
        action="document.visible",
    ).order_by("number")
    return {
        entry.data["version"]: entry.happened
        for entry in told
        if entry.data["publication"] == str(publication.uuid)
    }


def simplifications_seen_by(actor: Actor) -> QuerySet[Shown]:
    """流程优化 is public: everybody who has a post and reads texts may see the register."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return Shown.objects.none()
    return Shown.objects.filter(simpler=True).order_by("-seen_at", "-pk")
