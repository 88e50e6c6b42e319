"""The pages of the manual, for who is signed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from gongkai.desk.answers import staff
from gongkai.desk.manual import reading
from gongkai.frames.pages import staff_page
from gongkai.trail.actors import Actor


@staff
def manual(request: HttpRequest, actor: Actor, name: str = reading.CONTENTS) -> HttpResponseBase:
    """A page of the manual, with its headings and the way to the other pages beside it."""
    found = reading.page(name)
    if found is None:
        raise Http404
    others = [each for each in map(reading.page, reading.names()) if each is not None]
    context = {
        "page": found,
        "pages": [
            {"title": each.title, "url": reading.address(each.name), "current": each is found}
            for each in others
        ],
    }
    return staff_page(request, "desk/manual.html", context)
