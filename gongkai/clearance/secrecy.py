"""Marks that have no place in a non-secret system (保密法第二十九条、第三十一条；实践 F5)."""

from __future__ import annotations

import re
import unicodedata

_MARKS = (
    (re.compile(r"(绝密|机密|秘密)\s*[★☆*]"), "密级标志"),
    (
        re.compile(r"(绝密|机密|秘密)\s*(?:[0-9一二三四五六七八九十]+\s*(?:年|个月)|长期)"),
        "密级与保密期限",
    ),
    (re.compile(r"(?:^|\n)\s*(绝密|机密|秘密)\s*(?:$|\n)"), "密级标志"),
    (re.compile(r"份\s*号\s*[:：]?\s*\d{1,6}"), "份号"),
    (re.compile(r"(内部资料|内部文件|内部刊物)"), "内部资料标志"),
    (re.compile(r"注意保存"), "“注意保存”字样"),
)


def mark_in(text: str) -> str | None:
    """The name of the first mark of secrecy or internal use in a text, None if there is none."""
    folded = unicodedata.normalize("NFKC", text)
    return next((name for pattern, name in _MARKS if pattern.search(folded)), None)


def refusal(mark: str) -> str:
    """The sentence with which such a text is refused. It repeats nothing of the text."""
    return (
        f"文本中有{mark}。本系统为非涉密系统，不得存储、处理国家秘密和工作秘密"
        "（《保守国家秘密法》第三十一条）。内容未保存到系统，请立即停止在本系统处理该文件，按保密规定另行办理；"
        "如属误判，请去除标志后再提交。"
    )
