"""The page on which a guide is written: its form, what is missing, what changes against the public page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.checking import looked_at
from gongkai.clock.calendars import local_day
from gongkai.frames.environment import hour
from gongkai.frames.pages import staff_page
from gongkai.frames.returned import returned
from gongkai.kinds.drafting import may_draft
from gongkai.matters.guides.faces.fields import sections
from gongkai.matters.guides.faces.typed import Typed
from gongkai.matters.guides.faulty import Faulty
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.queries import changes, guide_document, shape_of, uses
from gongkai.matters.guides.rules import completeness, measures
from gongkai.matters.guides.rules.shape import Shape
from gongkai.matters.guides.rules.values import checked, name_of
from gongkai.plan.queries import live_categories, the_bureaus_plan
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


def drafter_of(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not may_draft(actor):
        raise Http404
    return actor


def faults_of(refused: Refused) -> dict[str, str]:
    """Sentences by name of the input; what is about none stands under ''."""
    if isinstance(refused, Faulty):
        return refused.faults
    return {refused.field if refused.field in ("title", "category") else "": refused.sentence}


def guide_page(
    request: HttpRequest,
    actor: Actor,
    guide: Guide | None,
    typed: Typed,
    faults: Mapping[str, str] | None = None,
    status: int = 200,
    at_row: str = "",
) -> HttpResponseBase:
    """New (guide None) or stored; `at_row`: the table whose rows were just changed."""
    today, faults = local_day(timezone.now()), faults or {}
    shape = shape_of(today)
    files = list(uses(guide.subject)) if guide else []
    filled = checked(shape, typed.elements, today, [use.name for use in files]).values
    missing = completeness.missing(shape, filled) if guide else []
    context = {
        "guide": guide,
        "typed": typed,
        "action": request.path,
        "autosave": reverse("guides:autosave", args=[guide.pk]) if guide else "",
        "sections": sections(
            shape, typed, faults, [use.name for use in files], {e.id for e in missing},
            registering=guide is None,
        ),
        "categories": category_groups(actor),
        "faults": {"title": "", "category": "", **faults},
        "errors": errors(shape, faults),
        "at_row": at_row,
        "returned": returned(guide.subject) if guide else None,
        "missing": [{"label": e.label, "target": f"field-{name_of(e.id)}"} for e in missing],
        "files": attachments(guide, files),
        "findings": _findings(guide),
        "saved": hour(guide.edited_at) if guide else "",
        "next": f"{actor.organ_name}负责人审核",
        "cancel": {"label": "返回列表", "url": reverse("guides:list")},
        **_beside_the_public_page(shape, guide),
        **comparison(shape, guide),
    }  # fmt: skip
    return staff_page(request, "guides/guide.html", context, status)


def category_groups(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Own categories first; another organ's is open too and goes there for 归口审核."""
    now = timezone.now()
    plan = the_bureaus_plan(local_day(now)).plan
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for category in live_categories(now):
        mine = actor.organ in {owner.id for owner in plan.owners_of(category.id)}
        (own if mine else others).append((category.id, category.title))
    groups = [("本处室负责的类别", own), ("其他处室负责的类别（将送归口处室审核）", others)]
    return [(title, held) for title, held in groups if held]


def errors(shape: Shape, faults: Mapping[str, str]) -> list[dict[str, str]]:
    """The summary at the top, each leading to its input."""
    labels = {"title": "事项名称", "category": "信息类别"}
    labels |= {name_of(each.id): each.label for each in shape.elements}
    found = []
    for name, message in faults.items():
        element = name.removeprefix("el-").split("-")[0]
        label = labels.get(name) or (shape.by_id[element].label if element in shape.by_id else "")
        target = "" if not name else name if name.count("-") > 1 else f"field-{name}"
        found.append({"label": label, "message": message, "target": target})
    return found


def attachments(draft: Guide | Standard | None, files: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "uuid": str(use.uuid),
            "name": use.name,
            "url": reverse("desk:file", args=[use.stored_id, use.name]),
            "size": use.stored.size,
        }
        for use in files
    ]


def _findings(guide: Guide | None) -> dict[str, list[dict[str, str]]]:
    """What 表述检查 finds in the text that the elements make."""
    if guide is None:
        return {"must": [], "ask": [], "answered": []}
    today = local_day(timezone.now())
    return findings(guide, guide_document(guide.pk, today))


def findings(draft: Guide | Standard, text: Any) -> dict[str, list[dict[str, str]]]:
    """To mend, to confirm, and what somebody answers for."""
    found: dict[str, list[dict[str, str]]] = {"must": [], "ask": [], "answered": []}
    for one in looked_at(draft.subject, text, local_day(timezone.now())):
        held = one.finding
        row = {"where": held.where, "message": one.words, "key": held.key, "by": one.by}
        found[held.severity if one.open else "answered"].append(row)
    return found


def _beside_the_public_page(shape: Shape, guide: Guide | None) -> dict[str, Any]:
    """What the draft changes in numbers against what is public."""
    if guide is None:
        return {"changed": [], "simpler": False}
    found = changes(shape, guide.subject, measures.numbers(shape, guide.elements))
    return {"changed": [each.said for each in found], "simpler": measures.is_simpler(found)}


def comparison(shape: Shape, guide: Guide | None) -> dict[str, Any]:
    """How old the comparison with the platform is; `stale` is said in yellow."""
    values = guide.elements if guide else {}
    today = local_day(timezone.now())
    days = completeness.days_since_comparison(shape, values, today)
    return {
        "compared_days": days,
        "fresh_days": shape.comparison_fresh_days,
        "stale": completeness.stale(shape, values, today),
    }
