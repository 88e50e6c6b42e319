"""Characters and words written twice by a slip of the hand: 的的, 进行进行, 体体育."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.rules import Rules
from gongkai.wording.sheets import Sheet

_TWICE = re.compile(r"([\u3400-\u9fff]{2,6})\1")
_PAIR = re.compile(r"([\u3400-\u9fff])(?=\1)")
SURE = "的了和与及"  # the others may stand twice where two words meet: 问题是是否
_LONGEST_ALLOWED = 8


@registered()
def characters(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """The characters of the list, where no longer word that is right covers them: 的的确确, 好了了解."""
    pattern, allowed = _characters(given.rules)
    text = sheet.text
    for found in pattern.finditer(text):
        if not _covered(text, *found.span(), allowed):
            message = f"“{found[0]}”重复。"
            mend = f"改为“{found[0][0]}”。"
            severity: Severity = "must" if found[0][0] in SURE else "ask"
            yield Remark("doubled.character", severity, *found.span(), message, mend)


@registered()
def words(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Two to six characters twice in a row: nearly always a slip, but 一步一步 is none."""
    allowed = given.rules.forms.doubled.words_allowed
    for found in _TWICE.finditer(sheet.text):
        once = found[1]
        if len(set(once)) == 1 or _covered(sheet.text, *found.span(), allowed):
            continue
        message = f"“{once}”写了两遍。"
        yield Remark("doubled.word", "ask", *found.span(), message, f"改为“{once}”。")


@registered()
def halves(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A common word with one of its characters twice: 体体育, 活动动. 集体体育 and 活动动员 are right."""
    right, neighbours = _words(given.rules)
    for pair in _PAIR.finditer(sheet.text):
        for start, end in _spans(pair.start()):
            word = right.get(sheet.text[start:end])
            if word and not _is_shared(sheet.text, start, end, neighbours):
                message = f"“{sheet.text[start:end]}”有一字重复。"
                yield Remark("doubled.character", "ask", start, end, message, f"改为“{word}”。")


def _spans(at: int) -> Iterator[tuple[int, int]]:
    """Where a word of two or three characters may lie that has its first or last at `at` and `at + 1`."""
    for length in (2, 3):
        yield at, at + length + 1
        yield max(0, at + 1 - length), at + 2


def _is_shared(text: str, start: int, end: int, neighbours: frozenset[str]) -> bool:
    """Whether one of the two equal characters belongs to a word beside."""
    if text[start] == text[start + 1]:
        return any(text[max(0, start - n) : start + 1] in neighbours for n in (1, 2, 3))
    return any(text[end - 1 : end + n] in neighbours for n in (1, 2, 3))


@lru_cache(maxsize=4)
def _characters(rules: Rules) -> tuple[re.Pattern[str], tuple[str, ...]]:
    listed = rules.forms.doubled.characters
    pattern = re.compile(rf"([{re.escape(listed)}])\1") if listed else re.compile("(?!)")
    return pattern, rules.forms.doubled.characters_allowed


@lru_cache(maxsize=4)
def _words(rules: Rules) -> tuple[dict[str, str], frozenset[str]]:
    """Each wrong form with the right word, and the words that may stand beside."""
    doubled = rules.forms.doubled
    right = {word[0] + word: word for word in doubled.words}
    right |= {word + word[-1]: word for word in doubled.words}
    return right, frozenset((*doubled.neighbours, *doubled.words))


def _covered(text: str, start: int, end: int, allowed: tuple[str, ...]) -> bool:
    """Whether an allowed word holds the whole place."""
    low, high = max(0, start - _LONGEST_ALLOWED), end + _LONGEST_ALLOWED
    around = text[low:high]
    for phrase in allowed:
        at = around.find(phrase)
        while at >= 0:
            if low + at <= start and end <= low + at + len(phrase):
                return True
            at = around.find(phrase, at + 1)
    return False
