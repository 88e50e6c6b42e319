"""From a file to an answer: conditional requests, and parts of files (RFC 9110 sections 12 to 14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from gongkai.portal.front import pages
from gongkai.portal.front.bodies import Blocks, Places
from gongkai.portal.front.kept import Kept
from gongkai.portal.front.rules import OK, Answer

BLOCK = 256 * 1024
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=([0-9.]+)\s*)?(?:,|$)", re.IGNORECASE)
_RANGE = re.compile(r"bytes=\s*(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))\s*\Z", re.IGNORECASE)


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header takes gzip (RFC 9110 section 12.5.3; q=0 means no)."""
    found = _GZIP.search(accepted)
    return found is not None and not re.fullmatch(r"0(?:\.0*)?", found[1] or "1")


def hand_out(kept: Kept, environ: dict[str, Any], places: Places) -> Answer:
    """The answer that a file gives to a GET or HEAD."""
    if kept.status == OK:
        if is_unchanged(environ, kept):
            return "304 Not Modified", kept.unchanged, []
        part = asked_part(environ, kept)
        if part is not None and part[0] >= part[1]:
            return _outside(kept, environ)
        if part is not None:
            headers = _part_headers(kept, *part)
            return "206 Partial Content", headers, _body(kept, *part, environ, places)
    return kept.status, kept.headers, _body(kept, 0, kept.size, environ, places)


def is_unchanged(environ: dict[str, Any], kept: Kept) -> bool:
    """Whether the client already has these bytes. The ETag decides; a date only where none was sent."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return kept.etag in known or known.strip() == "*"
    return environ.get("HTTP_IF_MODIFIED_SINCE") == kept.modified


def asked_part(environ: dict[str, Any], kept: Kept) -> tuple[int, int] | None:
    """First byte and end (exclusive) of the one part asked for, which may lie outside; None: the whole."""
    if not kept.in_parts or "HTTP_RANGE" not in environ:
        return None
    asked = _RANGE.match(environ["HTTP_RANGE"])
    if asked is None or environ.get("HTTP_IF_RANGE", kept.etag) not in (kept.etag, kept.modified):
        return None
    first, last, tail = asked.groups()
    if tail is not None:
        return max(kept.size - int(tail), 0), kept.size
    return int(first), min(int(last) + 1 if last else kept.size, kept.size)


def _outside(kept: Kept, environ: dict[str, Any]) -> Answer:
    page = pages.page(416)
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Content-Range", f"bytes */{kept.size}"),
        *(h for h in kept.unchanged if h[0] != "Accept-Ranges"),
    ]
    return (
        pages.status_line(416),
        headers,
        [] if environ["REQUEST_METHOD"] == "HEAD" else [page],
    )


def _part_headers(kept: Kept, begin: int, end: int) -> list[tuple[str, str]]:
    whole = [h for h in kept.headers if h[0] not in ("Content-Length", "Accept-Ranges")]
    return [
        *whole,
        ("Content-Length", str(end - begin)),
        ("Content-Range", f"bytes {begin}-{end - 1}/{kept.size}"),
    ]


def _body(
    kept: Kept, begin: int, end: int, environ: dict[str, Any], places: Places
) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    if kept.body is not None:
        return kept.body if end - begin == kept.size else [kept.body[0][begin:end]]
    places.take()
    return Blocks(_blocks(kept.file, begin, end), places.give)


def _blocks(file: bytes, begin: int, end: int) -> Iterator[bytes]:
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - bytes, as on disk
        stream.seek(begin)
        while begin < end and (block := stream.read(min(BLOCK, end - begin))):
            begin += len(block)
            yield block
