"""Fields of Word: what is shown of them. Results stay as text; page numbers and tables of contents go."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.word.numerals import written
from gongkai.word.ooxml import Element, child, flag, number, q, value

_PAGE_NUMBERS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_LISTS_OF_PAGES = {"TOC", "INDEX", "TOA"}
ACTING = {"DDE", "DDEAUTO"}
_LINK = re.compile(r'HYPERLINK\s+(?:\\[hnt]\s+)*(?:"([^"]*)"|([^\s\\]\S*))', re.I)
_SYMBOL = re.compile(r'SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*?\\f\s*"?([^"\\]+))?', re.I)
_SWITCH = re.compile(r"\\(?:\*\s*\S+|[a-z]+\s?\d*)", re.I)
_CIRCLES = "○〇◯"


@dataclass
class Field:
    """A field that is open: what was read of its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False
    data: Element | None = None
    told: bool = False  # that it was left out

    @property
    def name(self) -> str:
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""

    @property
    def dropped(self) -> bool:
        """Whether the result is of no use on a page without pages."""
        return self.name in _PAGE_NUMBERS | _LISTS_OF_PAGES

    @property
    def lists_pages(self) -> bool:
        return self.name in _LISTS_OF_PAGES

    @property
    def href(self) -> str:
        """The address of a link, "" for any other field and for links within the file."""
        found = _LINK.match(self.instruction.strip())
        return (found[1] or found[2] or "") if found else ""

    def symbol(self) -> tuple[int, str] | None:
        """The character and the font of a SYMBOL field."""
        found = _SYMBOL.match(self.instruction.strip())
        return (int(found[1], 0), (found[2] or "").strip()) if found else None

    def words(self) -> str:
        """The text of a field that has no stored result: a form's box or choice, a button, an equation."""
        if self.data is not None and self.name == "FORMCHECKBOX":
            return box(_ticked(child(self.data, "w:checkBox")))
        if self.data is not None and self.name == "FORMDROPDOWN":
            return _choice(child(self.data, "w:ddList"))
        if self.name == "MACROBUTTON":
            return (
                self.instruction.strip().split(None, 2)[2]
                if self.instruction.count(" ") > 1
                else ""
            )
        return equation(self.instruction) if self.name == "EQ" else ""


def box(ticked: bool) -> str:
    """A box as one character."""
    return "☑" if ticked else "☐"


def _ticked(element: Element | None) -> bool:
    said = flag(element, "w:checked")
    return bool(said if said is not None else flag(element, "w:default"))


def _choice(element: Element | None) -> str:
    if element is None:
        return ""
    entries = [e.get(q("w:val"), "") for e in element.iterchildren(q("w:listEntry"))]
    at = number(value(element, "w:result") or value(element, "w:default"))
    return entries[at] if 0 <= at < len(entries) else ""


def equation(instruction: str) -> str:
    r"""The text of an EQ field: `\o\ac(○,1)` is ①, `\o\ad(\s\up 9(pinyin),字)` the character, `\f(1,2)` 1/2."""
    text = instruction.strip()[2:]
    if "\\o" in text.lower():
        layers = _arguments(text)
        circled = [layer for layer in layers if layer not in _CIRCLES]
        if len(circled) < len(layers):
            return _in_circle("".join(circled))
        return layers[-1] if layers else ""
    return ("/" if "\\f" in text.lower() else "").join(_arguments(text))


def _in_circle(text: str) -> str:
    form = "decimalEnclosedCircle"
    return (
        written(int(text), form)
        if text.isdecimal() and len(text) < 4
        else f"（{text}）"
        if text
        else "○"
    )


def _arguments(text: str) -> list[str]:
    """What stands in the outermost brackets, parted by commas, without switches and inner brackets."""
    inner = text[text.find("(") + 1 : text.rfind(")")] if "(" in text else text
    parts, depth = [""], 0
    for character in inner:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character in ",;，" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    bare = (_SWITCH.sub("", part).replace("(", "").replace(")", "").strip() for part in parts)
    return [part for part in bare if part]
