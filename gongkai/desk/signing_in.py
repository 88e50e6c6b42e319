"""Signing in and out, and stepping into another of one's own posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongkai.accounts.actions import note_sign_in
from gongkai.accounts.models import Post
from gongkai.accounts.queries import actor_at, held_on, posts_of, without_post
from gongkai.clock.calendars import local_day
from gongkai.desk.entrance import choose
from gongkai.frames.pages import staff_page
from gongkai.trail.origin import is_demonstration

HOME = "/desk/"


class SignIn(forms.Form):
    username = forms.CharField(label="用户名", max_length=40)
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Five wrong passwords lock the account from that address for ten minutes (django-axes)."""
    if request.method != "POST":
        return _page(request, SignIn(initial={"next": request.GET.get("next", "")}))
    form = SignIn(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    given = form.cleaned_data
    person = authenticate(request, username=given["username"], password=given["password"])
    if person is None:
        if getattr(request, "axes_locked_out", False):
            return _page(request, form, status=429)  # the middleware of axes answers in its place
        form.add_error(None, "用户名或密码不正确，请核对后重试。连续五次不正确将锁定十分钟。")
        return _page(request, form, status=400)
    login(request, person)
    _note(request, person)
    return redirect(_safe(request, given["next"]))


def _note(request: HttpRequest, person: Any) -> None:
    now = timezone.now()
    posts = posts_of(person, local_day(now))
    by = actor_at(person, posts[0], request.act) if posts else without_post(person)  # type: ignore[attr-defined]
    note_sign_in(person=person, by=by, at=now)


def demonstration_accounts() -> list[tuple[str, str]]:
    """On a demonstration the page says who may be tried; on a real bureau nothing."""
    if not is_demonstration():
        return []
    today = local_day(timezone.now())
    posts = Post.objects.filter(held_on(today)).select_related("person").order_by("pk")
    return [(post.person.username, str(post)) for post in posts]


def _safe(request: HttpRequest, address: str) -> str:
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if ours and address.startswith(HOME) else HOME


def _page(request: HttpRequest, form: SignIn, status: int = 200) -> HttpResponseBase:
    context: dict[str, Any] = {
        "form": form,
        "action": request.path,
        "demo": demonstration_accounts(),
    }
    return staff_page(request, "desk/sign_in.html", context, status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    return redirect("desk:sign_in")


@require_POST
def switch_post(request: HttpRequest) -> HttpResponseBase:
    choose(request, request.POST.get("post", ""))
    return redirect(HOME)
