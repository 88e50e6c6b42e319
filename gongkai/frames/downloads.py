"""Files that the desk makes for somebody: never kept by a browser or a proxy, never shown inside a page."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, name: str, type: str) -> HttpResponse:
    """A file to be kept, with a Chinese name that every browser understands (RFC 6266)."""
    response = HttpResponse(content, content_type=type)
    ending = name.rpartition(".")[2]
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"download.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response
