"""One fetch of a public address, as a stranger without session or cookie makes it."""

from __future__ import annotations

import http.client
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def fetch(address: str, *, port: int | None = None) -> Answer:
    """GET an address of the portal through the front. OSError when the front does not answer in 5 seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port or settings.PORT, timeout=5)
    try:
        connection.request(
            "GET", address, headers={"Host": "localhost", "Accept-Encoding": "identity"}
        )
        response = connection.getresponse()
        return Answer(response.status, response.read())
    except http.client.HTTPException as fault:
        raise OSError(str(fault)) from fault
    finally:
        connection.close()
