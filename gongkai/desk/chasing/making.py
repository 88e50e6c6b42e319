"""催办: the words for each organ, ready to copy, and the form that records how it was said and to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from gongkai.clock.calendars import local_day
from gongkai.desk.answers import errors_of, staff, valid
from gongkai.frames.pages import refusal, staff_page
from gongkai.obligations import actions
from gongkai.obligations import queries as ledger
from gongkai.obligations.models import Chase, Obligation
from gongkai.supervision.chasing.channels.settings import configured
from gongkai.supervision.chasing.tellings import tellings_for
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused

NONE_PICKED = "没有选中可以催办的任务。"


class Made(forms.Form):
    """How it was said, to whom, what was answered at once."""

    way = forms.ChoiceField(label="催办方式", widget=forms.RadioSelect)
    spoken_to = forms.CharField(
        label="联系人", max_length=60, required=False, help_text="电话催办必填，如：处长、值班人员"
    )
    answered = forms.CharField(
        label="当场回复", max_length=500, required=False, widget=forms.Textarea({"rows": 2}),
        help_text="没有的不填，以后可以补记",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(w.value, w.label) for w in Chase.Way if w not in configured().lacking]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]


@staff
def new(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """GET shows the words, POST records the act. Only the office chases (三(二))."""
    if actor.role != "editor":
        raise Http404
    now = timezone.now()
    given = request.POST if request.method == "POST" else request.GET
    tasks, demanded = _picked(actor, given.getlist("task")), _day(given.get("demanded", ""))
    if not tasks:
        return _nothing_picked(request)
    if request.method != "POST":
        initial = {"way": Chase.Way.DESK, "once": uuid4()}
        return _page(request, tasks, now, demanded, Made(initial=initial), uuid4(), [])
    form, once = Made(request.POST), _uuid(request.POST.get("once", ""))
    try:
        made = actions.chase(
            tellings=tellings_for(tasks, now, demanded), once=once, demanded=demanded,
            by=actor, at=now, **valid(form),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, tasks, now, demanded, form, once, errors_of(refused), 409)
    messages.success(request, _said(made))
    if len(made) == 1:
        return redirect("desk:chase", made[0].uuid)
    return redirect("desk:chases")


def _said(made: list[Chase]) -> str:
    numbers = "、".join(one.number for one in made if one.number)
    return f"已记录催办 {len(made)} 个处室{f'：{numbers}' if numbers else '。'}"


def _picked(actor: Actor, values: list[str]) -> list[Obligation]:
    """The open tasks among those named that this actor may see; an unknown name is passed over."""
    keys = [key for value in values[:200] if (key := _key(value))]
    return list(ledger.seen_by(actor).filter(uuid__in=keys, ending="").order_by("pk"))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID:
    found = _key(text)
    if found is None:
        raise Overtaken("页面已经过期，请返回任务台账重新选择。")
    return found


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _nothing_picked(request: HttpRequest) -> HttpResponseBase:
    return refusal(
        request,
        sentence=NONE_PICKED,
        mend="请在任务台账中勾选未办结的任务，再点“催办”。",
        back=reverse("desk:tasks"),
        back_title="返回任务台账",
    )


def _page(
    request: HttpRequest,
    tasks: list[Obligation],
    now: datetime,
    demanded: date | None,
    form: Made,
    once: UUID,
    errors: list[dict[str, str]],
    status: int = 200,
) -> HttpResponseBase:
    tellings = tellings_for(tasks, now, demanded)
    context = {
        "tellings": [
            {
                "organ": t.organ_name,
                "count": len(t.lines),
                "text": t.text,
                "rows": t.text.count("\n") + 2,
            }
            for t in tellings
        ],
        "total": len(tasks),
        "tasks": [str(o.uuid) for o in tasks],
        "demanded": demanded.isoformat() if demanded else "",
        "today": local_day(now).isoformat(),
        "form": form,
        "once": str(once),
        "errors": errors,
        "action": request.path,
    }
    return staff_page(request, "desk/chase_new.html", context, status)
