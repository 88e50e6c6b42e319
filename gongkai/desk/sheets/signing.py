"""Reading and signing, first of all on a phone: two taps from the list to done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clearance.document import GROUNDS
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import APPROVING, Act, StepState
from gongkai.clock.calendars import local_day
from gongkai.desk.answers import sheet_for, staff
from gongkai.desk.sheets.offers import PHRASES
from gongkai.desk.sheets.shown import answered, shown
from gongkai.frames.clocks import due_of, nearest
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.obligations import queries as ledger
from gongkai.trail.actors import Actor


@staff
def sign(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """Title, organ, attribute, opinions, then the text; three buttons. Two taps from the list to done."""
    sheet = sheet_for(actor, uuid)
    if not at_signing(actor, sheet):
        return redirect("desk:case", uuid)
    document = sheet.revision.value
    first = nearest(list(ledger.on(sheet.subject)))
    context = {
        "title": document.title,
        "organ": sheet.drafting_organ_name,
        "place": _place(actor, sheet),
        "attribute": {"label": document.attribute.chinese, "tone": "main"},
        "ground": GROUNDS.get(document.ground, ""),
        "clock": due_of(first, timezone.now()) if first else None,
        "opinions": _opinions(sheet),
        "changed": _changed(sheet),
        "answered": answered(sheet, local_day(timezone.now())),
        "document": shown(document, ""),
        "acts": _three(sheet),
        "said": "",
        "errors": [],
    }
    return staff_page(request, "desk/sign.html", context)


def at_signing(actor: Actor, sheet: Clearance) -> bool:
    return any(
        s.act == Act.SIGN and s.state == StepState.OPEN and clearances.may_take(actor, s)
        for s in sheet.steps.all()
    )


def _place(actor: Actor, sheet: Clearance) -> dict[str, int] | None:
    waiting = list(
        clearances.steps_for(actor).filter(act=Act.SIGN).values_list("clearance_id", flat=True)
    )
    if len(waiting) < 2 or sheet.pk not in waiting:
        return None
    return {"number": waiting.index(sheet.pk) + 1, "total": len(waiting)}


def _opinions(sheet: Clearance) -> list[dict[str, str]]:
    done = [
        s for s in sheet.steps.all()
        if s.round == sheet.round and s.state == StepState.DONE and s.act in APPROVING
    ]  # fmt: skip
    note = [
        {
            "title": "拟稿处室附言",
            "who": sheet.submitted_by.name,
            "when": moment(sheet.submitted_at),
            "text": sheet.note,
        }
    ]
    opinions = [
        {
            "title": s.title,
            "who": s.by_name,
            "when": moment(s.done_at),
            "text": "；".join(part for part in (s.secrecy_outcome, s.opinion) if part),
        }
        for s in done
    ]
    return (note if sheet.note else []) + opinions


def _changed(sheet: Clearance) -> list[str]:
    """What is different from when this text last lay before the signer."""
    asked = sheet.steps.filter(round=sheet.round, outcome="after_amendment").first()
    if asked is not None:
        return [f"已按批示修改：{asked.opinion}"]
    return ["退回后重新送审，请核对修改之处"] if sheet.round > 1 else []


def _three(sheet: Clearance) -> list[dict[str, Any]]:
    def address(verb: str) -> str:
        return reverse("desk:act", args=[sheet.uuid, verb])

    seen = {"seen": sheet.revision.digest}
    return [
        {"label": "退回", "kind": "danger", "url": address("send_back"), "hidden": seen,
         "opinion": "required", "opinion_label": "退回原因", "phrases": PHRASES["send_back"]},
        {"label": "改后发", "href": reverse("desk:amend", args=[sheet.uuid])},
        {"label": "同意", "kind": "primary", "url": address("sign"), "hidden": seen},
    ]  # fmt: skip
