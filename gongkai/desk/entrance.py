"""The entrance: who is at the desk, at which of their posts. Everything below /desk/ asks here first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import actor_at, posts_of
from gongkai.clock.calendars import local_day
from gongkai.frames.pages import refusal
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused

SIGN_IN = "/desk/sign-in/"
CHOSEN_POST = "post"


class Entrance:
    """Sets `request.actor` (None outside the desk). A person without a post in force is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.other_posts = None, []  # type: ignore[attr-defined]
        if not request.path.startswith("/desk/") or request.path == SIGN_IN:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect(f"{SIGN_IN}?next={request.path}")
        _take_a_post(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A refusal that no page caught itself is a page of its own: a sentence, never a fault."""
        if not isinstance(fault, Refused):
            return None
        return refusal(request, sentence=fault.sentence, mend="返回后可继续办理。", status=409)


def _take_a_post(request: HttpRequest) -> None:
    """The chosen post, else the first in force; the others are offered in the head of the page."""
    person: Person = request.user  # type: ignore[assignment]
    posts = posts_of(person, local_day(timezone.now()))
    if not posts:
        return
    chosen = next((p for p in posts if str(p.uuid) == request.session.get(CHOSEN_POST)), posts[0])
    request.actor = actor_at(person, chosen, request.act)  # type: ignore[attr-defined]
    request.other_posts = [(str(p.uuid), _label(p, person)) for p in posts if p != chosen]  # type: ignore[attr-defined]


def _label(post: Post, person: Person) -> str:
    return f"{post}（受托）" if post.person_id != person.pk else str(post)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a desk request; NotAllowed when the person holds no post today."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotAllowed("您目前没有在任的岗位，请与安全管理员联系。")
    return actor


def choose(request: HttpRequest, post: str) -> None:
    """Step into another of one's own posts."""
    person: Person = request.user  # type: ignore[assignment]
    if any(str(p.uuid) == post for p in posts_of(person, local_day(timezone.now()))):
        request.session[CHOSEN_POST] = str(UUID(post))
