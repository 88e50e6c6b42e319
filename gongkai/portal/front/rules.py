"""What the public front answers, as plain values: read by the WSGI front and written into nginx's configuration.

Both hand out the same bytes with the same headers; what stands here is said once for the two of them.
No Django: the front must stand within a fifth of a second, and stay up when the back office does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

Headers = list[tuple[str, str]]
Answer = tuple[
    str, Headers, Iterable[bytes]
]  # as WSGI has them: status with its reason, headers, body
OK = "200 OK"

# Addresses that belong to the app; everything else is a file.
FORWARDED = ("/desk/", "/api/", "/search/", "/write/")
HEALTH = "/healthz"
NEVER_OLD = ("/f/", "/static/")  # nothing there is looked up among the old site's addresses
NOT_FOUND = "/404.html"  # the tree's own page for what is missing; not an address itself

BODY_LIMIT = 30 * 1024 * 1024  # bytes that one request may carry
APP_PATIENCE = 60  # seconds until an answer of the app counts as lost
ADDRESS_LIMIT = 8192  # bytes of a request line; nginx's buffer has this size
YEAR = 31_536_000

PAGE_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

MOVED = [
    ("Cache-Control", "no-cache"),
    ("Vary", "Accept-Encoding"),
]  # of a redirect, security apart

TEXT_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
}
# Types that are safe under an address whose content strangers chose: nothing that a browser executes.
FILE_TEXT_TYPES = {"txt": "text/plain", "csv": "text/csv", "ics": "text/calendar"}
IMAGE_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
BINARY_TYPES = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
}
SITE_BINARY_TYPES = {
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf",
}
UNKNOWN_TYPE = "application/octet-stream"


def _with_charset(types: dict[str, str]) -> dict[str, str]:
    return {ending: f"{kind}; charset=utf-8" for ending, kind in types.items()}


FILE_TYPES = {**_with_charset(FILE_TEXT_TYPES), **IMAGE_TYPES, **BINARY_TYPES}
PAGE_TYPES = {**_with_charset(TEXT_TYPES), **FILE_TYPES, **SITE_BINARY_TYPES}

FILE_ADDRESS = re.compile(r"/f/[0-9a-f]{64}/[^/]+\Z")
IMAGE_ADDRESS = re.compile(rf"\.(?:{'|'.join(IMAGE_TYPES)})\Z", re.IGNORECASE)
# What ManifestStaticFilesStorage puts into a name: such a file never changes.
HASHED_ADDRESS = re.compile(r"/static/(?:.+/)?[^/]+\.[0-9a-f]{12}\.[^/.]+\Z")
# Never an address: empty segments, dot segments, dotfiles, and what no file system takes.
_NO_ADDRESS = re.compile(r"/[/.]|\x00")
_ATTR_CHAR = "!#$&+.^_`|~-"  # RFC 8187 section 3.2.1, beside letters and digits


def is_address(path: str) -> bool:
    """Whether a decoded path can be one of ours at all. What cannot is missing, not forbidden."""
    return path.startswith("/") and not _NO_ADDRESS.search(path)


def security(policy: str, hsts: int) -> Headers:
    """Headers of every public answer. `hsts` in seconds; 0 where nothing terminates TLS before us (RFC 6797)."""
    headers = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ]
    if hsts:
        headers.append(("Strict-Transport-Security", f"max-age={hsts}; includeSubDomains"))
    return headers


def content_type(path: str, types: dict[str, str]) -> str:
    """The content type that the ending of a name stands for; unknown ones are bytes to be saved."""
    return types.get(path.rpartition(".")[2].lower(), UNKNOWN_TYPE)


def disposition(name: bytes) -> str:
    """The name under which a browser saves an attachment (RFC 6266, with the encoding of RFC 8187)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe=_ATTR_CHAR)}"


def caching(path: str) -> str:
    """Pages are asked for again each time (a withdrawal counts at once); hashed static files never."""
    return f"public, max-age={YEAR}, immutable" if HASHED_ADDRESS.match(path) else "no-cache"
