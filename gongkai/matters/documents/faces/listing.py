"""The register: every document of the organ with its attribute, the ones never published too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.document import Attribute
from gongkai.clearance.models import Clearance, Numbering, Step
from gongkai.clearance.states import MOVING, Act, State, StepState
from gongkai.clock.calendars import local_day
from gongkai.frames import exports
from gongkai.frames.clocks import due_of, nearest
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.models import KIND, Document
from gongkai.matters.documents.queries import seen_by
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing.models import Version
from gongkai.trail.actors import Actor

ATTRIBUTES = [("", "全部"), *((a.value, a.chinese) for a in Attribute)]
KINDS = [("", "全部"), *Document.DocumentKind.choices]


HEADINGS = ("标题", "文号", "起草", "公开属性", "环节", "修改时间", "时限")
WIDTHS = (52, 22, 18, 12, 20, 18, 22)


def register(request: HttpRequest) -> HttpResponseBase:
    """Filters stand in the address; as many queries for a page of documents as for one."""
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
                i["number"],
                i["organ"],
                i["attribute"]["label"],
                i["state"],
                i["when"],
                i["due"]["text"] if i["due"] else "",
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


@dataclass(frozen=True, slots=True)
class _Around:
    """What a page's rows need beside the documents, each read once."""

    sheets: dict[UUID, Clearance]
    steps: dict[int, Step]
    numbers: dict[int, str]
    public: dict[int, str]  # state of the page whose text was signed on the sheet
    due: dict[UUID, dict[str, Any] | None]
    numbered: frozenset[str]  # document kinds with a 文号


def _items(actor: Actor, documents: list[Document], now: datetime) -> list[dict[str, Any]]:
    keys = [d.pk for d in documents]
    sheets = {
        s.subject_id: s
        for s in Clearance.objects.filter(subject_kind=KIND, subject_id__in=keys).order_by("pk")
    }
    steps: dict[int, Step] = {}
    for step in Step.objects.filter(clearance__in=sheets.values(), state=StepState.OPEN):
        steps.setdefault(step.clearance_id, step)
    numbers, public = _numbers_and_states(list(sheets.values()))
    around = _Around(sheets, steps, numbers, public, _due(keys, now), _numbered(now))
    return [_item(actor, d, around) for d in documents]


def _numbers_and_states(sheets: list[Clearance]) -> tuple[dict[int, str], dict[int, str]]:
    numbers = dict(
        Numbering.objects.filter(
            signature__clearance__in=sheets, signature__standing="standing"
        ).values_list("signature__clearance_id", "document_number")
    )
    public = {}
    versions = Version.objects.filter(signature__clearance__in=sheets).order_by("pk")
    for version in versions.select_related("publication", "signature"):
        key = version.signature.clearance_id
        public[key] = version.publication.get_state_display()
        if version.publication.carried_over:  # numbered long ago, elsewhere
            numbers[key] = version.document_number
    return numbers, public


def _due(keys: list[UUID], now: datetime) -> dict[UUID, dict[str, Any] | None]:
    """The open task on each that is due first, as its page shows it."""
    clocks: dict[UUID, list[Obligation]] = {}
    for one in Obligation.objects.filter(subject_kind=KIND, subject_id__in=keys, ending=""):
        clocks.setdefault(one.subject_id, []).append(one)
    calendar = calendar_in_force()
    first = {key: nearest(held) for key, held in clocks.items()}
    return {key: due_of(one, now, calendar) for key, one in first.items() if one}


def _numbered(now: datetime) -> frozenset[str]:
    """Document kinds whose chain has 编号: the others have no 文号 to wait for."""
    chains = the_bureaus_plan(local_day(now)).plan.chains
    return frozenset(
        kind
        for chain in chains
        if not chain.urgent and any(step.act == Act.NUMBER.value for step in chain.steps)
        for kind in chain.kinds
    )


def _item(actor: Actor, document: Document, around: _Around) -> dict[str, Any]:
    sheet = around.sheets.get(document.pk)
    own = actor.organ == document.organ and (sheet is None or sheet.state not in MOVING)
    editing = sheet is None or (own and sheet.state in (State.SENT_BACK, State.RECALLED))
    address = reverse("documents:edit", args=[document.pk])
    unnumbered = "未编号" if document.document_kind in around.numbered else ""
    due = around.due.get(document.pk)
    return {
        "title": document.title,
        "url": address if editing or sheet is None else reverse("desk:case", args=[sheet.uuid]),
        "number": (around.numbers.get(sheet.pk) if sheet else "") or unnumbered,
        "organ": document.organ_name,
        "attribute": {"label": Attribute(document.attribute).chinese, "tone": "plain"},
        "state": _state(sheet, around),
        "when": moment(document.edited_at),
        "bucket": None,
        "due": due,
    }


def _state(sheet: Clearance | None, around: _Around) -> str:
    """Where it is: at a step of the chain, signed, or public and what became of it."""
    if sheet is None:
        return "草稿"
    if sheet.state in MOVING and sheet.pk in around.steps:
        return around.steps[sheet.pk].title
    if sheet.state in (State.SIGNED, State.CARRIED) and sheet.pk in around.public:
        return around.public[sheet.pk]
    return State(sheet.state).label
