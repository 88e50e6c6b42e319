"""The public front where there is no nginx: hands out the tree, and forwards the app's addresses.

A WSGI app of its own on granian, without Django: it stands at once, and stays when the back office falls.
Its answers are those of `gongkai.portal.nginx.configuration`; a test compares the two.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gongkai.portal.front import pages
from gongkai.portal.front.bodies import Places, Refused
from gongkai.portal.front.files import Files
from gongkai.portal.front.forward import Forward
from gongkai.portal.front.kept import Kept
from gongkai.portal.front.parts import hand_out, takes_gzip
from gongkai.portal.front.redirects import Redirects
from gongkai.portal.front.rules import (
    ADDRESS_LIMIT,
    FORWARDED,
    HEALTH,
    MOVED,
    NEVER_OLD,
    PAGE_POLICY,
    Answer,
    is_address,
    security,
)

THREADS = (
    12  # of the front's process; each more costs pages speed, for all of them want the one lock
)
FOR_PAGES = 4  # of them, never held by slow work
READING = ("GET", "HEAD")
Environ = dict[str, Any]


class Front:
    """The front of the installation at `home`. `hsts` in seconds, 0 where nobody before us speaks TLS."""

    def __init__(self, home: Path, hsts: int = 0) -> None:
        self.files = Files(home, hsts)
        self.redirects = Redirects(home)
        self.places = Places(THREADS - FOR_PAGES)
        self.forward = Forward(
            str(home / "run" / "app.sock"), "https" if hsts else "http", self.places
        )
        self.security = security(PAGE_POLICY, hsts)

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            status, headers, body = self.answer(environ)
        except Refused as refused:
            status, headers, body = self._page(refused.status, environ)
        except Exception:
            traceback.print_exc()
            status, headers, body = self._page(500, environ)
        start(status, headers)
        return body

    def answer(self, environ: Environ) -> Answer:
        """The answer to a request. Raises `Refused` where a page of the front's own is the answer."""
        path = environ["PATH_INFO"]
        zipped = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        kept = self.files.held(path, zipped)
        if kept is not None:  # the way that nearly all requests go
            return self._hand_out(kept, environ)
        if len(path) + len(environ.get("QUERY_STRING", "")) > ADDRESS_LIMIT:
            raise Refused(414)
        if not is_address(path):
            return hand_out(self._missing(zipped), environ, self.places)
        if path.startswith(FORWARDED) or path == HEALTH:
            return self.forward(environ)
        if path + "/" in FORWARDED:
            return self._moved(path + "/", environ)
        return self._find(path, environ, zipped)

    def _find(self, path: str, environ: Environ, zipped: bool) -> Answer:
        if environ["REQUEST_METHOD"] not in READING:
            raise Refused(405)
        found = self.files.find(path, zipped)
        if not isinstance(found, Kept):
            moved = self.redirects.find(path, environ.get("QUERY_STRING", ""))
            if moved is not None and not path.startswith(NEVER_OLD):
                return self._redirect(moved)
        if isinstance(found, str):
            return self._moved(found, environ)
        return self._hand_out(found or self._missing(zipped), environ)

    def _hand_out(self, kept: Kept, environ: Environ) -> Answer:
        if environ["REQUEST_METHOD"] not in READING:
            raise Refused(405)
        return hand_out(kept, environ, self.places)

    def _missing(self, zipped: bool) -> Kept:
        page = self.files.missing(zipped)
        if page is None:  # before the first build
            raise Refused(404)
        return page

    def _page(self, status: int, environ: Environ) -> Answer:
        body = pages.page(status)
        headers = [*pages.headers(status), ("Content-Length", str(len(body))), *self.security]
        line = pages.status_line(status)
        return line, headers, [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _moved(self, path: str, environ: Environ) -> Answer:
        query = environ.get("QUERY_STRING")
        return self._redirect(quote(path.encode("latin-1")) + (f"?{query}" if query else ""))

    def _redirect(self, place: str) -> Answer:
        return "301 Moved Permanently", [("Location", place), *MOVED, *self.security], []


def _from_environment() -> Front:
    home = os.environ.get("GONGKAI_HOME") or str(Path(__file__).resolve().parents[2] / "var")
    return Front(Path(home), int(os.environ.get("GONGKAI_HSTS") or 0))


application = _from_environment()
