"""固定表述: words and patterns of terms.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.rules import Rules
from gongkai.wording.shape import Term
from gongkai.wording.sheets import Sheet


@registered(attachments=True)
def terms(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Each entry over the whole text: plain words by search, which is quicker than any pattern."""
    for term, pattern in _compiled(given.rules):
        if any(words in sheet.text for words in term.unless_in_text):
            continue
        for start, end, right in _places(sheet.text, term, pattern):
            if not _excepted(sheet.text, start, end, term.unless):
                yield _remark(term, sheet.text[start:end], (start, end), right)


def _remark(term: Term, words: str, span: tuple[int, int], right: str) -> Remark:
    message = f"“{words}”不是规范写法" + (f"：{term.reason}。" if term.reason else "。")
    mend = f"改为“{right}”。" if term.severity == "must" else f"是否应为“{right}”？"
    if term.mend:
        mend = f"{term.mend}。"
    return Remark(f"terms.{term.kind}", term.severity, *span, message, mend)


@lru_cache(maxsize=4)
def _compiled(rules: Rules) -> tuple[tuple[Term, re.Pattern[str] | None], ...]:
    return tuple((t, re.compile(t.pattern) if t.pattern else None) for t in rules.terms.terms)


def _places(
    text: str, term: Term, pattern: re.Pattern[str] | None
) -> Iterator[tuple[int, int, str]]:
    if pattern:
        for found in pattern.finditer(text):
            if found[0]:
                yield *found.span(), _expanded(found, term.right or "")
        return
    wrong = term.wrong or ""
    start = text.find(wrong)
    while start >= 0:
        yield start, start + len(wrong), term.right or ""
        start = text.find(wrong, start + len(wrong))


def _expanded(found: re.Match[str], right: str) -> str:
    r"""`\1` in `right` is the first group; a group that is not there stays as it was written."""
    for number, group in enumerate(found.groups(default=""), 1):
        right = right.replace(f"\\{number}", group)
    return right


def _excepted(text: str, start: int, end: int, unless: tuple[str, ...]) -> bool:
    """Whether a longer word that is right covers the place."""
    for phrase in unless:
        at = text.find(phrase, max(0, end - len(phrase)), start + len(phrase))
        if at >= 0 and at <= start and end <= at + len(phrase):
            return True
    return False
