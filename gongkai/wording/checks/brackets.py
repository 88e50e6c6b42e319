"""Brackets and quotation marks in pairs; 《》 not inside itself, and without 、 between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Line, Sheet

_PAIRS = {"）": "（", "》": "《", "〉": "〈", "”": "“", "’": "‘", "】": "【", "〕": "〔", ")": "("}
_CLOSE = {v: k for k, v in _PAIRS.items()}
_MARKS = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSE)) + "]")
_HAN = "[\u3400-\u9fff]"
_NUMBERED = re.compile(r"(?:^|[\s。；，：:;,、（(])[0-9a-zA-Z一二三四五六七八九十①-⑩]{1,3}$")
_HALF = re.compile(rf"(?<={_HAN})\([^()\n]{{1,80}}\)|\((?=[^()\n]{{0,80}}{_HAN})[^()\n]{{1,80}}\)")
_MIXED = re.compile(r"（[^（）()\n]{1,60}\)|\([^（）()\n]{1,60}）")
_ORDINAL = re.compile(r"\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)")
_YEAR = re.compile(r"〔(?:[0-9]{2}){1,2}年?[])）】]")
_BETWEEN = re.compile(r"(?<=[^\s]》)、(?=《)|(?<=[^\s]”)、(?=“)")


@registered()
def pairs(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Line by line. A quotation over several paragraphs opens in each and closes in the last: it asks."""
    for line, start in zip(sheet.lines, sheet.starts, strict=True):
        for offset, mark, problem in _unpaired(line):
            if _YEAR.match(line.text, offset):
                continue  # told as the bracket of a document number
            severity: Severity = "must" if mark in "《》〔〕" else "ask"
            at = start + offset
            words = sheet.text[max(start, at - 6) : min(start + len(line.text), at + 7)]
            message = f"“{words}”中的“{mark}”{problem}"
            mend = "补上另一半，或删去。"
            rule, context = "punctuation.unbalanced", sheet.around(at, at + 1)
            yield Remark(rule, severity, at, at + 1, message, mend, words, context)


def _unpaired(line: Line) -> Iterator[tuple[int, str, str]]:
    waiting: list[tuple[int, str]] = []
    for found in _MARKS.finditer(line.text):
        mark, at = found[0], found.start()
        if mark in _CLOSE:
            waiting.append((at, mark))
        elif waiting and _fits(waiting[-1][1], mark):
            waiting.pop()
        elif any(_fits(w[1], mark) for w in waiting[-4:]):
            while not _fits(waiting[-1][1], mark):
                yield *waiting.pop(), "没有配对。"
            waiting.pop()
        elif not (mark in "）)" and _NUMBERED.search(line.text, max(0, at - 4), at)):
            yield at, mark, "没有配对。"
    yield from ((at, mark, "没有配对。") for at, mark in waiting)


def _fits(opening: str, closing: str) -> bool:
    """A full-width bracket that a half-width one closes is told by `half_brackets`."""
    return _PAIRS[closing] == opening or {opening, closing} in ({"（", ")"}, {"(", "）"})


@registered()
def half_brackets(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Half-width brackets around or after Chinese words; those of 序号 are told elsewhere."""
    for pattern in (_HALF, _MIXED):
        for found in pattern.finditer(sheet.text):
            if _ORDINAL.fullmatch(found[0]) or re.fullmatch(r".(?:19|20)?[0-9]{2}.", found[0]):
                continue
            right = f"（{found[0][1:-1]}）"
            message = "中文里用了半角括号。"
            rule = "punctuation.half_brackets"
            yield Remark(rule, "must", *found.span(), message, f"改为“{right}”。")


@registered()
def titles_in_titles(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """《…《…》…》: the inner ones are 〈〉."""
    for line, start in zip(sheet.lines, sheet.starts, strict=True):
        depth = 0
        for found in re.finditer("[《》]", line.text):
            depth = depth + 1 if found[0] == "《" else max(0, depth - 1)
            if found[0] == "《" and depth == 2 and "》" in line.text[found.end() :]:
                at = start + found.start()
                message, mend = "书名号里又用了书名号“《”。", "里面的改为单书名号“〈〉”。"
                words = sheet.text[at : at + 12].split("\n")[0]
                yield Remark("punctuation.nested_titles", "ask", at, at + 1, message, mend, words)


@registered()
def between_titles(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """GB/T 15834: no 、 between 《》《》 or “”“”, usually."""
    for found in _BETWEEN.finditer(sheet.text):
        start = max(0, found.start() - 3)
        words = sheet.text[start : found.end() + 3].replace("\n", "")
        message = "并列的书名号、引号之间通常不用顿号。"
        rule, context = "punctuation.between_titles", sheet.around(*found.span())
        yield Remark(rule, "ask", *found.span(), message, "删去顿号。", words, context)
