"""打印: the papers of a sheet as a page for the printer and as .docx; a signed paper found again by its number (F1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import paper_numbers, papers
from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import text_of
from gongkai.desk.answers import sheet_for, staff
from gongkai.desk.sheets.paper_word import as_docx
from gongkai.frames.downloads import DOCX, download
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.kinds.registry import labelled, title_of
from gongkai.plan.queries import plan_version
from gongkai.trail.actors import Actor
from gongkai.trail.models import Entry


def menu_of(sheet: Clearance) -> list[dict[str, str]]:
    """The papers of a sheet with their addresses, for its page."""
    return [
        {"title": papers.TITLES[name], "url": reverse("desk:paper", args=[sheet.uuid, name])}
        for name in papers.names(sheet)
    ]


@staff
def paper(request: HttpRequest, actor: Actor, uuid: UUID, name: str) -> HttpResponseBase:
    """The paper on a page: what the browser prints is the form and nothing else."""
    sheet = sheet_for(actor, uuid)
    made = _made(sheet, name)
    context = {
        "paper": made,
        "bureau_name": _bureau(sheet),
        "back": reverse("desk:case", args=[uuid]),
        "word": reverse("desk:paper_word", args=[uuid, name]),
        "others": [one for one in menu_of(sheet) if one["title"] != made.title],
    }
    return staff_page(request, "desk/paper.html", context)


@staff
def paper_word(request: HttpRequest, actor: Actor, uuid: UUID, name: str) -> HttpResponseBase:
    """The same paper for Word and WPS."""
    sheet = sheet_for(actor, uuid)
    made = _made(sheet, name)
    return download(as_docx(made, _bureau(sheet)), f"{made.title}-{made.number}.docx", DOCX)


def _made(sheet: Clearance, name: str) -> papers.Paper:
    """二(二).5, 三(三).1: evidence of the clauses, for whoever may see the sheet."""
    document = text_of(sheet).value
    given = papers.Given(title_of(document.kind), labelled(document), _published(sheet))
    try:
        return papers.paper(sheet, name, given, timezone.now())
    except KeyError:
        raise Http404 from None


def _bureau(sheet: Clearance) -> str:
    bureau = plan_version(sheet.plan_id).bureau
    return bureau.name if bureau else ""


def _published(sheet: Clearance) -> papers.Line | None:
    """Who published, as the trail says it: 谁发布 (三(三).2)."""
    acts = Entry.objects.filter(
        action="document.published", subject_kind=sheet.subject_kind, subject_id=sheet.subject_id
    )
    entry = acts.filter(data__clearance=str(sheet.uuid)).order_by("number").last()
    if entry is None:
        return None
    who = entry.actor
    by = f"{who['organ_name']}{who['post']} {who['name']}"
    return papers.Line("发布", f"索引号 {entry.data['index_number']}", by, moment(entry.recorded))


@staff
def find_paper(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """A signed paper lies on the desk: its number leads to its sheet, where it is registered (已签批件登记)."""
    if not may_find(actor):
        raise Http404
    typed = request.GET.get("number", "").strip()[:60]
    errors: list[dict[str, str]] = []
    if typed:
        found, sentence = _found(actor, typed)
        if found is not None:
            return redirect(f"{reverse('desk:case', args=[found.uuid])}?paper={typed}")
        errors = [{"message": sentence, "label": "", "target": "paper-number"}]
    context: dict[str, Any] = {"typed": typed, "errors": errors, "action": request.path}
    return staff_page(request, "desk/find_paper.html", context, 409 if errors else 200)


def may_find(actor: Actor) -> bool:
    """Who registers: the office."""
    return actor.role == "editor"


def _found(actor: Actor, typed: str) -> tuple[Clearance | None, str]:
    number = paper_numbers.read(typed)
    if number is None:
        return (
            None,
            "编号不对，请按稿纸右上角的数字填写，如 2026-000012-01-41。末两位是校验码，错一位即查不到。",
        )
    try:
        return sheet_for(actor, _uuid_of(number)), ""
    except Http404:
        return None, f"没有编号为 {number} 的稿纸，请核对是否为本系统打印。"


def _uuid_of(number: paper_numbers.PaperNumber) -> UUID:
    found = Clearance.objects.filter(pk=number.serial).values_list("uuid", flat=True).first()
    if found is None:
        raise Http404
    return found
