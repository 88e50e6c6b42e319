"""The XML of Office files: names, attributes, and a parser that opens nothing and expands nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any
_OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "rel": f"{_OFFICE}/package/2006/relationships",
    "ct": f"{_OFFICE}/package/2006/content-types",
}
# “Strict” files (ISO/IEC 29500) say the same in other names.
_STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"{_OFFICE}/{loose}".encode())
    for strict, loose in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("drawingml/picture", "drawingml/2006/picture"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
    )
)
_MOST_NUMBER = 100_000_000  # no count, size or identifier that we use is larger
_OFF = {"0", "false", "off", "none"}


class Unreadable(Exception):
    """The XML is broken, too deep, or of a kind that a Word file never has."""


def q(name: str) -> str:
    """`w:p` as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


W_VAL = q("w:val")


def parsed(content: bytes) -> Element:
    """The root of a part. No entities, no network, at most 256 levels (libxml2's own limit)."""
    for strict, loose in _STRICT:
        if strict in content:
            content = content.replace(strict, loose)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise Unreadable(str(broken)) from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable("DOCTYPE")
    return root


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names, None if a step is missing."""
    for name in path:
        if element is None:
            return None
        element = element.find(q(name))
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `w:val` at the end of a path; "" for an element without it; None if there is no such element."""
    found = child(element, *path)
    return None if found is None else found.get(W_VAL, "")


def number(text: str | None, otherwise: int = 0) -> int:
    """An integer of the file, or `otherwise` for what is none or absurd."""
    try:
        found = int(text or "")
    except ValueError:
        return otherwise
    return found if -_MOST_NUMBER <= found <= _MOST_NUMBER else otherwise


def flag(properties: Element | None, name: str) -> bool | None:
    """An on/off property such as `w:vanish`; None where nothing is said."""
    said = value(properties, name)
    return None if said is None else said.lower() not in _OFF


def children(element: Element) -> Iterator[Element]:
    """The children as the reader of the page has them: wrappers opened, of alternatives the one we understand."""
    for inner in element:
        if inner.tag in _WRAPPERS:
            yield from children(inner)
        elif inner.tag == q("mc:AlternateContent"):
            yield from children(chosen(inner))
        else:
            yield inner


_WRAPPERS = {q(f"w:{name}") for name in ("smartTag", "customXml", "ins", "moveTo", "dir", "bdo")}
_UNDERSTOOD = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se"}


def chosen(alternatives: Element) -> Element:
    """The first choice whose every requirement is understood, else the fallback, else the first choice."""
    choices = alternatives.findall(q("mc:Choice"))
    for choice in choices:
        if set(choice.get("Requires", "").split()) <= _UNDERSTOOD:
            return choice
    fallback = alternatives.find(q("mc:Fallback"))
    return fallback if fallback is not None else next(iter(choices), ())
