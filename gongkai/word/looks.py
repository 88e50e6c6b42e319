"""The form of a run: what the page keeps of it, and what heads and headings are known by."""

from __future__ import annotations

from gongkai.word import links
from gongkai.word.blocks import Ink, Look
from gongkai.word.ooxml import Element, number, q
from gongkai.word.state import Reading

_RED_AT_LEAST, _OTHERS_AT_MOST = 0xB0, 0x50


def look_of(run: Element, reading: Reading, style: str) -> Look:
    """Bold, italic and so on, by the run itself or its styles; the link that it stands in."""
    styles = reading.styles
    line = styles.run_property(run, style, "w:u")
    raised = styles.run_property(run, style, "w:vertAlign")
    return Look(
        bold=styles.toggled(run, style, "b"),
        italic=styles.toggled(run, style, "i"),
        underlined=line is not None and line.get(q("w:val"), "single") != "none",
        struck=styles.toggled(run, style, "strike") or styles.toggled(run, style, "dstrike"),
        raised={"superscript": "sup", "subscript": "sub"}.get(raised.get(q("w:val"), ""), "")
        if raised is not None
        else "",
        href=links.public(reading.link()),
    )


def ink_of(run: Element, reading: Reading, style: str) -> Ink:
    """Colour, size and typeface."""

    def said(name: str) -> Element | None:
        return reading.styles.run_property(run, style, name)

    colour, size, fonts = said("w:color"), said("w:sz"), said("w:rFonts")
    return Ink(
        red=colour is not None and is_red(colour.get(q("w:val"), "")),
        size=0 if size is None else number(size.get(q("w:val"))),
        face="" if fonts is None else fonts.get(q("w:eastAsia"), "") or fonts.get(q("w:ascii"), ""),
    )


def is_red(colour: str) -> bool:
    """Whether RRGGBB is a red such as heads are printed in."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red >= _RED_AT_LEAST and max(green, blue) <= _OTHERS_AT_MOST
