"""Automatic numbers as text: 一、（一）1.（1）. Counted as Word counts them, in the order of the document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gongkai.word.numerals import written
from gongkai.word.ooxml import Element, child, flag, number, q, value
from gongkai.word.styles import Styles

BULLET = "•"
_MOST_LABEL = 100  # characters: a label is short, and is written again at every paragraph
_LEVELS = 9
_ATTACHED = "、，。；：）】〕》．"  # after these Chinese writes no space


@dataclass(frozen=True)
class Level:
    """One level of a list: how it is written, where it starts, and after which level it starts anew."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # 0 never; k after a paragraph of the k-th level or a higher one
    plain: bool = False  # isLgl: all numbers of the label in digits
    gap: str = "tab"
    style: str = ""
    hidden: bool = False


@dataclass
class Lists:
    """`numbering.xml` read, and the counters so far."""

    styles: Styles
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by abstract list
    lists: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    changed: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    restarted: dict[str, dict[int, int]] = field(default_factory=dict)  # by list, until first used
    counters: dict[str, dict[int, int]] = field(default_factory=dict)  # by abstract list

    def label(self, paragraph: Element) -> str:
        """The label of a paragraph with the gap after it, "" for one without. Counts it: call once."""
        found = self._place(paragraph)
        if found is None:
            return ""
        which, depth = found
        level = self._level(which, depth)
        if level is None:
            return ""
        self._count(which, depth, level)
        if level.hidden:
            return ""
        if level.form == "bullet":
            return f"{BULLET} "
        text = self._text(which, level)
        return f"{text}{_gap(level, text)}" if text else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and the depth (0–8), by the paragraph's own word or its style's."""
        own = child(paragraph, "w:pPr", "w:numPr")
        which, depth = value(own, "w:numId"), value(own, "w:ilvl")
        if which is None:
            which, styled = self._by_style(self.styles.style_of(paragraph))
            depth = depth if depth is not None else str(styled)
        if which is None or which not in self.lists:
            return None
        return which, min(max(number(depth), 0), _LEVELS - 1)

    def _by_style(self, style: str) -> tuple[str | None, int]:
        """A style's list, and the depth whose `pStyle` names the style (or one it is based on)."""
        chain = self.styles.chain(style)
        which = next(
            (w for s in chain if (w := value(s, "w:pPr", "w:numPr", "w:numId")) is not None), None
        )
        said = next(
            (d for s in chain if (d := value(s, "w:pPr", "w:numPr", "w:ilvl")) is not None), None
        )
        if which is None or which not in self.lists:
            return which, 0
        for one in chain:
            for depth in range(_LEVELS):
                level = self._level(which, depth)
                if level is not None and level.style and level.style == one.get(q("w:styleId")):
                    return which, depth
        return which, number(said)

    def _level(self, which: str, depth: int) -> Level | None:
        changed = self.changed.get(which, {}).get(depth)
        return changed or self.levels.get(self.lists[which], {}).get(depth)

    def _count(self, which: str, depth: int, level: Level) -> None:
        counters = self.counters.setdefault(self.lists[which], {})
        for upper in range(depth):  # a level that was left out counts as once used
            above = self._level(which, upper)
            counters.setdefault(upper, above.start if above else 1)
        first = self.restarted.get(which, {}).pop(depth, None)
        if first is not None:
            counters[depth] = first
        else:
            counters[depth] = counters.get(depth, level.start - 1) + 1
        for lower in range(depth + 1, _LEVELS):
            below = self._level(which, lower)
            restart = below.restart if below else None
            if restart is None or depth < restart:
                counters.pop(lower, None)

    def _text(self, which: str, level: Level) -> str:
        counters = self.counters[self.lists[which]]
        text = level.text
        for depth in range(_LEVELS):
            if f"%{depth + 1}" not in text:
                continue
            of = self._level(which, depth) or Level()
            count = counters.get(depth, of.start)
            text = text.replace(
                f"%{depth + 1}", written(count, "decimal" if level.plain else of.form)
            )
        return text[:_MOST_LABEL].strip()


def _gap(level: Level, text: str) -> str:
    """What stands between label and text: nothing after 、and（一）, a space where the file has one or needs one."""
    if level.gap == "space":
        return " "
    if level.gap == "nothing" or text[-1] in _ATTACHED:
        return ""
    return " "


def lists_of(root: Element | None, styles: Styles) -> Lists:
    """The lists of `numbering.xml`; none for a document without it."""
    lists = Lists(styles)
    if root is None:
        return lists
    links: dict[str, str] = {}
    for abstract in root.iterchildren(q("w:abstractNum")):
        key = abstract.get(q("w:abstractNumId"), "")
        lists.levels[key] = _levels(abstract)
        links[key] = value(abstract, "w:numStyleLink") or ""
    for one in root.iterchildren(q("w:num")):
        _add(lists, one)
    _follow(lists, links)
    return lists


def _add(lists: Lists, one: Element) -> None:
    key = one.get(q("w:numId"), "")
    if number(key) == 0:
        return  # list 0 means: none
    abstract = value(one, "w:abstractNumId") or ""
    lists.lists[key] = abstract
    for change in one.iterchildren(q("w:lvlOverride")):
        depth = number(change.get(q("w:ilvl")))
        level = child(change, "w:lvl")
        if level is not None:
            lists.changed.setdefault(key, {})[depth] = _level(level)
        start = value(change, "w:startOverride")
        if start is not None:
            lists.restarted.setdefault(key, {})[depth] = number(start, 1)
            base = lists.changed.get(key, {}).get(depth) or lists.levels.get(abstract, {}).get(
                depth
            )
            lists.changed.setdefault(key, {})[depth] = replace(
                base or Level(), start=number(start, 1)
            )


def _follow(lists: Lists, links: dict[str, str]) -> None:
    """A list that only names a list style has that style's levels."""
    for key, style in links.items():
        if style and not lists.levels[key]:
            chain = lists.styles.chain(style)
            which = next((w for s in chain if (w := value(s, "w:pPr", "w:numPr", "w:numId"))), "")
            lists.levels[key] = lists.levels.get(lists.lists.get(which, ""), {})


def _levels(abstract: Element) -> dict[int, Level]:
    return {number(one.get(q("w:ilvl"))): _level(one) for one in abstract.iterchildren(q("w:lvl"))}


def _level(one: Element) -> Level:
    form = child(one, "w:numFmt")
    if form is None:
        form = next(
            iter(one.iter(q("w:numFmt"))), None
        )  # inside alternatives, for formats of later versions
    restart = value(one, "w:lvlRestart")
    return Level(
        form="decimal" if form is None else form.get(q("w:val"), "decimal"),
        text=(value(one, "w:lvlText") or "")[: _MOST_LABEL * 2],
        start=number(value(one, "w:start"), 1),
        restart=None if restart is None else number(restart),
        plain=bool(flag(one, "w:isLgl")),
        gap=value(one, "w:suff") or "tab",
        style=value(one, "w:pStyle") or "",
        hidden=bool(flag(child(one, "w:rPr"), "w:vanish")),
    )
