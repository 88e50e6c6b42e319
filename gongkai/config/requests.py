"""Every request carries an id: it stands in each log line and, as the act's id, in the trail."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="-")
access = logging.getLogger("gongkai.access")


class RequestId:
    """Gives each request an id (`request.act`, a UUID) and writes one access line without query or body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.act = uuid.uuid4()  # type: ignore[attr-defined]
        token = _current.set(str(request.act))  # type: ignore[attr-defined]
        begun = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = _current.get()
            milliseconds = round((time.monotonic() - begun) * 1000, 1)
            access.info(
                "%s %s %s %sms", request.method, request.path, response.status_code, milliseconds
            )
            return response
        finally:
            _current.reset(token)


def client_address(request: HttpRequest) -> str:
    """Who asks. The app is reached through the front alone, which drops what clients say and writes this itself."""
    return request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() or "127.0.0.1"


class WithRequestId(logging.Filter):
    """Puts the current request's id on the record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        return True


class Line(logging.Formatter):
    """One JSON object a line. JSON escapes CR and LF, so no input can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "log": record.name,
            "request": getattr(record, "request_id", "-"),
            "text": record.getMessage(),
        }
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
