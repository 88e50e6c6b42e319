"""One 催办: what was said, about which tasks, whether it arrived, what was answered; and its slip on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.desk.answers import staff, valid
from gongkai.desk.entrance import actor_of
from gongkai.frames.downloads import DOCX, download
from gongkai.frames.environment import moment
from gongkai.frames.pages import refusal, staff_page
from gongkai.obligations import actions, chases
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Chase
from gongkai.supervision.chasing.deliveries import state_of
from gongkai.supervision.chasing.slip import slip
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


class Reply(forms.Form):
    text = forms.CharField(
        label="办理情况", max_length=5000, widget=forms.Textarea({"rows": 3}),
        help_text="写明进展和预计办结时间（500 字以内）",
    )  # fmt: skip


def _seen(actor: Actor, uuid: UUID) -> Chase:
    found = Chase.objects.prefetch_related("tasks__obligation", "answers").filter(uuid=uuid).first()
    if found is None or not chases.may_see(actor, found):
        raise Http404
    return found


@staff
def chase(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """The record, for the office and the chased organ."""
    found = _seen(actor, uuid)
    may_answer = chases.may_answer(actor, found)
    reply = {
        "label": "回复", "kind": "primary", "go": "登记回复", "form": Reply(),
        "url": reverse("desk:chase_answer", args=[uuid]),
    }  # fmt: skip
    context = {
        "organ": found.organ_name,
        "number": found.number,
        "facts": _facts(found),
        "text": found.text,
        "rows": found.text.count("\n") + 2,
        "tasks": [_task(actor, one) for one in found.tasks.all()],
        "answers": [
            {"text": a.text, "by": f"{a.by_organ_name} {a.by_name}", "when": moment(a.at)}
            for a in found.answers.all()
        ],
        "deliveries": state_of(found) if actor.role == "editor" else [],
        "slip": reverse("desk:chase_slip", args=[uuid]) if found.number else "",
        "acts": [reply] if may_answer else [],
    }
    return staff_page(request, "desk/chase.html", context)


def _facts(found: Chase) -> list[tuple[str, str]]:
    return [
        ("方式", found.get_way_display()),
        ("联系人", found.spoken_to),
        ("要求办结", found.demanded.isoformat() if found.demanded else ""),
        ("催办时间", moment(found.at)),
        ("经办", f"{found.by_organ_name} {found.by_name}"),
    ]


def _task(actor: Actor, one: Any) -> dict[str, str]:
    """A line as it was said; a link for whoever may open the task now."""
    seen = ledger.may_see(actor, one.obligation)
    ended = one.obligation.get_ending_display() if one.obligation.ending else "未办结"
    url = reverse("desk:task", args=[one.obligation.uuid]) if seen else ""
    return {"title": one.label, "url": url, "left": one.left, "now": ended}


@require_POST
def reply(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """回复, by the chased organ or by the office with what it was told."""
    actor = actor_of(request)
    found = _seen(actor, uuid)
    back = reverse("desk:chase", args=[uuid])
    try:
        actions.answer(chase=found, by=actor, at=timezone.now(), **valid(Reply(request.POST)))
    except Refused as refused:
        mend = "返回后可以重新填写，已填内容仍在。"
        return refusal(
            request, sentence=refused.sentence, mend=mend, back=back, back_title="返回催办"
        )
    messages.success(request, "已登记回复。")
    return redirect(back)


@staff
def paper(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """催办单、督办单 as a Word file: the same content however often it is asked for."""
    found = _seen(actor, uuid)
    if not found.number:
        raise Http404
    return download(slip(found), f"{found.number}（{found.organ_name}）.docx", DOCX)
