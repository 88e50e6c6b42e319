"""The entrance: who is at the desk, at which of their posts. Everything below /desk/ asks here first."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import actor_at, posts_of
from gongkai.clock.calendars import local_day
from gongkai.frames.pages import refusal
from gongkai.frames.typed import note_taken, page_of_form
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused

SIGN_IN = "/desk/sign-in/"
CHOSEN_POST = "post"
SIGNED_OUT = "登录已失效，内容留在本机，请在新窗口登录后再保存。"


class Entrance:
    """Sets `request.actor` (None outside the desk). A person without a post in force is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.other_posts = None, []  # type: ignore[attr-defined]
        if not request.path.startswith("/desk/") or request.path == SIGN_IN:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        _take_a_post(request)
        response = self.get_response(request)
        if response.status_code == 405:
            return _only_by_its_button(request, response)
        if (
            request.method == "POST"
            and response.status_code == 302
            and request.user.is_authenticated
        ):
            note_taken(request)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A refusal that no page caught itself is a page of its own: a sentence, never a fault."""
        if not isinstance(fault, Refused):
            return None
        return refusal(request, sentence=fault.sentence, mend="返回后可继续办理。", status=409)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """The session is over. A script is told so; a person comes back to the page on which the form stood."""
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"message": SIGNED_OUT}, status=401)
    back = request.get_full_path() if request.method == "GET" else page_of_form(request)
    return redirect(f"{SIGN_IN}?next={quote(back)}")


def _only_by_its_button(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """405: the address of an act was opened by hand. Django answers it blank."""
    page = refusal(
        request,
        title="不能直接打开这个地址",
        sentence="这个地址只接收页面上的按钮和表单，直接打开时不办理任何事项。",
        mend="请从待办或列表进入，再点页面上的按钮。",
        status=405,
    )
    page.headers["Allow"] = bare.headers.get("Allow", "")
    return page


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
