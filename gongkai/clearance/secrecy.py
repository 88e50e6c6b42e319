"""Marks that have no place in a non-secret system (保密法第二十九条、第三十一条).

A mark stands by itself: on a line of its own, in brackets, with its ★ or its term. The same words inside a
sentence (国家秘密, 商业秘密长期保护, 请注意保存收据) are no mark.
"""

from __future__ import annotations

import re
import unicodedata

from gongkai.clearance.cleaning import plain

_GAP = r"[^\S\n]*"  # the two characters of a mark are often set apart
_LEVEL = rf"(?:绝{_GAP}密|机{_GAP}密|秘{_GAP}密)"
_TERM = rf"(?:[0-9一二三四五六七八九十]+{_GAP}(?:年|个月)|长{_GAP}期)"
_NO_COMPOUND = r"(?:(?<![\u4e00-\u9fff])|(?<=[为级属]))"  # 商业秘密 is none, 定为秘密 is one
_INSIDE = rf"内{_GAP}部{_GAP}(?:资料|文件|刊物)"
_KEEP = rf"注意{_GAP}保存"
_ORDER = rf"(?:{_KEEP}|妥善保管|(?:不得|请勿|严禁|禁止|切勿)(?:外传|翻印|外泄|扩散))"


def _alone(words: str) -> str:
    """On a line of its own, or in brackets."""
    return rf"(?:^|[(\[【]){_GAP}{words}{_GAP}[!。]?{_GAP}(?:$|[)\]】])"


_MARKS = tuple(
    (re.compile(pattern, re.M), name)
    for pattern, name in (
        (rf"{_LEVEL}{_GAP}[★☆*]", "密级标志"),
        (rf"密{_GAP}级{_GAP}:{_GAP}{_LEVEL}", "密级标志"),
        (rf"{_NO_COMPOUND}{_LEVEL}{_GAP}{_TERM}", "密级与保密期限"),
        (_alone(_LEVEL), "密级标志"),
        (rf"(?<![身月省])份{_GAP}号{_GAP}:?{_GAP}[0-9]{{1,6}}", "份号"),
        (rf"{_INSIDE}[\s,、;:·.!。]*{_ORDER}", "内部资料标志"),
        (_alone(_INSIDE), "内部资料标志"),
        (rf"^{_GAP}{_INSIDE}{_GAP}(?:[·:]|第{_GAP}[0-9一二三四五六七八九十]+{_GAP}期)", "内部资料标志"),
        (_alone(_KEEP), "“注意保存”字样"),
    )
)  # fmt: skip
_BLOCK = re.compile(r"</?(?!(?:strong|b|em|i|u|s|sub|sup|a|span|font)\b)[a-z][^<>]*>", re.I)


def mark_in(text: str) -> str | None:
    """The name of the first mark of secrecy or internal use in a text or its HTML, None if there is none."""
    lines = _folded(plain(_BLOCK.sub("\n", text)))
    return next((name for pattern, name in _MARKS if pattern.search(lines)), None)


def _folded(text: str) -> str:
    """Wide and narrow forms alike, and nothing invisible between the characters."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )


def refusal(mark: str) -> str:
    """The sentence with which such a text is refused. It repeats nothing of the text."""
    return (
        f"文本中有{mark}。本系统为非涉密系统，不得存储、处理国家秘密和工作秘密"
        "（《保守国家秘密法》第三十一条）。内容未保存到系统，请立即停止在本系统处理该文件，按保密规定另行办理；"
        "如属误判，请去除标志后再提交。"
    )
