"""Where a draft stands, in words and as the filter of a list asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import MOVING, State, StepState
from gongkai.matters.guides.models import Guide, Standard
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor

STATES = [
    ("", "全部"),
    ("draft", "起草中"),
    ("moving", "审签中"),
    ("waiting", "待发布"),
    ("public", "已公开"),
    ("withdrawn", "已撤下"),
]


@dataclass(frozen=True, slots=True)
class Standing:
    """`group` of STATES, the words for the row, and the newest sheet if there is one."""

    group: str
    words: str
    sheet: Clearance | None


def standings(kind: str, ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Of many drafts at once: three queries, however many there are."""
    ids = list(ids)
    about = {"subject_kind": kind, "subject_id__in": ids}
    sheets = {s.subject_id: s for s in Clearance.objects.filter(**about).order_by("pk")}
    steps: dict[int, str] = {}
    moving = [s.pk for s in sheets.values() if s.state in MOVING]
    for step in Step.objects.filter(clearance__in=moving, state=StepState.OPEN).order_by("pk"):
        steps.setdefault(step.clearance_id, step.title)
    published = dict(
        Publication.objects.filter(**about)
        .exclude(state=Publication.State.HIDDEN)
        .order_by("pk")
        .values_list("subject_id", "state")
    )
    shown = set(
        Publication.objects.filter(**about).values_list(
            "subject_id", "versions__signature__clearance"
        )
    )
    return {id: _standing(sheets.get(id), steps, published.get(id, ""), shown) for id in ids}


def _standing(
    sheet: Clearance | None, steps: dict[int, str], published: str, shown: set[tuple[UUID, int]]
) -> Standing:
    public = "（已有公开版本）" if published == Publication.State.LIVE else ""
    if sheet is None:
        return Standing("draft", "草稿", None)
    if sheet.state in MOVING:
        return Standing("moving", steps.get(sheet.pk, State(sheet.state).label) + public, sheet)
    if sheet.state == State.SIGNED:
        if (sheet.subject_id, sheet.pk) not in shown:
            return Standing("waiting", f"已签发，待发布{public}", sheet)
        if public:
            return Standing("public", "已公开", sheet)
        return Standing("withdrawn", "已撤下", sheet)
    return Standing("draft", State(sheet.state).label + public, sheet)


def address(actor: Actor, draft: Guide | Standard, where: Standing, route: str) -> str:
    """The page to write at it for its own organ, else the sheet."""
    own = actor.organ == draft.organ and where.group != "moving"
    if own or where.sheet is None:
        return reverse(route, args=[draft.pk])
    return reverse("desk:case", args=[where.sheet.uuid])
