"""Punctuation after GB/T 15834: full width between Chinese words, and each mark once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.sheets import Line, Sheet

_HAN = "[\u3400-\u9fff]"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_HALF = re.compile(
    rf"(?<={_HAN}|[”》）％%])[,;:?!](?=[ ]?(?:{_HAN}|[0-9A-Za-z“《（]|$))|(?<=[0-9A-Za-z”》）])[,;!?](?={_HAN})|(?<={_HAN})\.(?={_HAN}|$)",
    re.M,
)
_STRAIGHT = re.compile(rf'"[^"\n]{{0,60}}{_HAN}[^"\n]{{0,60}}"')
_DOUBLED = re.compile(
    r"([，、；：。])\1{1,5}|[，、；：][。，、；：]|。[，、；：]|[？！][。，、；]|[！？]{3,9}|！！"
)
_ELLIPSIS = re.compile(rf"(?<={_HAN})(?:…(?!…)|\.{{3,9}}|。{{3,9}}|--{{1,3}}|—(?={_HAN}))|等……")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]{1,40}")
_ENDS = re.compile(r"[。！？…：；”’）)》.!?:;】〕—]$")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[.,:]")
_SPAN_OF_NAMES = re.compile(rf"{_HAN}—{_HAN}")


@registered()
def half_width(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A half-width mark beside a Chinese character."""
    for found in _HALF.finditer(sheet.text):
        at = sheet.starts[sheet.index_at(found.start())]
        listed = found[0] == "," and sheet.line_at(found.start()).kind == "row"
        if listed or _NUMBERED.fullmatch(sheet.text, at, found.end()):
            continue  # what the numbers of a list look like is told by `ordinals`
        message = f"中文里用了半角标点“{found[0]}”。"
        mend = f"改为“{_FULL[found[0]]}”。"
        yield _with_words("punctuation.half_width", "must", sheet, found, message, mend)


@registered()
def straight_quotes(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Straight quotation marks around Chinese words."""
    for found in _STRAIGHT.finditer(sheet.text):
        mend = f"改为“{found[0][1:-1]}”。"
        rule = "punctuation.straight_quotes"
        yield Remark(rule, "must", *found.span(), "中文里用了直引号。", mend)


@registered()
def doubled_marks(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """。。 ，， ，。 and the like. Several ！ may be meant: they ask."""
    for found in _DOUBLED.finditer(sheet.text):
        if set(found[0]) == {"。"} and len(found[0]) > 2:
            continue  # an ellipsis made of full stops
        severity: Severity = "ask" if found[0][0] in "！？" else "must"
        message = f"标点“{found[0]}”重复或连用。"
        mend = f"只留一个，例如“{found[0][-1]}”。"
        yield _with_words("punctuation.doubled", severity, sheet, found, message, mend)


@registered()
def ellipsis_and_dash(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """…… and —— take two places; 等 and …… say the same. A single dash joins two places or names."""
    for found in _ELLIPSIS.finditer(sheet.text):
        around = sheet.text[max(0, found.start() - 1) : found.end() + 1]
        if found[0] == "—" and _SPAN_OF_NAMES.fullmatch(around):
            continue
        right = "——" if found[0][0] in "-—" else "……"
        message, mend = f"“{found[0]}”写法不规范。", f"改为“{right}”。"
        if found[0].startswith("等"):
            message, mend = "“等”与省略号重复。", "只留一个。"
        yield _with_words("punctuation.ellipsis", "ask", sheet, found, message, mend)


@registered()
def full_width(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Full-width digits and letters: a reader's search does not find them."""
    for found in _FULL_WIDTH.finditer(sheet.text):
        right = "".join(chr(ord(c) - 0xFEE0) for c in found[0])
        message = f"数字或字母“{found[0]}”用了全角。"
        yield Remark("punctuation.full_width", "must", *found.span(), message, f"改为“{right}”。")


@registered()
def endings(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A paragraph of sentences that ends without a full stop, or with a comma; 附件说明 ends with nothing."""
    for line, start in zip(sheet.lines, sheet.starts, strict=True):
        end = start + len(line.text)
        if line.kind in ("paragraph", "item") and (problem := _ending(line)):
            message, mend = problem
            yield Remark("punctuation.ending", "ask", max(start, end - 8), end, message, mend)
        if re.match(r"附件[0-9]{0,2}[:：]", line.text) and re.search("[。；，]$", line.text):
            message, mend = "附件说明的名称后不加标点。", f"删去末尾的“{line.text[-1]}”。"
            rule = "punctuation.attachment_note"
            yield Remark(rule, "ask", max(start, end - 8), end, message, mend)


def _ending(line: Line) -> tuple[str, str] | None:
    text = line.text.rstrip()
    if re.search("[，、]$", text):
        return "段末用了“" + text[-1] + "”。", "改为句号，或接上未写完的内容。"
    if len(text) >= 30 and "。" in text[:-1] and not _ENDS.search(text):
        if re.search(r"[0-9A-Za-z/_-]$|[日局处会心院站校队室]$", text):
            return None  # an address, a number, a signature
        return "段末没有标点。", "补上句号。"
    return None


def _with_words(
    rule: str, severity: Severity, sheet: Sheet, found: re.Match[str], message: str, mend: str
) -> Remark:
    """The mark with a character on each side: a mark alone shows nobody where it is."""
    index = sheet.index_at(found.start())
    low, high = sheet.starts[index], sheet.starts[index] + len(sheet.lines[index].text)
    start, end = max(low, found.start() - 2), min(high, found.end() + 2)
    words, context = sheet.text[start:end], sheet.around(found.start(), found.end())
    return Remark(rule, severity, found.start(), found.end(), message, mend, words, context)
