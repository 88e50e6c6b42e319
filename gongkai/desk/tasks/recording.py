"""登记完成情况 for duties done by hand, 扣除时间 by the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.clock.calendars import local_day
from gongkai.desk.answers import valid
from gongkai.desk.chasing.evidence import chased_in_its_period
from gongkai.desk.entrance import actor_of
from gongkai.frames.days import day_input
from gongkai.frames.pages import refusal
from gongkai.obligations import actions
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Obligation
from gongkai.plan.queries import PlanInForce, plan_version, the_bureaus_plan
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


class Done(forms.Form):
    done_on = forms.DateField(label="完成日期", widget=day_input())
    what = forms.CharField(
        label="完成情况", max_length=5000, widget=forms.Textarea({"rows": 3}),
        help_text="写明做了什么、在哪里可以查到（1000 字以内）",
    )  # fmt: skip


class Suspend(forms.Form):
    first = forms.DateField(label="自哪天起", widget=day_input())
    reason = forms.CharField(label="原因", max_length=300)


class Resume(forms.Form):
    until = forms.DateField(label="恢复计时的日期", widget=day_input())


def offers(actor: Actor, obligation: Obligation) -> list[dict[str, Any]]:
    """What this actor may do on a task now."""
    if obligation.ending:
        return []
    made: list[dict[str, Any]] = []
    chase = []
    if actor.role == "editor":
        address = f"{reverse('desk:chase_new')}?task={obligation.uuid}"
        chase = [{"label": "催办", "kind": "plain", "href": address}]
    if actor.role == "editor" and obligation.term:
        made.append(_office_offer(obligation))
    by_hand = plan_version(obligation.plan_id).duty(obligation.duty).kind == "by_hand"
    if by_hand and actor.organ == obligation.holder and actor.role in ("head", "editor"):
        counted = chased_in_its_period(obligation)
        given = {"done_on": local_day(timezone.now()), "what": counted.sentence if counted else ""}
        made.append({"verb": "record", "label": "登记完成情况", "kind": "primary", "go": "登记",
                     "form": Done(initial=given)})  # fmt: skip
    acts = [{**o, "url": reverse("desk:task_act", args=[obligation.uuid, o["verb"]])} for o in made]
    return [*chase, *acts]


def _office_offer(obligation: Obligation) -> dict[str, Any]:
    today = local_day(timezone.now())
    if obligation.suspended:
        return {
            "verb": "resume",
            "label": "恢复计时",
            "form": Resume(initial={"until": today}),
            "go": "恢复",
        }
    return {"verb": "suspend", "label": "扣除时间", "title": "扣除时间（中止计时）",
            "form": Suspend(initial={"first": today}), "go": "中止计时"}  # fmt: skip


def _record(obligation: Obligation, post: QueryDict, by: Actor, at: datetime) -> None:
    in_force = PlanInForce(obligation.plan_id, plan_version(obligation.plan_id))
    holder = the_bureaus_plan(local_day(at)).plan.organ(obligation.holder)
    duty = in_force.plan.duty(obligation.duty)
    actions.record(
        in_force=in_force, duty=duty, holder=holder, files=[], by=by, at=at, task=obligation,
        **valid(Done(post)),
    )  # fmt: skip


DOING: dict[str, tuple[Callable[[Obligation, QueryDict, Actor, datetime], Any], str]] = {
    "record": (_record, "已登记"),
    "suspend": (lambda o, p, by, at: actions.suspend(obligation=o, by=by, at=at, **valid(Suspend(p))), "已中止计时"),
    "resume": (lambda o, p, by, at: actions.resume(obligation=o, by=by, at=at, **valid(Resume(p))), "已恢复计时"),
}  # fmt: skip


@require_POST
def task_act(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponseBase:
    """One act on one task."""
    actor = actor_of(request)
    obligation = Obligation.objects.filter(uuid=uuid).first()
    if verb not in DOING or obligation is None or not ledger.may_see(actor, obligation):
        raise Http404
    do, said = DOING[verb]
    back = reverse("desk:task", args=[uuid])
    try:
        do(obligation, request.POST, actor, timezone.now())
    except Refused as refused:
        return refusal(
            request,
            sentence=refused.sentence,
            mend="返回后可以重新填写，已填内容仍在。",
            back=back,
            back_title="返回任务",
        )
    messages.success(request, f"{said}：{obligation.duty_title}")
    return redirect(back)
