"""Addresses of links as the page may carry them."""

from __future__ import annotations

import re
from urllib.parse import quote

_WEB = re.compile(
    r"(https?)://([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*)(:[0-9]{1,5})?([/?#].*)?",
    re.S | re.I,
)
_OTHER = re.compile(r"(mailto:[^\s@<>\"]+@[A-Za-z0-9.-]+|tel:[0-9+() -]{3,30})", re.I)
_SAFE = "/?#[]@!$&'()*+,;=:%~-._"
_MOST = 2_000  # characters


def public(address: str) -> str:
    """The address, its odd characters escaped; "" for one that no reader of the page can follow."""
    address = address.strip()
    if len(address) > _MOST:
        return ""
    if found := _WEB.fullmatch(address):
        scheme, host, port, rest = found.groups()
        return f"{scheme.lower()}://{host.lower()}{port or ''}{quote(rest or '', safe=_SAFE)}"
    other = _OTHER.fullmatch(address.split("?")[0])
    return other[0].replace(" ", "").lower() if other else ""
