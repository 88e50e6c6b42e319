"""Spaces between Chinese characters, where no name was spread to three places (张 三)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_SPACE = re.compile(
    r"(?<=[\u3400-\u9fff，。；：、])[ \u3000]{1,2}(?=[\u3400-\u9fff，。；：、])|(?<=[\u3400-\u9fff，、；])[ \u3000](?=[，。；：、])"
)
_HEADING = re.compile(r"[一二三四五六七八九十]、[ \u3000]|[章节条款编][ \u3000]")


@registered()
def spaces(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """In paragraphs of sentences and in the title; rows, signatures and lists of names are left alone."""
    for found in _SPACE.finditer(sheet.text):
        line = sheet.line_at(found.start())
        sentence = line.kind in ("paragraph", "item") and "。" in line.text
        if not (sentence or line.kind == "title"):
            continue
        words = sheet.text[max(0, found.start() - 2) : found.end() + 2].replace("\n", "")
        if _HEADING.search(words):
            continue
        rule, context = "punctuation.space", sheet.around(*found.span())
        message, mend = "汉字之间有空格。", "删去空格；标题分行请确认。"
        yield Remark(rule, "ask", *found.span(), message, mend, words, context)
