"""Addresses of the old site as they are kept and compared. No Django: the front asks here too.

nginx compares them without regard to case (ngx_hash), so everybody does.
"""

from __future__ import annotations

import re
from string import punctuation
from urllib.parse import quote, unquote_to_bytes, urlsplit

LONGEST = (
    480  # bytes of path and query; a bucket of nginx's hash holds no more (`portal.nginx.pieces`)
)
# First parts of addresses that are ours: a page of ours would hide the redirect.
OURS = {
    *("", "p", "c", "f", "static", "desk", "api", "search", "write", "healthz"),
    *("index.html", "404.html", "robots.txt"),
}
_SAFE = "/-._~!&'()*+,=:@"
_NEVER = re.compile(rb"/[/.]|[\x00-\x20\x7f\"\\]")


def key(target: str) -> str:
    """Path and ?query as they are compared: the path percent-encoded, all in lower case."""
    path, mark, query = target.partition("?")
    if not query:
        mark = ""
    asked = quote(query, safe=punctuation)  # as a browser sends it; what is encoded already stays
    return quote(unquote_to_bytes(path).lower(), safe=_SAFE) + mark + asked.lower()


def line(key: str, address: str) -> bytes:
    """A line of the table, in nginx's own form. The path stands decoded, as both servers see it."""
    return b'"%b" "%b";\n' % (raw(key), address.encode())


def raw(key: str) -> bytes:
    """The key in the bytes that a server compares."""
    path, mark, query = key.partition("?")
    return unquote_to_bytes(path) + (mark + query).encode()


def fault(address: str, hosts: frozenset[str]) -> str | None:
    """Why an address cannot be redirected; None when it can. `hosts` are the site's own names."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return "不是正确的网址，请从旧网站的地址栏复制。"
    if parts.scheme or parts.netloc:
        if parts.scheme not in ("http", "https") or host not in hosts:
            return "不是本网站的地址。只有本网站的旧网址可以跳转，请改为以 / 开头的路径。"
    elif not address.startswith("/"):
        return "应以 / 开头，如 /info/1024/5678.htm，请补全路径。"
    if parts.fragment:
        return "网址中 # 之后的部分不会送到网站，请删去。"
    return _unfit(target(address))


def _unfit(target: str) -> str | None:
    held = raw(key(target))
    if held.partition(b"?")[0].strip(b"/").split(b"/")[0].decode(errors="replace") in OURS:
        return "与新网站自己的地址相同，不能跳转。请核对旧网址是否写全。"
    if _NEVER.search(held):
        return "含有空格、引号、反斜杠、连续的斜杠或以点开头的目录，不能作为网址，请核对。"
    return f"网址超过 {LONGEST} 个字节，请核对。" if len(held) > LONGEST else None


def target(address: str) -> str:
    """Path and ?query of an address, without scheme and host."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
