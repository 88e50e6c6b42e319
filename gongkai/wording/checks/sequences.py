"""Gaps and repeats in 一、二、四、 — also within a paragraph: 一是……三是……."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.checks.written_dates import number
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_LEVELS = (
    re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})[、.．，,]"),
    re.compile(r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?P<n>[0-9]{1,2})(?:[.．](?![0-9])|、(?=\D))"),
    re.compile(r"[（(](?P<n>[0-9]{1,2})[）)]"),
)
_ATTACHMENT = re.compile(r"附件[:：] ?1[.．]")
_INLINE = (
    re.compile(r"(?:^|[。；：，])(?P<n>[一二三四五六七八九十])(?:是|要)", re.M),
    re.compile(r"(?:^|[。；：])第(?P<n>[一二三四五六七八九十])，", re.M),
)


@registered()
def sequences(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Numbers at the beginning of lines, by level: a higher number begins the lower ones anew."""
    last = [0] * len(_LEVELS)
    for line, start in zip(sheet.lines, sheet.starts, strict=True):
        if line.kind in ("row", "title"):
            continue
        if _ATTACHMENT.match(line.text):
            last[2:] = [1, 0]  # 附件：1.……, and 2. on the line below
        level, found = _level(line.text)
        if found is None:
            continue
        now = number(found["n"]) or 0
        if problem := _problem(level, last[level], now):
            words = found[0]
            mend = "请核对序号；如系节选请确认。"
            rule, at = "ordinals.sequence", start + found.start()
            yield Remark(rule, "ask", at, at + len(words), f"序号“{words}”{problem}", mend)
        last[level] = now
        last[level + 1 :] = [0] * (len(_LEVELS) - level - 1)


def _level(text: str) -> tuple[int, re.Match[str] | None]:
    for level, pattern in enumerate(_LEVELS):
        if found := pattern.match(text):
            return level, found
    return 0, None


def _problem(level: int, before: int, now: int) -> str | None:
    """What is wrong with `now` after `before`; 1 may begin a list anew, below the second level."""
    if now == before + 1 or (now == 1 and (level > 1 or before == 0)):
        return None
    if now == before:
        return "重复。"
    return f"不连续，前一个是第 {before} 项。" if before else "之前没有第一项。"


@registered()
def inline(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """一是, 二是, 四是 within a paragraph."""
    for pattern in _INLINE:
        line, before = -1, 0
        for found in pattern.finditer(sheet.text):
            here, now = sheet.index_at(found.start("n")), number(found["n"]) or 0
            before = before if here == line else 0
            if before and now != 1 and now != before + 1:
                words = sheet.text[found.start("n") : found.end()]
                message = f"“{words}”与前一项不连续。"
                span = (found.start("n"), found.end())
                yield Remark("ordinals.sequence", "ask", *span, message, "请核对各项的序号。")
            line, before = here, now
