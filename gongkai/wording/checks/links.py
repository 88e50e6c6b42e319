"""Links: where they cannot lead anywhere, and, where somebody can be asked, whether they do."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Link, Sheet

OPEN_TO_THE_WORLD = ("http", "https", "mailto", "tel")
_HALF = re.compile(
    r"https?:(?://?)?(?![\w/])|https?://(?:www\.?)?(?=[\s。，；）]|$)|https?//\w", re.I
)
_HOST = re.compile(
    r"[^.\s。，；、]{1,63}(?:\.[^.\s。，；、]{1,63}){1,8}\.?|\[[0-9a-f:.]{2,45}\]", re.I
)
_TAIL = re.compile(r"[。，；、）》”：！]$")
Problem = tuple[str, Severity, str, str]


@registered()
def links(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Links of the body, then addresses that stand half in the words."""
    for link in sheet.links:
        problem = _problem(link, given) or _unreachable(link, given)
        if problem:
            rule, severity, message, mend = problem
            start = sheet.starts[min(link.line, len(sheet.starts) - 1)]
            found = link.address or link.words
            yield Remark(f"links.{rule}", severity, start, start, message, mend, found, link.words)
    for half in _HALF.finditer(sheet.text):
        message, mend = "网址不完整。", "请补全网址，或删去。"
        yield Remark("links.broken", "ask", *half.span(), message, mend)


def _problem(link: Link, given: Given) -> Problem | None:
    address = (link.address or "").strip()
    if not address or address == "#":
        return "empty", "must", f"链接“{link.words}”没有地址。", "补上地址，或去掉链接。"
    if not link.words and not link.has_picture:
        return "empty", "must", "链接没有文字，看不见也点不到。", "补上文字，或删去链接。"
    if address.startswith(("#", "/")) and not address.startswith("//"):
        return None
    scheme = address.partition(":")[0].lower() if ":" in address else ""
    if re.match(r"https?(?:$|[^:\w]|:(?!//[^/]))", address, re.I):
        return "broken", "must", f"网址“{address}”不完整。", "请补全网址。"
    if scheme not in OPEN_TO_THE_WORLD:
        return _no_scheme(address)
    return _host(address, given) if scheme.startswith("http") else None


def _no_scheme(address: str) -> Problem:
    if re.match(r"(?:www\.|[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}(?:/|$))", address, re.I):
        return "broken", "must", f"网址“{address}”缺少开头。", f"改为“https://{address}”。"
    message = f"链接“{address[:20]}”不是网页、邮箱或电话，公众打不开。"
    return "scheme", "must", message, "请改为 https 开头的网址，或去掉链接。"


def _host(address: str, given: Given) -> Problem | None:
    parts = _split(address)
    host = (parts.hostname or "") if parts else ""
    if re.search(r"\s|%20$", address) or (address.lower().count("://") > 1 and "?" not in address):
        return "broken", "must", f"网址“{address}”里有空格或两个网址。", "请核对网址。"
    if _TAIL.search(address):
        return "broken", "must", f"网址“{address}”末尾带了标点。", "删去末尾的标点。"
    if _is_inside(host, given.rules.forms.inside_hosts):
        message = f"链接指向内部地址“{host}”，公众打不开。"
        return "inside", "must", message, "请改为公众可以打开的网址，或去掉链接。"
    if not _HOST.fullmatch(host if ":" not in host else f"[{host}]"):
        return "broken", "must", f"网址“{address}”不完整。", "请补全网址。"
    return None


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        return parts if parts.hostname is not None else None
    except ValueError:
        return None


def _is_inside(host: str, names: tuple[str, ...]) -> bool:
    """Loopback, private and link-local addresses, and the host names of the inner network."""
    try:
        return not ipaddress.ip_address(host.rstrip(".")).is_global
    except ValueError:
        pass
    return any(host == n or host.endswith(f".{n.lstrip('.')}") for n in ("localhost", *names))


def _unreachable(link: Link, given: Given) -> Problem | None:
    """What is ours and is not in the tree must go; what is elsewhere may come back: it asks."""
    address = link.address or ""
    if given.ours and given.ours(address) is False:
        return "dead", "must", f"链接“{link.words}”指向本站没有的页面。", "请改为现有页面的地址。"
    if given.alive and address.lower().startswith("http") and given.alive(address) is False:
        return "dead", "ask", f"链接“{link.words}”打不开。", "请更换或去掉；对方暂时故障的请确认。"
    return None
