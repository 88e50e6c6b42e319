"""Personal data made unreadable, one character for one: offsets into the text stay what they were."""

from __future__ import annotations

import re

_WIDE = "０１２３４５６７８９Ｘｘ－＠．＋：，（）\u00a0"
_NARROW = "0123456789Xx-@.+:,() "
FOLD = str.maketrans(_WIDE, _NARROW)
_LONG = re.compile(r"[0-9０-９]{11,}[XxＸｘ]?")


def folded(text: str) -> str:
    """Full-width digits and signs as half-width ones, of the same length."""
    return text.translate(FOLD)


def number(text: str, *, first: int = 3, last: int = 4) -> str:
    """A number with its first and last digits only: 610***********1234, 138****1234. Gaps are kept."""
    places = [i for i, c in enumerate(text) if c.isalnum()]
    hidden = set(places[first : max(first, len(places) - last)])
    return "".join("*" if i in hidden else c for i, c in enumerate(text))


def address(text: str) -> str:
    """An e-mail address by its first character and its host."""
    name, at, host = text.partition("@")
    return name[:1] + "*" * (len(name) - 1) + at + host


def words(text: str, *, first: int = 4) -> str:
    """The beginning of something written in words, such as a home address."""
    return text[:first] + "*" * (len(text) - first)


def long_numbers(text: str) -> str:
    """The text with every run of eleven digits or more masked, whatever it may be."""
    return _LONG.sub(lambda m: number(m[0]), text)
