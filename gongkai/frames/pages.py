"""Answering with a page: the empty staff page, filled by whoever calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gongkai.frames import menu
from gongkai.frames.environment import BANNER
from gongkai.frames.typed import kept

# The frame's own exits. Addresses, not names: the frame lies below the desk that routes them.
HOME = "/desk/"
SIGN_OUT = "/desk/sign-out/"
SWITCH_POST = "/desk/post/"
MOST_IN_A_ROW = 10  # entries of the menu at 1280 pixels

_warners: list[Callable[[], list[str]]] = []
_bureau: list[Callable[[], str]] = []
_helper: list[Callable[[str], str]] = []


def bureau_name(ask: Callable[[], str]) -> Callable[[], str]:
    """Register who knows the bureau's short name (the plan does); the last one wins."""
    _bureau[:] = [ask]
    return ask


def helper(ask: Callable[[str], str]) -> Callable[[str], str]:
    """Register who knows where the manual speaks about a route (by its name); the last one wins."""
    _helper[:] = [ask]
    return ask


def warner(ask: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """Register a function whose sentences stand under the banner of every staff page."""
    if ask not in _warners:
        _warners.append(ask)
    return ask


def _navigation(request: HttpRequest, actor: Any) -> list[dict[str, Any]]:
    entries = [(entry, reverse(entry.url_name)) for entry in menu.entries_for(actor)]
    # 待办 stands at the root of the desk: it is current only on its own page.
    here = [
        a for _, a in entries if request.path.startswith(a) and (a != HOME or request.path == HOME)
    ]
    current = max(here, key=len, default=None)
    long = len(entries) > MOST_IN_A_ROW
    return [
        {
            "title": entry.title,
            "url": address,
            "current": address == current,
            "phone": phone,
            "icon": icon,
            "folded": long and entry.rare,
        }
        for entry, address in entries
        for phone, icon in [entry.on_phone(actor)]
    ]


def _help(request: HttpRequest, actor: Any) -> str:
    """Where the manual speaks about this very page; staff only."""
    if actor is None or not _helper:
        return ""
    match = getattr(request, "resolver_match", None)
    return _helper[0](match.view_name if match else "")


def _who(actor: Any) -> dict[str, str]:
    """Name, organ and post in words, whatever the actor is."""
    return {
        part: str(getattr(actor, part, None) or "") for part in ("name", "organ_name", "post_title")
    }


def frame_context(request: HttpRequest) -> dict[str, Any]:
    """What `frames/staff.html` needs on every page."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "me": _who(actor),
        # Pairs (value, label): the other posts that this person may step into.
        "other_posts": list(getattr(request, "other_posts", ())),
        "nav": _navigation(request, actor),
        "manual": _help(request, actor),
        "bureau": _bureau[0]() if _bureau else "政务公开",
        "banner": BANNER,
        "warnings": [sentence for ask in _warners for sentence in ask()] if actor else [],
        "notices": list(get_messages(request)) if hasattr(request, "_messages") else [],
        "now": timezone.now(),
        "nonce": getattr(request, "csp_nonce", ""),
        "exits": {"home": HOME, "sign_out": SIGN_OUT, "switch_post": SWITCH_POST},
    }


def staff_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the desk. Never kept by a browser or a proxy."""
    whole = {**frame_context(request), **(context or {})}
    whole["kept"] = kept(request, whole["actor"], status)
    response = render(request, template, whole, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def refusal(
    request: HttpRequest,
    *,
    sentence: str,
    mend: str,
    title: str = "没有办成",
    back: str = HOME,
    back_title: str = "返回工作台",
    status: int = 409,
) -> HttpResponse:
    """A page that says what is wrong and what to do. Nothing was stored when it is shown."""
    context = {
        "title": title,
        "sentence": sentence,
        "mend": mend,
        "back": back,
        "back_title": back_title,
    }
    return staff_page(request, "frames/refusal.html", context, status)
