"""我的: my posts, lending one for some days (AB 角), and the messages I have read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.accounts.actions import change_password, delegate, end_delegation
from gongkai.accounts.models import Delegation, Person, Post
from gongkai.accounts.queries import held_on, own_posts
from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import local_day
from gongkai.desk.answers import errors_of, staff, valid
from gongkai.desk.entrance import actor_of
from gongkai.frames.days import day_input
from gongkai.frames.environment import moment
from gongkai.frames.pages import refusal, staff_page
from gongkai.supervision.models import Notice
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused


class Lend(forms.Form):
    """休假委托: which post, to whom, from when, the last day."""

    post = forms.ModelChoiceField(label="岗位", queryset=Post.objects.none(), empty_label=None)
    to = forms.ModelChoiceField(
        label="受托人", queryset=Person.objects.none(), empty_label="请选择"
    )
    first = forms.DateField(label="起", widget=day_input())
    until = forms.DateField(label="止（不含当日）", widget=day_input())
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = local_day(timezone.now())
        colleagues = Post.objects.filter(held_on(today)).exclude(person=person).values("person")
        self.fields["post"].queryset = own_posts(person, today)  # type: ignore[attr-defined]
        self.fields["to"].queryset = Person.objects.filter(pk__in=colleagues).order_by("name")  # type: ignore[attr-defined]


@staff
def myself(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Posts, delegations, and the form to lend one."""
    person = Person.objects.get(uuid=actor.key)
    form = Lend(person, request.POST or None)
    errors: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            delegate(by=actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            errors = errors_of(refused)
        else:
            messages.success(request, "委托已生效，期满自动结束。")
            return redirect("desk:myself")
    today = local_day(timezone.now())
    lent = Delegation.objects.filter(
        post__person=person, ended_at__isnull=True, valid_until__gt=today
    )
    context = {
        "posts": [str(p) for p in own_posts(person, today)],
        "lent": [
            {"text": f"{d.post}，{d.valid_from} 至 {d.valid_until}（不含），由{d.to.name}代行：{d.reason}",
             "url": reverse("desk:end_delegation", args=[d.uuid])}
            for d in lent.select_related("post", "to")
        ],
        "form": form,
        "password_form": NewPassword(auto_id="password_%s"),
        "errors": errors,
    }  # fmt: skip
    return staff_page(request, "desk/myself.html", context, 409 if errors else 200)


class NewPassword(forms.Form):
    old = forms.CharField(
        label="原密码", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="新密码",
        help_text="至少 10 位，不能全是数字",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


@require_POST
def password(request: HttpRequest) -> HttpResponseBase:
    """修改密码: one's own; other sessions of the same person end with it."""
    actor = actor_of(request)
    person = Person.objects.get(uuid=actor.key)
    try:
        change_password(
            person=person, by=actor, at=timezone.now(), **valid(NewPassword(request.POST))
        )
    except Refused as refused:
        return refusal(
            request,
            sentence=refused.sentence,
            mend="密码没有改动，请返回重新填写。",
            back=reverse("desk:myself"),
            back_title="返回",
        )
    update_session_auth_hash(request, person)
    messages.success(request, "密码已修改。")
    return redirect("desk:myself")


@require_POST
def take_back(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    actor = actor_of(request)
    delegation = get_object_or_404(Delegation, uuid=uuid, post__person__uuid=actor.key)
    end_delegation(delegation=delegation, by=actor, at=timezone.now())
    messages.success(request, "委托已收回。")
    return redirect("desk:myself")


@staff
def read(request: HttpRequest, actor: Actor, pk: int) -> HttpResponseBase:
    """One message with the way to what it is about. Reading is no act; 已阅 is a button."""
    notice = Notice.objects.select_related("entry").filter(pk=pk, person__uuid=actor.key).first()
    if notice is None:
        raise Http404
    address, title = _what_it_is_about(notice.entry)
    context = {
        "said": vocabulary.sentence(notice.entry),
        "who": notice.entry.actor["name"],
        "when": moment(notice.entry.recorded),
        "address": address,
        "title": title,
        "act": reverse("desk:have_read", args=[pk]),
    }
    return staff_page(request, "desk/read.html", context)


def _what_it_is_about(entry: Entry) -> tuple[str, str]:
    """Where a message leads, and the word on the way there."""
    if entry.subject_kind == "chase":
        return reverse("desk:chase", args=[entry.subject_id]), "查看催办"
    if entry.subject_kind == "digest":
        return reverse("desk:digest", args=[entry.subject_id]), "查看到期提醒"
    sheet = Clearance.objects.filter(
        subject_kind=entry.subject_kind, subject_id=entry.subject_id
    ).last()
    if sheet is None:
        return reverse("desk:tasks"), "查看任务台账"
    return reverse("desk:case", args=[sheet.uuid]), "查看稿件"


@require_POST
def have_read(request: HttpRequest, pk: int) -> HttpResponseBase:
    """已阅: 阅 is not 同意."""
    actor = actor_of(request)
    notice = get_object_or_404(Notice, pk=pk, person__uuid=actor.key)
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())
    return redirect(f"{reverse('desk:inbox')}?tab=read")
