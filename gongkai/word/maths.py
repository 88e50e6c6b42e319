"""Formulas (OMML) as one line of text: x² with its raised 2, fractions with a stroke."""

from __future__ import annotations

from gongkai.word.blocks import Look, Piece, Text
from gongkai.word.ooxml import Element, child, flag, q

_UNSEEN = {q("w:del"), q("w:moveFrom")}
_RAISED = {"m:sup": "sup", "m:sub": "sub"}


def pieces_of(formula: Element, raised: str = "") -> list[Piece]:
    """The characters of a formula in reading order."""
    pieces: list[Piece] = []
    for inner in formula:
        if inner.tag in _UNSEEN or _vanishes(inner):
            continue
        if inner.tag == q("m:t"):
            pieces.append(Text(inner.text or "", Look(raised=raised)))
        elif inner.tag == q("m:f"):
            pieces += _fraction(inner, raised)
        elif inner.tag == q("m:rad"):
            pieces += [Text("√", Look(raised=raised)), *_bracketed(child(inner, "m:e"), raised)]
        else:
            pieces += pieces_of(inner, _raised(inner) or raised)
    return pieces


def _vanishes(element: Element) -> bool:
    return element.tag == q("m:r") and bool(flag(element.find(q("w:rPr")), "w:vanish"))


def _raised(element: Element) -> str:
    return next((how for name, how in _RAISED.items() if element.tag == q(name)), "")


def _fraction(element: Element, raised: str) -> list[Piece]:
    above, below = child(element, "m:num"), child(element, "m:den")
    return [*_bracketed(above, raised), Text("/", Look(raised=raised)), *_bracketed(below, raised)]


def _bracketed(element: Element | None, raised: str) -> list[Piece]:
    """In brackets when it is more than one character or number."""
    pieces = [] if element is None else pieces_of(element, raised)
    text = "".join(p.text for p in pieces if isinstance(p, Text))
    if len(text) < 2 or text.isalnum():
        return pieces
    return [Text("(", Look(raised=raised)), *pieces, Text(")", Look(raised=raised))]
