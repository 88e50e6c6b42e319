"""The title and the small titles: there, short, without a mark at the end, once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Sheet

_ENDING = re.compile(r"[。，、；：,.;:]$")
_ABOUT = re.compile(r"(?:^|局|会|府|厅)关于")


@registered()
def title(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """The title by itself."""
    said, longest = sheet.lines[0].text, given.rules.forms.title_longest
    end = len(said)
    if not said:
        yield Remark("title.empty", "must", 0, 0, "没有标题。", "请填写标题。", "")
        return
    if end > longest:
        message = f"标题有 {end} 个字，超过 {longest} 个字。"
        yield Remark("title.long", "ask", 0, end, message, "请精简标题。")
    if found := _ENDING.search(said):
        message = f"标题末尾有“{found[0]}”。"
        yield Remark("title.ending", "must", *found.span(), message, "删去末尾的标点。", said[-8:])
    yield from _kind(said, given)


def _kind(said: str, given: Given) -> Iterator[Remark]:
    """关于……的通知: with 的 and the kind of text, neither of them twice."""
    kinds = "|".join(map(re.escape, given.rules.forms.title_kinds))
    said = _ENDING.sub("", said)
    begins = _ABOUT.search(said)
    if not kinds or not begins:
        return
    tail = re.search(rf"(?P<de>的?)(?P<kind>{kinds})(?:（[^（）]{{1,20}}）)?$", said)
    if re.search(rf"的({kinds})的({kinds})", said) or "关于关于" in said:
        mend = "删去重复的“关于”和文种。"
        yield Remark("title.kind", "ask", 0, len(said), "标题中的“关于”或文种重复。", mend)
    elif tail is None:
        mend = "在末尾补上文种，例如“的通知”。"
        yield Remark("title.kind", "ask", begins.start(), len(said), "标题缺少文种。", mend)
    elif not tail["de"]:
        mend = f"改为“的{tail['kind']}”。"
        yield Remark("title.kind", "ask", *tail.span(), "“关于……”与文种之间缺少“的”。", mend)


@registered()
def repeated(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """The body begins with the title once more: the page would show it twice."""
    said = _bare(sheet.lines[0].text)
    for line, start in list(zip(sheet.lines, sheet.starts, strict=True))[1:4]:
        if said and _bare(line.text) == said:
            end = start + len(line.text)
            mend = "页面会显示标题，请删去正文里的这一行。"
            yield Remark("title.repeated", "must", start, end, "正文开头重复了标题。", mend)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000，。、：:]", "", text)


@registered()
def headings(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Small titles without words, or with a mark at the end that is not 。 after a whole sentence."""
    for place in sheet.empty_headings:
        start = sheet.starts[min(place.line, len(sheet.starts) - 1)]
        message = f"{place.where}有一个空的小标题。"
        yield Remark("headings.empty", "must", start, start, message, "补上文字，或删去。", "")
    for line, start in zip(sheet.lines, sheet.starts, strict=True):
        if line.kind == "heading" and re.search("[，、；,;。]$", line.text) and len(line.text) < 30:
            end = start + len(line.text)
            message = f"小标题末尾有“{line.text[-1]}”。"
            rule, words = "headings.ending", line.text[-8:]
            yield Remark(rule, "ask", end - 1, end, message, "删去末尾的标点。", words)
