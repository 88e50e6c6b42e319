"""What the browser must know to keep what was typed (kept.js): whose it is, what was taken, what was refused."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

DESK = "/desk/"
SIGN_IN = "/desk/sign-in/"
TAKEN = "taken"
MOST = 10  # addresses remembered until the next page; more only a script sends


def note_taken(request: HttpRequest) -> None:
    """A form was taken: the next page tells the browser, which forgets its copy."""
    request.session[TAKEN] = [*request.session.get(TAKEN, []), request.path][-MOST:]


def kept(request: HttpRequest, actor: Any, status: int) -> dict[str, str]:
    """Attributes for the page. Nothing for who is not signed in: a copy waits for its writer."""
    if actor is None:
        return {}
    said = {"person": str(actor.key)}
    if TAKEN in request.session:
        said["taken"] = json.dumps(request.session.pop(TAKEN))
    if request.method == "POST" and status >= 400:
        said["refused"] = page_of_form(request)
    return said


def page_of_form(request: HttpRequest) -> str:
    """The page of the desk on which the sent form stood; the desk itself when the browser does not say."""
    came = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    parts = urlsplit(came) if ours else urlsplit("")
    if not parts.path.startswith(DESK) or parts.path == SIGN_IN:
        return DESK
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
