"""A document in its chain: text left, chain and clocks right, acts across the bottom."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from gongkai.accounts.models import Role
from gongkai.clearance import queries as clearances
from gongkai.clearance import rules
from gongkai.clearance.cleaning import clean, plain, with_pictures_at
from gongkai.clearance.document import GROUNDS, Attribute, PublicDocument
from gongkai.clearance.models import Clearance, Numbering, Revision, Signature, Step
from gongkai.clearance.states import Mode, State, StepState
from gongkai.desk import acts
from gongkai.desk.answers import errors_of, sheet_for, staff
from gongkai.desk.clocks import due_of, nearest
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.kinds.registry import title_of
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.plan.queries import plan_version
from gongkai.publishing import queries as publications
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

FILES_AT = "/desk/files/{}/"


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
    before = _compared_with(sheet, text)
    return {
        "title": document.title,
        "kind": title_of(document.kind),
        "chips": _chips(sheet, document, publication),
        "views": _views(before, compared),
        "document": shown(document, _number(sheet)),
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
        "papers": [],
        "acts": acts.available(actor, sheet, publication, typed),
        "said": _said(sheet, obligations),
        "errors": [],
    }


_WITHHELD = "不予公开的文件只登记标题、文号和理由，原件按保密和档案规定保存。"


def shown(document: PublicDocument, number: str, files_at: str = FILES_AT) -> dict[str, Any]:
    """The text as the public will see it, with files from the desk."""
    body = with_pictures_at(clean(document.body), f"{files_at}picture")
    attachments = [
        {"name": f.name, "url": f"{files_at.format(f.digest)}{f.name}", "size": f.size}
        for f in document.files
        if not f.picture
    ]
    addressees = document.fields.get("addressees", "")
    return {
        "number": number,
        "body": Markup(body),  # cleaned in this line
        "head": [("主送", addressees)] if addressees else [],
        "attachments": attachments,
    }


def difference(before: PublicDocument, after: PublicDocument) -> list[list[dict[str, str]]]:
    """Two texts as paragraphs of same, inserted and deleted runs."""
    runs = rules.marked(
        f"{before.title}\n{plain(before.body)}", f"{after.title}\n{plain(after.body)}"
    )
    words = {"same": "same", "new": "ins", "gone": "del"}
    paragraphs: list[list[dict[str, str]]] = [[]]
    for kind, run in runs:
        for index, line in enumerate(run.split("\n")):
            if index:
                paragraphs.append([])
            if line:
                paragraphs[-1].append({"op": words[kind], "text": line})
    return [p for p in paragraphs if p]


def _compared_with(sheet: Clearance, text: Revision) -> Revision | None:
    """改后签发: the text before; otherwise the last text signed before this one."""
    amended = (
        sheet.signatures.filter(amended_from__isnull=False).select_related("amended_from").last()
    )
    if amended is not None:
        return amended.amended_from
    earlier = clearances.standing_signatures(sheet.subject).exclude(clearance=sheet)
    last = earlier.order_by("-revision__number").first()
    if last is not None:
        return last.revision
    older = clearances.revisions(sheet.subject).filter(number__lt=text.number)
    return older.order_by("-number").first()


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
    return [*chips, {"label": "应急", "tone": "strong"}] if sheet.urgent else chips


def _number(sheet: Clearance) -> str:
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
        ("送审人", sheet.submitted_by.name),
        ("附言", sheet.note),
        ("应急原因", sheet.urgent_reason),
        ("稿次", f"第 {sheet.revision.number} 稿"),
        ("文本摘要", sheet.revision.digest[7:23]),
    ]


_STATES = {
    StepState.DONE: "done", StepState.OPEN: "now", StepState.SUSPENDED: "now",
    StepState.WAITING: "next", StepState.CANCELLED: "skipped",
}  # fmt: skip


def steps_of(sheet: Clearance) -> list[dict[str, Any]]:
    """The chain as a line: the drafter first, then each round's steps, the present one large."""
    line: list[dict[str, Any]] = [
        {
            "title": "拟稿送审",
            "who": sheet.submitted_by.name,
            "post": sheet.drafting_organ_name,
            "when": moment(sheet.submitted_at),
            "state": "done",
        }
    ]
    shown_steps = sheet.steps.all().order_by("round", "position", "pk")
    kept = [s for s in shown_steps if s.round == sheet.round or s.state == StepState.DONE]
    return line + [_step(step) for step in kept]


def _step(step: Step) -> dict[str, Any]:
    note = {"send_back": "退回", "after_amendment": "批示：修改后发"}.get(
        step.outcome, step.secrecy_outcome
    )
    if step.state == StepState.SUSPENDED:
        note = "不能确定，已报保密行政管理部门，中止计时"
    return {
        "title": step.title + ("（补签）" if step.afterwards else ""),
        "who": step.by_name,
        "post": step.by_post or _awaited(step),
        "when": moment(step.done_at) if step.done_at else "",
        "opinion": step.opinion,
        "note": note,
        "state": _STATES[StepState(step.state)],
    }


def _awaited(step: Step) -> str:
    """Who is to act: a leader by his charge, others by organ and post."""
    role = Role(step.role).label
    if step.role in (Role.LEADER, Role.CHIEF_LEADER) or not step.organ_name:
        return role
    return step.organ_name


def placements_of(publication: Publication | None) -> list[dict[str, Any]]:
    """Where it stands, and since when it is seen from outside."""
    if publication is None:
        return []
    return [
        {
            "channel": placement.get_channel_display(),
            "state": _placed(publication, placement),
            "url": placement.address if publication.state != Publication.State.HIDDEN else "",
            "when": moment(placement.visible_at or placement.placed_at),
        }
        for placement in publication.placements.all()
    ]


def _placed(publication: Publication, placement: Any) -> str:
    if publication.state != Publication.State.LIVE:
        return "外网已撤下" if placement.gone_at else "正在撤下，外网尚未确认"
    if placement.visible_at is None:
        return "已发布，等待外网可见"
    seconds = (placement.visible_at - placement.placed_at).total_seconds()
    return f"外网可见（发布后 {seconds:.1f} 秒）"


def _said(sheet: Clearance, obligations: list[Obligation]) -> str:
    if sheet.state == State.REGISTERED:
        signature = sheet.signatures.filter(standing=Signature.Standing.PENDING).first()
        if signature:
            mode = Mode(signature.mode).label
            return f"{mode}：{signature.signer_name}，{moment(signature.signed_at)}，{signature.proof}，待第二人核对确认"
    return ""


def ledger_rows(obligations: list[Obligation], now: datetime) -> list[dict[str, Any]]:
    """The obligations on a subject for a panel."""
    return [
        {"title": o.duty_title, "url": reverse("desk:task", args=[o.uuid]), "due": due_of(o, now)}
        for o in obligations
    ]
