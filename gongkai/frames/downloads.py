"""Files that the desk hands out: never kept by a browser or a proxy, never an active page."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer = TypeVar("Answer", bound=HttpResponseBase)


def download(content: bytes, name: str, type: str) -> HttpResponse:
    """A file that we made, to be kept under its Chinese name."""
    return as_file(HttpResponse(content, content_type=type), name)


def upload(content: bytes, name: str, type: str) -> HttpResponse:
    """A file that somebody brought: a picture is shown, everything else is handed out; nothing in it runs."""
    answer = HttpResponse(content, content_type=type)
    return nothing_runs(as_file(answer, name, shown=type.startswith("image/")))


def as_file(answer: Answer, name: str, *, shown: bool = False) -> Answer:
    """The answer under this name, kept by nobody."""
    answer.headers["Content-Disposition"] = (
        content_disposition_header(not shown, name) or "attachment"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def nothing_runs(answer: Answer) -> Answer:
    """What is in it is not ours: a browser may draw it and no more, and keeps none of it."""
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
