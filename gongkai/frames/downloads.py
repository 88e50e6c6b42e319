"""Files that the desk makes for somebody: never kept by a browser or a proxy, never shown inside a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, name: str, type: str) -> HttpResponse:
    """A file to be kept, under its Chinese name."""
    response = HttpResponse(content, content_type=type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
