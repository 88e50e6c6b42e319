"""What in a text is a number, and what only looks like one: 复核更正 touches no number (二(六))."""

from __future__ import annotations

import re

_NUMERAL = "0-9０-９〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGIT = f"[{_NUMERAL}]"
_UNIT = "[年月日号时点分秒天周岁元圆角倍成项条款章个名人次件%％‰]"
_FIGURES = re.compile(rf"{_DIGIT}|[%％‰元角圆〔〕第条款]")
# A number whole, with its points and the unit behind it: 3.5万元 is not 35万元, 3月 is not 3日.
_NUMBER = re.compile(rf"第?{_DIGIT}+(?:[.．,：:/-]{_DIGIT}+)*[ 　]*{_UNIT}?")
# Words with a numeral in them that count nothing. What could be read otherwise stays a number: 二十一定于, 周一定于,
# 项目一并入, 系统一楼, 前进一步, 统一万元.
_BEFORE = (
    rf"(?<![{_NUMERAL}第之点期周拜初高负甲乙丙表图注例组队楼号线栏卷册])"
    "(?<!附件)(?<!项目)(?<!方案)(?<!标段)(?<!选项)(?<!问题)(?<!任务)"
)
_WORDS = re.compile(
    rf"{_BEFORE}(?:一并(?!入)|一致|一律|一般|一定(?![于为在]))"
    rf"|(?<![前推先后])进一步"
    rf"|(?<![系传总血正法道])统一(?!{_DIGIT})"
    rf"|唯一(?!{_DIGIT})"
    rf"|(?:^|(?<=[防怕若，。；：、！？（“\s]))万一(?!{_DIGIT})",
    re.MULTILINE,
)


Span = tuple[int, int]


def words(text: str) -> list[Span]:
    """Where such words stand: (from, to) of each."""
    return [match.span() for match in _WORDS.finditer(text)]


def numbers(text: str) -> list[str]:
    """The numbers of a text in order, each with its points and its unit."""
    found = _NUMBER.findall(_WORDS.sub(lambda word: "□" * len(word[0]), text))
    return [re.sub(r"[ 　]", "", number) for number in found]


def touched(text: str, start: int, end: int, held: list[Span]) -> bool:
    """Whether text[start:end] holds a figure. A word of those `held` is passed over where it stands there whole."""
    part = text[start:end]
    for a, b in held:
        if start <= a and b <= end:
            part = f"{part[: a - start]}{'□' * (b - a)}{part[b - start :]}"
    return bool(_FIGURES.search(part))
