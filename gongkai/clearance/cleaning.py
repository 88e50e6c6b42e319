"""Cleaning of HTML by a closed list, on the way in and again on the way out. Idempotent."""

from __future__ import annotations

import re
from html import escape

import nh3

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup",
    "ul", "ol", "li", "blockquote", "a", "img", "figure", "figcaption",
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    **{tag: {"class"} for tag in ("p", "h2", "h3", "h4")},
}
ALIGNED = {"align-left", "align-center", "align-right", "align-justify"}
_OURS = re.compile(r"sha256:[0-9a-f]{64}")
_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s]+", re.I)
_WAY = r"text-align:\s*(left|center|right|justify)\b"
_ALIGN_STYLE = re.compile(  # never beyond the tag it begins in: or a hostile text takes minutes
    rf"""(<(?:p|h[234])\b)([^<>]*?)\sstyle=(?:"[^<>"]*?{_WAY}[^<>"]*"|'[^<>']*?{_WAY}[^<>']*')""",
    re.I,
)
_MOST_ROUNDS = 8
_SPAN = re.compile(r"[1-9][0-9]{0,2}|1000")
_DESK_FILE = re.compile(r'(src=")(?:https?://[^/"]+)?/desk/files/([0-9a-f]{64})/[^"]*(")')
_STORED = re.compile(r'(src=")sha256:([0-9a-f]{64})(")')


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _OURS.fullmatch(value) else None
    if name == "href":
        return value if _LINK.fullmatch(value) else None
    if name == "class":
        return value if value in ALIGNED else None
    if name in ("colspan", "rowspan", "start"):
        return value if _SPAN.fullmatch(value) else None
    return value


_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "title",
    },
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel", "sha256"},
    link_rel="noopener noreferrer",
)


def _as_class(found: re.Match[str]) -> str:
    """The class stands first: of two, the parser takes the first."""
    return f'{found[1]} class="align-{(found[3] or found[4]).lower()}"{found[2]}'


def clean(html: str) -> str:
    """The body as it may be stored and shown: known tags only, pictures only from our store, no style.

    Taking a tag out can leave what a parser reads otherwise (`<p><select><p>`): so until nothing changes.
    """
    for _ in range(_MOST_ROUNDS):
        before, html = html, _once(html)
        if html == before:
            return html
    return escape(plain(html), quote=False)


def _once(html: str) -> str:
    aligned = _ALIGN_STYLE.sub(_as_class, html)
    return _cleaner.clean(_DESK_FILE.sub(r"\1sha256:\2\3", aligned)).strip()


def with_pictures_at(html: str, address: str) -> str:
    """The body with `sha256:` pictures at an address pattern that has one place, e.g. `/desk/files/{}/`."""
    return _STORED.sub(lambda m: f"{m[1]}{address.format(m[2])}{m[3]}", html)


def pictures_in(html: str) -> list[str]:
    """Digests (hex) of the pictures that the body names, in order."""
    return [m[2] for m in _STORED.finditer(html)]


def plain(html: str) -> str:
    """The text alone, a line for each block, cells of a table apart."""
    broken = re.sub(r"</(p|h[234]|li|tr|caption|figcaption|blockquote)>|<br>", "\n", html)
    broken = re.sub(r"</t[dh]>", "\t", broken)
    text = nh3.clean(broken, tags=set())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text.strip()
