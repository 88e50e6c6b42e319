"""The shape of the rule files in `plans/<bureau>/wording/`: leaders, terms, forms, personal data."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from gongkai.plan.shape.part import Dated, Part
from gongkai.wording.findings import Severity

Words = Annotated[str, Field(min_length=1, max_length=60)]
Sentence = Annotated[str, Field(min_length=1, max_length=200)]
Setting = Literal["must", "ask", "off"]

_ENDLESS = re.compile(r"(?<!\\)(?:\\\\)*[*+]")
_RANGE = re.compile(r"(?<!\\)\{[0-9]*,[0-9]*\}")
_REPEATED_GROUP = re.compile(r"(?<!\\)\)\{")


def _bounded(pattern: str) -> str:
    """A pattern of which no text can make the check slow: nothing endless, no group repeated."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        raise ValueError("正则表达式写法有误，多为括号没有配对，请改正。") from None
    ranges = _RANGE.findall(pattern)
    if _ENDLESS.search(pattern) or _REPEATED_GROUP.search(pattern):
        raise ValueError("正则表达式不能用“*”“+”，也不能整组重复，请改用 {0,9} 这样有上限的写法。")
    if len(ranges) > 3 or any(not 0 < _most(r) <= 20 for r in ranges):
        raise ValueError("正则表达式中有上限的重复至多三处，每处上限不超过 20，请改短。")
    return pattern


def _most(repeat: str) -> int:
    upper = repeat.strip("{}").split(",")[1]
    return int(upper) if upper else 0


Pattern = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_bounded)]


class Leader(Dated):
    """A person in office: name, posts as they are written, place in the order. Two spans are two entries."""

    name: Annotated[str, Field(pattern=r"^[\u3400-\u9fff·]{2,12}$")]
    posts: tuple[Words, ...] = Field(min_length=1)
    order: int = Field(ge=1)


class Leaders(Part):
    """leaders.toml"""

    organs: tuple[Words, ...] = ()
    posts: tuple[Words, ...] = ()
    leaders: tuple[Leader, ...] = ()


class Term(Part):
    """A fixed wording: what is wrong (words or a pattern), what is right, and why."""

    wrong: Words | None = None
    pattern: Pattern | None = None
    right: Sentence | None = None
    mend: Sentence | None = None
    reason: Sentence | None = None
    kind: Literal["character", "wording", "organ", "law"] = "wording"
    severity: Severity = "must"
    unless: tuple[Words, ...] = ()
    unless_in_text: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Term:
        if (self.wrong is None) == (self.pattern is None):
            raise ValueError("wrong 与 pattern 须写且只写其中一个。")
        if (self.right is None) == (self.mend is None):
            raise ValueError("right 与 mend 须写且只写其中一个。")
        return self


class Terms(Part):
    """terms.toml"""

    terms: tuple[Term, ...] = ()


class Unit(Part):
    """A unit as it must not be written after a number."""

    wrong: Words
    right: Words


class Doubled(Part):
    """What is doubled by a slip of the hand, and where the same is right."""

    characters: str = Field("", max_length=300)
    characters_allowed: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()
    words_allowed: tuple[Words, ...] = ()
    neighbours: tuple[Words, ...] = ()


class Forms(Part):
    """forms.toml"""

    title_longest: int = Field(50, ge=10, le=200)
    title_kinds: tuple[Words, ...] = ()
    number_prefixes: tuple[Words, ...] = ()
    no_description: tuple[Pattern, ...] = ()
    inside_hosts: tuple[Words, ...] = ()
    severity: dict[str, Setting] = {}
    doubled: Doubled = Doubled()
    units: tuple[Unit, ...] = ()


class Published(Part):
    """What the bureau itself has published and nobody need confirm."""

    numbers: tuple[Words, ...] = ()
    email_domains: tuple[Words, ...] = ()
    emails: tuple[Words, ...] = ()


class Personal(Part):
    """personal.toml"""

    severity: dict[str, Setting] = {}
    published: Published = Published()
    office_words: tuple[Words, ...] = ()
    home_words: tuple[Words, ...] = ()
    surnames: str = Field("", max_length=1000)
    compound_surnames: tuple[Words, ...] = ()
