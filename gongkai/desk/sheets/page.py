"""The page of one sheet: text left, chain and clocks right, acts across the bottom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import paper_numbers
from gongkai.clearance import queries as clearances
from gongkai.clearance.checking import looked_at
from gongkai.clearance.cleaning import plain
from gongkai.clearance.document import GROUNDS, Attribute, PublicDocument
from gongkai.clearance.models import Clearance, Numbering, Revision, Signature
from gongkai.clearance.states import Mode, State
from gongkai.clock.calendars import local_day
from gongkai.desk.answers import errors_of, sheet_for, staff
from gongkai.desk.sheets import offers, printing
from gongkai.desk.sheets.line import placements_of, steps_of
from gongkai.desk.sheets.shown import answered, compared_with, corrections_of, difference, shown
from gongkai.frames.clocks import due_of, nearest
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.kinds.checked import standing_text
from gongkai.kinds.registry import title_of
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.plan.queries import plan_version
from gongkai.publishing import queries as publications
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import is_awaiting, live_under
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


@staff
def case(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """The page of one sheet."""
    sheet = sheet_for(actor, uuid)
    return staff_page(request, "desk/case.html", context_of(request, actor, sheet))


def refused_case(
    request: HttpRequest, actor: Actor, sheet: Clearance, refused: Refused, verb: str
) -> HttpResponseBase:
    """The same page with the refusal at the top and what was typed still in its place."""
    sheet.refresh_from_db()
    context = context_of(request, actor, sheet, typed=(verb, request.POST))
    context["errors"] = errors_of(refused)
    return staff_page(request, "desk/case.html", context, status=409)


def context_of(
    request: HttpRequest, actor: Actor, sheet: Clearance, typed: Any = None
) -> dict[str, Any]:
    """What `desk/case.html` needs."""
    now = timezone.now()
    text = clearances.text_of(sheet)
    document = text.value
    publication = publications.of(sheet.subject)
    obligations = list(ledger.on(sheet.subject))
    first = nearest(obligations)
    due = due_of(first, now) if first else None
    compared = request.GET.get("view") == "difference"
    before = compared_with(sheet, text)
    return {
        "title": document.title,
        "kind": title_of(document.kind),
        "chips": _chips(sheet, document, publication),
        "views": _views(before, compared),
        "document": shown(document, _number(sheet, publication)),
        "difference": difference(before.value, document) if before and compared else None,
        "withheld": ""
        if plain(document.body) or document.attribute is Attribute.PROACTIVE
        else _WITHHELD,
        "clock": {**due, "note": f"{first.duty_title}（{first.holder_name}）"}
        if due and first
        else None,
        "attribute": _attribute(sheet, document),
        "steps": steps_of(sheet),
        "placements": placements_of(publication),
        "copies": _copies(actor, sheet, publication),
        "papers": printing.menu_of(sheet),
        "acts": _with_paper(offers.available(actor, sheet, publication, typed), request, sheet),
        "said": _said(sheet, obligations),
        "findings": _findings(actor, sheet, publication, now, typed),
        "corrections": corrections_of(sheet),
        "answered": answered(sheet, _judged_on(sheet, now)),
        "errors": [],
    }


def _judged_on(sheet: Clearance, now: datetime) -> date:
    standing = standing_text(sheet, now) if sheet.state == State.CARRIED else None
    return standing[1] if standing else local_day(now)


def _with_paper(
    acts: list[dict[str, Any]], request: HttpRequest, sheet: Clearance
) -> list[dict[str, Any]]:
    """Who came here by the number of a signed paper finds its entry open and the number in its field (F1)."""
    number = paper_numbers.read(request.GET.get("paper", ""))
    if number is None or number.serial != sheet.pk:
        return acts
    return [
        {
            **a,
            "open": True,
            "form": type(a["form"])(initial={"proof": str(number)}, **a["form_needs"]),
        }
        if a.get("verb") == "register_signature"
        else a
        for a in acts
    ]


def _findings(
    actor: Actor, sheet: Clearance, publication: Publication | None, now: datetime, typed: Any
) -> dict[str, Any] | None:
    """What the check finds in a signed text and nobody has confirmed: shown to the office, which answers for it."""
    if actor.role != "editor":
        return None
    public = publication if live_under(sheet).exists() else None
    if public is None and not is_awaiting(sheet):
        return None
    standing = standing_text(sheet, now)
    found = looked_at(sheet.subject, *standing) if standing else []
    rows = [{"key": one.finding.key, "said": one.said} for one in found if one.open]
    action = reverse("desk:act", args=[sheet.uuid, "confirm_findings"])
    title = "已公开信息的检查" if public else "发布前检查"
    carried = sheet.state == State.CARRIED
    revised = carried or public is not None  # no 收回重签 of what is public
    held = {"rows": rows, "title": title, "carried": carried, "reason": _typed_reason(typed)}
    held |= {"revised": revised}
    return {"action": action, **held} if rows else None


def _typed_reason(typed: Any) -> str:
    return str(typed[1].get("reason", "")) if typed and typed[0] == "confirm_findings" else ""


def _copies(actor: Actor, sheet: Clearance, publication: Publication | None) -> str:
    """Where the office copies what is public to other channels; '' for everybody else."""
    public = publication is not None and publication.state == Publication.State.LIVE
    return reverse("desk:copies", args=[sheet.uuid]) if public and actor.role == "editor" else ""


_WITHHELD = "不予公开的文件只登记标题、文号和理由，原件按保密和档案规定保存。"


def _views(before: Revision | None, compared: bool) -> list[dict[str, Any]]:
    if before is None:
        return []
    return [
        {"title": "正文", "url": "?", "current": not compared},
        {"title": f"与第 {before.number} 稿比较", "url": "?view=difference", "current": compared},
    ]


def _chips(
    sheet: Clearance, document: PublicDocument, publication: Publication | None
) -> list[dict[str, str]]:
    state = publication.get_state_display() if publication else State(sheet.state).label
    chips = [
        {"label": state, "tone": "main"},
        {"label": document.attribute.chinese, "tone": "plain"},
    ]
    if sheet.state == State.CARRIED:
        chips.append({"label": State.CARRIED.label, "tone": "plain"})
    return [*chips, {"label": "应急", "tone": "strong"}] if sheet.urgent else chips


def _number(sheet: Clearance, publication: Publication | None) -> str:
    if sheet.state == State.CARRIED and publication:  # numbered long ago, elsewhere
        return publication.versions.get(number=1).document_number
    numbering = Numbering.objects.filter(
        signature__clearance=sheet, signature__standing=Signature.Standing.STANDING
    ).first()
    return numbering.document_number if numbering else ""


def _attribute(sheet: Clearance, document: PublicDocument) -> list[tuple[str, str]]:
    plan = plan_version(sheet.plan_id)
    category = plan.category(document.category)
    return [
        ("公开属性", document.attribute.chinese),
        ("理由", GROUNDS.get(document.ground, document.ground)),
        ("评估审查", document.review_on),
        ("信息类别", category.title),
        ("栏目", plan.column(category.column).title),
        ("拟稿处室", sheet.drafting_organ_name),
        ("导入负责人" if sheet.state == State.CARRIED else "送审人", sheet.submitted_by.name),
        ("附言", sheet.note),
        ("应急原因", sheet.urgent_reason),
        ("稿次", f"第 {sheet.revision.number} 稿"),
        ("文本摘要", sheet.revision.digest[7:23]),
    ]


def _said(sheet: Clearance, obligations: list[Obligation]) -> str:
    if sheet.state == State.VOIDED and live_under(sheet).exists():
        return "签批人对登记的签发提出异议，签发已失效，而公开页面仍在。请办公室核实后撤下，或重新送审、签发后发布新版。"
    if sheet.state == State.REGISTERED:
        signature = sheet.signatures.filter(standing=Signature.Standing.PENDING).first()
        if signature:
            mode = Mode(signature.mode).label
            return f"{mode}：{signature.signer_name}，{moment(signature.signed_at)}，{signature.proof}，待第二人核对确认"
    return ""
