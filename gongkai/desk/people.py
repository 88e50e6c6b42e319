"""人员与岗位, for the security administrator: accounts, appointing, ending a post (三员分立)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.accounts.actions import add_person, appoint, end_post, reset_password
from gongkai.accounts.models import Person, Post, Role
from gongkai.clock.calendars import local_day
from gongkai.desk.answers import errors_of, staff, valid
from gongkai.desk.entrance import actor_of
from gongkai.frames import exports
from gongkai.frames.days import day_input
from gongkai.frames.lists import page_of
from gongkai.frames.pages import refusal, staff_page
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import Plan
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


class NewPerson(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9.-]{1,38}$", label="用户名", help_text="小写字母、数字、点和短横线",
        error_messages={"invalid": "用户名只能用小写字母、数字、点和短横线，至少两位。"},
    )  # fmt: skip
    password = forms.CharField(
        label="初始密码", help_text="至少 10 位；请本人登录后在“我的”中修改",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip


class ForgottenPassword(forms.Form):
    person = forms.ModelChoiceField(
        label="人员", queryset=Person.objects.none(), empty_label="请选择"
    )
    password = forms.CharField(
        label="新密码", help_text="至少 10 位；当面告知本人，请本人登录后在“我的”中修改",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.order_by("name")  # type: ignore[attr-defined]


class NewPost(forms.Form):
    person = forms.ModelChoiceField(
        label="人员", queryset=Person.objects.none(), empty_label="请选择"
    )
    organ = forms.ChoiceField(label="处室（单位）")
    role = forms.ChoiceField(label="岗位", choices=Role.choices)
    title = forms.CharField(label="职务", max_length=40)
    valid_from = forms.DateField(label="任职起始日", widget=day_input())
    in_charge_of = forms.MultipleChoiceField(
        label="分管处室（仅分管局领导填写）", required=False, widget=forms.CheckboxSelectMultiple
    )
    deputy = forms.BooleanField(label="副职（可代行负责人之责）", required=False)
    established = forms.BooleanField(
        label="在编（审核、签发须为在编人员）", required=False, initial=True
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = [(o.id, o.name) for o in plan.organs if o.kind != "outside"]
        self.fields["person"].queryset = Person.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["organ"].choices = inside  # type: ignore[attr-defined]
        self.fields["in_charge_of"].choices = inside  # type: ignore[attr-defined]


def may_use(actor: Actor) -> bool:
    return actor.role == Role.SECURITY_ADMINISTRATOR


@staff
def people(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Accounts and posts; two forms below. What is refused keeps what was typed."""
    if not may_use(actor):
        raise Http404
    plan = the_bureaus_plan(local_day(timezone.now())).plan
    adding = request.POST.get("form") == "person"
    posting = request.POST.get("form") == "post"
    forgotten = request.POST.get("form") == "password"
    password_form = ForgottenPassword(request.POST if forgotten else None, prefix="forgotten")
    person_form = NewPerson(request.POST if adding else None)
    post_form = NewPost(
        request.POST if posting else None,
        plan=plan,
        initial={"valid_from": local_day(timezone.now())},
    )
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            said = _carry_out(person_form, post_form, password_form, plan, actor)
        except Refused as refused:
            errors = errors_of(refused)
        else:
            messages.success(request, said)
            return redirect("desk:people")
    posts = Post.objects.select_related("person").order_by("organ", "pk")
    if exports.asked_for(request):
        return exports.export("人员与岗位", HEADINGS, _cells(posts), (16, 20, 48, 28))
    shown, pager = page_of(posts, request, 50)
    context = {
        "rows": [_row(post) for post in shown],
        "exports": exports.links(request, pager),
        "pager": pager,
        "person_form": person_form,
        "post_form": post_form,
        "password_form": password_form,
        "errors": errors,
    }
    return staff_page(request, "desk/people.html", context, 409 if errors else 200)


HEADINGS = ("姓名", "用户名", "岗位", "任期")


def _row(post: Post) -> dict[str, str]:
    ends = f"，{post.valid_until} 止" if post.valid_until else ""
    return {
        "name": post.person.name,
        "username": post.person.username,
        "post": f"{post}（{post.get_role_display()}）",
        "span": f"{post.valid_from} 起{ends}",
        "end": "" if post.valid_until else reverse("desk:end_post", args=[post.uuid]),
    }


def _cells(posts: QuerySet[Post]) -> Iterator[list[str]]:
    for portion in exports.in_portions(posts):
        for row in map(_row, portion):
            yield [row["name"], row["username"], row["post"], row["span"]]


def _carry_out(
    person: NewPerson, post: NewPost, password: ForgottenPassword, plan: Plan, actor: Actor
) -> str:
    """The one of the three forms that was sent."""
    if person.is_bound:
        return _add(person, actor)
    return _reset(password, actor) if password.is_bound else _appoint(post, plan, actor)


def _reset(form: ForgottenPassword, actor: Actor) -> str:
    given = valid(form)
    reset_password(by=actor, at=timezone.now(), **given)
    return f"已为{given['person'].name}重设密码，原来的登录全部失效。"


def _add(form: NewPerson, actor: Actor) -> str:
    person = add_person(by=actor, at=timezone.now(), **valid(form))
    return f"已设立账号：{person.name}。请接着设置岗位。"


def _appoint(form: NewPost, plan: Plan, actor: Actor) -> str:
    given = valid(form)
    given["in_charge_of"] = tuple(given["in_charge_of"])
    organ_name = plan.organ(given["organ"]).name
    post = appoint(organ_name=organ_name, by=actor, at=timezone.now(), **given)
    return f"已任命：{post.person.name}，{post}。"


@require_POST
def end(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """End a post from today on: its holder can do nothing more in it."""
    actor = actor_of(request)
    post = Post.objects.filter(uuid=uuid).first()
    if post is None or not may_use(actor):
        raise Http404
    now = timezone.now()
    try:
        end_post(post=post, until=local_day(now), by=actor, at=now)
    except Refused as refused:
        return refusal(
            request,
            sentence=refused.sentence,
            mend="请返回人员页面核对。",
            back=reverse("desk:people"),
            back_title="返回",
        )
    messages.success(request, f"已结束任职：{post.person.name}，{post}。")
    return redirect("desk:people")
