"""The register: every document of the organ with its attribute, the ones never published too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.document import Attribute
from gongkai.clearance.models import Clearance, Numbering, Step
from gongkai.clearance.states import MOVING, State, StepState
from gongkai.frames import exports
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.models import KIND, Document
from gongkai.matters.documents.queries import seen_by
from gongkai.publishing.models import Version
from gongkai.trail.actors import Actor

ATTRIBUTES = [("", "全部"), *((a.value, a.chinese) for a in Attribute)]
KINDS = [("", "全部"), *Document.DocumentKind.choices]


HEADINGS = ("标题", "文号", "起草", "公开属性", "环节", "修改时间")
WIDTHS = (52, 22, 18, 12, 20, 18)


def register(request: HttpRequest) -> HttpResponseBase:
    """Filters stand in the address; four queries for a page, however many documents there are."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Http404
    rows = seen_by(actor).order_by("-edited_at", "pk")
    for name, options in (("attribute", ATTRIBUTES), ("document_kind", KINDS)):
        if request.GET.get(name) in dict(options) and request.GET.get(name):
            rows = rows.filter(**{name: request.GET[name]})
    if request.GET.get("title"):
        rows = rows.filter(title__icontains=request.GET["title"][:100])
    if exports.asked_for(request):
        return exports.export("文件与信息", HEADINGS, _cells(actor, rows), WIDTHS)
    # Keys first: an archive is sorted by its keys sooner than by its rows.
    keys, pager = page_of(rows.values_list("pk", flat=True), request)
    documents = Document.objects.defer("body").in_bulk(keys)
    context = {
        "heading": "文件与信息",
        "filters": _filters(request),
        "items": _items(actor, [documents[key] for key in keys], timezone.now()),
        "start": {"label": "起草", "url": reverse("documents:new")} if may_draft(actor) else None,
        "exports": exports.links(request, pager),
        "empty": {"text": "还没有文件。起草的公文和信息会列在这里，不公开的也要登记。",
                  "action": {"label": "起草", "url": reverse("documents:new")} if may_draft(actor) else None},
        "pager": pager,
    }  # fmt: skip
    return staff_page(request, "documents/list.html", context)


def _cells(actor: Actor, rows: QuerySet[Document]) -> Iterator[list[str]]:
    """The rows as the screen says them, for a spreadsheet."""
    for documents in exports.in_portions(rows.defer("body")):
        for i in _items(actor, documents, timezone.now()):
            yield [
                i["title"],
                i["number"] or "未编号",
                i["organ"],
                i["attribute"]["label"],
                i["state"],
                i["when"],
            ]


def _filters(request: HttpRequest) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": "document_kind", "label": "文种", "options": KINDS},
        {"name": "attribute", "label": "公开属性", "options": ATTRIBUTES},
        {"name": "title", "label": "标题", "kind": "text"},
    ]
    for field in fields:
        field["value"] = request.GET.get(str(field["name"]), "")
    return {"fields": fields, "url": request.path, "active": []}


def _items(actor: Actor, documents: list[Document], now: datetime) -> list[dict[str, Any]]:
    keys = [d.pk for d in documents]
    sheets = {
        s.subject_id: s
        for s in Clearance.objects.filter(subject_kind=KIND, subject_id__in=keys).order_by("pk")
    }
    steps: dict[int, Step] = {}
    for step in Step.objects.filter(clearance__in=sheets.values(), state=StepState.OPEN):
        steps.setdefault(step.clearance_id, step)
    numbers = dict(
        Numbering.objects.filter(
            signature__clearance__in=sheets.values(), signature__standing="standing"
        ).values_list("signature__clearance_id", "document_number")
    )
    elsewhere = Version.objects.filter(
        signature__clearance__in=sheets.values(), publication__carried_over=True
    )
    numbers |= dict(elsewhere.values_list("signature__clearance_id", "document_number"))
    return [_item(actor, d, sheets.get(d.pk), steps, numbers) for d in documents]


def _item(
    actor: Actor,
    document: Document,
    sheet: Clearance | None,
    steps: dict[int, Step],
    numbers: dict[int, str],
) -> dict[str, Any]:
    step = steps.get(sheet.pk) if sheet else None
    state = State(sheet.state).label if sheet else "草稿"
    own = actor.organ == document.organ and (sheet is None or sheet.state not in MOVING)
    editing = sheet is None or (own and sheet.state in (State.SENT_BACK, State.RECALLED))
    address = reverse("documents:edit", args=[document.pk])
    return {
        "title": document.title,
        "url": address if editing or sheet is None else reverse("desk:case", args=[sheet.uuid]),
        "number": numbers.get(sheet.pk, "") if sheet else "",
        "organ": document.organ_name,
        "attribute": {"label": Attribute(document.attribute).chinese, "tone": "plain"},
        "state": step.title if step and sheet and sheet.state in MOVING else state,
        "when": moment(document.edited_at),
        "bucket": None,
        "due": None,
    }
