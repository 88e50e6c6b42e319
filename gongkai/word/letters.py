"""The characters of a run: letters, signs of symbol fonts, tabs, breaks, hyphens."""

from __future__ import annotations

import re

from gongkai.word import symbols
from gongkai.word.blocks import Break, Ink, Look, Piece, Text
from gongkai.word.ooxml import Element, q
from gongkai.word.state import Reading

PLAIN, UNSAID = Look(), Ink()
WIDE_SPACE = "\u3000"
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\uffff"
    "\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_KEEP = "{http://www.w3.org/XML/1998/namespace}space"


def pieces_of(
    inner: Element, run: Element, reading: Reading, style: str, look: Look, ink: Ink
) -> list[Piece]:
    """What a child of a run writes, "" for all that only says how."""
    if inner.tag == q("w:t"):
        return _letters(inner, run, reading, style, look, ink)
    if inner.tag == q("w:br"):
        return [Break()] if inner.get(q("w:type"), "textWrapping") == "textWrapping" else []
    if inner.tag == q("w:cr"):
        return [Break()]
    if inner.tag == q("w:sym"):
        text = symbol(_code(inner.get(q("w:char"), "")), inner.get(q("w:font"), ""), reading)
        return text_as(text, look, ink)
    written = {q("w:tab"): WIDE_SPACE, q("w:ptab"): WIDE_SPACE, q("w:noBreakHyphen"): "-"}
    return text_as(written.get(inner.tag, ""), look, ink)


def _code(text: str) -> int:
    """A character's code in hexadecimal digits; 0 for what is none."""
    try:
        return int(text, 16) if len(text) <= 6 else 0
    except ValueError:
        return 0


def _letters(
    inner: Element, run: Element, reading: Reading, style: str, look: Look, ink: Ink
) -> list[Piece]:
    """A `w:t`: in a symbol font its letters are signs."""
    text = inner.text or ""
    if inner.get(_KEEP) != "preserve":
        text = text.strip(" \t\r\n")
    text = re.sub(r"[\t\r\n]", " ", text)
    fonts = reading.styles.run_property(run, style, "w:rFonts")
    font = "" if fonts is None else fonts.get(q("w:ascii"), "")
    if symbols.is_symbol_font(font):
        text = "".join(
            symbol(ord(c), font, reading) if ord(c) < 0x100 or _PRIVATE.match(c) else c
            for c in text
        )
    else:
        text = _PRIVATE.sub(lambda m: symbol(ord(m[0]), "Wingdings", reading), text)
    return text_as(text, look, ink)


def symbol(code: int, font: str, reading: Reading) -> str:
    """The character meant; one that has no counterpart is remarked."""
    found = symbols.meant(code, font)
    if found == symbols.UNKNOWN:
        reading.findings.lose(f"特殊符号没有对应的文字，正文里标为{symbols.UNKNOWN}，请改写。")
    return found


def text_as(text: str, look: Look = PLAIN, ink: Ink = UNSAID) -> list[Piece]:
    """The text without soft hyphens, marks of direction and other things that nobody sees."""
    visible = _INVISIBLE.sub("", text)
    return [Text(visible, look, ink)] if visible else []
