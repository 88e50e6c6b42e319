"""Hands requests on to the app over its Unix socket: what `proxy_pass` is in nginx."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any
from urllib.parse import quote

from gongkai.portal.front.bodies import BLOCK, IN_MEMORY, Blocks, Places, Refused, request_body
from gongkai.portal.front.rules import APP_PATIENCE, Answer

# Hop by hop (RFC 9110 section 7.6.1), and what only we may say about who asks.
_NOT_SENT = {
    *("CONNECTION", "KEEP_ALIVE", "PROXY_CONNECTION", "PROXY_AUTHORIZATION", "TE", "TRAILER"),
    *(
        "TRANSFER_ENCODING",
        "UPGRADE",
        "EXPECT",
        "FORWARDED",
        "X_FORWARDED_FOR",
        "X_FORWARDED_PROTO",
    ),
    *("X_FORWARDED_HOST", "X_FORWARDED_PORT", "X_REAL_IP"),
}
_NOT_RETURNED = {
    *("connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding"),
    *("upgrade", "date", "server"),
}
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


class AppConnection(http.client.HTTPConnection):
    """HTTP over the app's Unix socket."""

    def __init__(self, path: str, timeout: float = APP_PATIENCE) -> None:
        super().__init__("app", timeout=timeout)
        self.path, self.seconds = path, timeout

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.seconds)
        self.sock.connect(self.path)


class Forward:
    """The app behind `path`. `scheme` is the one outside: people's browsers may speak TLS to somebody before us."""

    def __init__(self, path: str, scheme: str, places: Places) -> None:
        self.path, self.scheme, self.places = path, scheme, places

    def __call__(self, environ: dict[str, Any]) -> Answer:
        """The app's answer. Raises `Refused`: a bad body, no place, no app (502), no answer in time (504)."""
        self.places.take()
        connection = AppConnection(self.path)
        try:
            with request_body(environ) as (body, length):
                response = self._ask(connection, environ, body, length)
                begun = response.read(IN_MEMORY)
        except BaseException as error:
            self._leave(connection)
            raise _refusal(error) from error
        status = f"{response.status} {response.reason}"
        headers = [h for h in response.getheaders() if h[0].lower() not in _NOT_RETURNED]
        if len(begun) < IN_MEMORY:  # whole: a slow reader then holds no thread of ours
            self._leave(connection)
            return status, headers, [begun]
        return status, headers, Blocks(_rest(begun, response), lambda: self._leave(connection))

    def _ask(
        self,
        connection: AppConnection,
        environ: dict[str, Any],
        body: IO[bytes] | None,
        length: int,
    ) -> http.client.HTTPResponse:
        connection.putrequest(
            environ["REQUEST_METHOD"], _target(environ), skip_host=True, skip_accept_encoding=True
        )
        for name, value in self._headers(environ):
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(length))
        with suppress(BrokenPipeError):  # an app that refuses early has answered all the same
            connection.endheaders(body)
        return connection.getresponse()

    def _headers(self, environ: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for key, value in environ.items():
            if key.startswith("HTTP_") and key[5:] not in _NOT_SENT:
                yield key[5:].replace("_", "-").title(), value
        if environ.get("CONTENT_TYPE"):
            yield "Content-Type", environ["CONTENT_TYPE"]
        yield "X-Forwarded-For", environ.get("REMOTE_ADDR", "")
        yield "X-Forwarded-Proto", self.scheme
        yield "Connection", "close"

    def _leave(self, connection: AppConnection) -> None:
        connection.close()
        self.places.give()


def _refusal(error: BaseException) -> BaseException:
    if isinstance(error, TimeoutError):
        return Refused(504)
    if isinstance(error, (OSError, http.client.HTTPException)):
        return Refused(502)
    return error


def _rest(begun: bytes, response: http.client.HTTPResponse) -> Iterator[bytes]:
    yield begun
    while block := response.read(BLOCK):
        yield block


def _target(environ: dict[str, Any]) -> str:
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/!$&'()*+,;=:@~")
    query = quote(environ.get("QUERY_STRING", "").encode("latin-1"), safe=_PRINTABLE)
    return f"{path}?{query}" if query else path
