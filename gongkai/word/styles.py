"""Styles resolved: what a paragraph or a run is, its own word first, then its style's, up the `basedOn` chain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.word.ooxml import Element, child, flag, number, q, value

_LONGEST_CHAIN = 20  # a style based on itself would have no end
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.I)
TITLE_LEVEL = 0  # of the title of the document; 1 is the first level of headings
NO_LEVEL = 9


@dataclass
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Element] = field(default_factory=dict)
    defaults: Element | None = None
    usual: str = ""  # the style of paragraphs that name none
    _chains: dict[str, list[Element]] = field(default_factory=dict)

    def chain(self, style: str) -> list[Element]:
        """The style and those it is based on, itself first."""
        if style not in self._chains:
            self._chains[style] = list(self._climb(style))
        return self._chains[style]

    def _climb(self, style: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style in self.by_id and style not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style], "w:basedOn") or ""

    def style_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        return value(paragraph, "w:pPr", "w:pStyle") or self.usual

    def paragraph_value(self, paragraph: Element, name: str) -> str | None:
        """The `w:val` of a paragraph property, None where neither it nor its styles say anything."""
        own = value(paragraph, "w:pPr", name)
        if own is not None:
            return own
        said = (value(s, "w:pPr", name) for s in self.chain(self.style_of(paragraph)))
        return next((v for v in said if v is not None), None)

    def run_property(self, run: Element, style: str, name: str) -> Element | None:
        """The property of a run: its own, its character style's, its paragraph style's, the document's."""
        for properties in self._properties(run, style):
            found = child(properties, name)
            if found is not None:
                return found
        return None

    def _properties(self, run: Element, style: str) -> Iterator[Element | None]:
        own = child(run, "w:rPr")
        yield own
        for place in (value(own, "w:rStyle") or "", style):
            for one in self.chain(place):
                yield child(one, "w:rPr")
        yield child(self.defaults, "w:rPr")

    def toggled(self, run: Element, style: str, name: str) -> bool:
        """Bold, hidden and their like: said twice by styles they cancel each other (ISO 29500-1, 17.7.3)."""
        own = child(run, "w:rPr")
        said = flag(own, f"w:{name}")
        if said is not None:
            return said
        if flag(child(self.defaults, "w:rPr"), f"w:{name}"):
            return True
        return self._style_says(value(own, "w:rStyle") or "", name) != self._style_says(style, name)

    def _style_says(self, style: str, name: str) -> bool:
        said = (flag(child(s, "w:rPr"), f"w:{name}") for s in self.chain(style))
        return bool(next((v for v in said if v is not None), False))

    def level(self, paragraph: Element) -> int:
        """0 for the title, 1–9 for a heading, NO_LEVEL + 1 for text."""
        own = value(paragraph, "w:pPr", "w:outlineLvl")
        if own is not None:
            return number(own, NO_LEVEL) + 1
        for style in self.chain(self.style_of(paragraph)):
            named = (value(style, "w:name") or "").strip()
            if named.lower() in ("title", "标题"):
                return TITLE_LEVEL
            if found := _HEADING.match(named):
                return int(found[1])
            said = value(style, "w:pPr", "w:outlineLvl")
            if said is not None:
                return number(said, NO_LEVEL) + 1
        return NO_LEVEL + 1


def styles_of(root: Element | None) -> Styles:
    """The styles of `styles.xml`; none for a document without it."""
    if root is None:
        return Styles()
    by_id = {s.get(q("w:styleId"), ""): s for s in root.iter(q("w:style"))}
    usual = (
        key
        for key, style in by_id.items()
        if style.get(q("w:type")) == "paragraph"
        and style.get(q("w:default")) in ("1", "true", "on")
    )
    return Styles(by_id, _defaults(root), next(usual, ""))


def _defaults(root: Element) -> Element | None:
    return child(root, "w:docDefaults", "w:rPrDefault")
