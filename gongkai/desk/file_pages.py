"""An attachment as pages (F25): read on a phone without downloading. Who may have the file may see its pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from gongkai.desk.answers import staff
from gongkai.desk.storeroom import seen_file
from gongkai.files import drawn, store
from gongkai.frames.downloads import nothing_runs
from gongkai.frames.pages import staff_page
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused
from gongkai.word import pages

MOST_SHOWN = 200  # pages; who needs more opens the file


@staff
def listing(request: HttpRequest, actor: Actor, digest: str, name: str) -> HttpResponseBase:
    """All pages below one another: a part of the sheet's page, or a page of its own without JavaScript."""
    seen_file(actor, digest)
    context: dict[str, Any] = {"name": name, "pages": [], "all": 0, "sentence": ""}
    try:
        context["all"] = _count(digest, name)
        context["pages"] = [
            reverse("desk:file_page", args=[digest, number, name])
            for number in range(1, min(context["all"], MOST_SHOWN) + 1)
        ]
    except Refused as refused:
        context["sentence"] = refused.sentence
    part = request.headers.get("HX-Request") == "true"
    return staff_page(request, f"desk/{'pages_part' if part else 'file_pages'}.html", context)


@staff
def page(request: HttpRequest, actor: Actor, digest: str, number: int, name: str) -> HttpResponse:
    """One page as a picture."""
    seen_file(actor, digest)
    try:
        if not 1 <= number <= min(_count(digest, name), MOST_SHOWN):
            raise Http404
        picture = _picture(digest, name, number)
    except Refused:
        raise Http404 from None
    return nothing_runs(HttpResponse(picture, content_type="image/webp"))


def _count(digest: str, name: str) -> int:
    noted = drawn.use(digest) / "count"
    if not noted.exists():
        _draw(digest, name, 1)
    return int(noted.read_bytes())


def _picture(digest: str, name: str, number: int) -> bytes:
    path = drawn.folder_of(digest) / f"{number}.webp"
    if not path.exists():
        _draw(digest, name, number - (number - 1) % pages.AT_ONCE)
    return path.read_bytes()


def _draw(digest: str, name: str, first: int) -> None:
    folder = drawn.folder_of(digest)
    part = pages.drawn(_printable(digest, name), name, first)
    for number, picture in enumerate(part.pictures, start=first):
        drawn.keep(folder / f"{number}.webp", picture)
    drawn.keep(folder / "count", str(part.pages).encode())


def _printable(digest: str, name: str) -> bytes:
    """The file as PDF; an office file is converted once."""
    converted = drawn.folder_of(digest) / "printable.pdf"
    if converted.exists():
        return converted.read_bytes()
    content = store.content_of(digest)
    made = pages.printable(content, name)
    if made is not content:
        drawn.keep(converted, made)
    return made
