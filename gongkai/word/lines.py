"""Lines of a public document that say what it is: 文号, dates, 附注, 抄送. GB/T 9704—2012, chapter 7."""

from __future__ import annotations

import datetime
import re
import unicodedata

from gongkai.word.imported import Attribute

_OPEN, _CLOSE = r"[〔\[［【（(﹝]", r"[〕\]］】）)﹞]"
_NUMBER = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff·]{{1,15}}){_OPEN}(?P<year>(?:19|20)\d\d){_CLOSE}第?(?P<serial>\d{{1,5}})号"
)
_NUMBER_LINE = re.compile(rf"(?:文号[:：])?{_NUMBER.pattern}(?:签发人[:：].*)?")
_UNNUMBERED = re.compile(
    rf"[\u4e00-\u9fff·]{{1,15}}{_OPEN}(?:(?:19|20)\d\d)?{_CLOSE}第?号(?:签发人[:：].*)?"
)
_SERIAL = re.compile(r"(?:(?:19|20)\d\d年)?第\d{1,4}号")
_SIGNER = re.compile(r"签发人[:：]")
_COPY = re.compile(r"\d{6,7}|(?:份号|No\.?)[:：]?\d+")
_SECRECY = re.compile(r"(?:密级[:：]?)?(?:绝密|机密|秘密)(?:[★☆*].*|\d+年|长期)?")
_URGENCY = re.compile(r"特急|加急|平急|特提|紧急|急件")
_PAGE = re.compile(r"[—－–\-]{1,2}\d{0,4}[—－–\-]{1,2}|第\d{1,4}页(?:共\d{1,4}页)?")
_ORGAN_HEAD = re.compile(r"[\u4e00-\u9fff（）()·]{2,40}(?:文件|会议纪要|情况通报)")
_ABOUT = re.compile(r"关于|有关")
_GENRE = re.compile(
    r"(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|方案|规划|"
    r"计划|要点|指南|规程|规则|制度|公示|解读|清单|目录|说明|总结|预案|措施|章程|标准|答复|令)"
    r"(?:[（(《〈].{1,20}[）)》〉])?"
)
_DATE = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_WORDED = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,3})月(?P<d>[一二三四五六七八九十廿卅]{1,3})日"
)
_NOTE = re.compile(
    r"[（(](?:此件|本件|此文|本文|该件)(?P<said>[^（）()]{0,30}公开[^（）()]{0,30})[）)][。]?"
)
_BARE_NOTE = re.compile(r"[（(](?P<said>公开发布|主动公开|依申请公开|不予公开|不公开)[）)]")
_OPTION = re.compile(r"(?:信息)?公开(?:选项|方式|属性|类别|形式|类型)[:：](?P<said>.{2,20})")
_COPIES = re.compile(r"(?:抄送|抄报|分送|印送|主题词|校对|打字)[:：]")
_PRINTED = re.compile(
    r".{0,40}(?:\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十廿卅]{1,3}月"
    r"[一二三四五六七八九十廿卅]{1,4}日)印发?|.{0,10}共印\d+份.?"
)
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_MOST_ORGAN = 40  # characters of a 发文机关标志


def tight(text: str) -> str:
    """Without any blanks: heads are set with blanks between the characters."""
    return "".join(text.split()).replace("\u3000", "")


def number_in(line: str) -> str:
    """The 文号 of a line that says nothing else (but 签发人), in the one right form; "" for any other line."""
    bare = tight(_narrow(line))
    if found := _NUMBER_LINE.fullmatch(bare):
        return f"{found['organ']}〔{found['year']}〕{int(found['serial'])}号"
    return bare if _SERIAL.fullmatch(bare) else ""


def is_number(line: str) -> bool:
    """A 文号, also one whose serial is still to come: 市体发〔2026〕　号."""
    return bool(number_in(line) or _UNNUMBERED.fullmatch(tight(_narrow(line))))


def _narrow(text: str) -> str:
    """Digits as digits; brackets stay what they are."""
    return "".join(
        unicodedata.normalize("NFKC", c) if c.isdigit() and c not in "〇" else c for c in text
    )


def is_signer(line: str) -> bool:
    """签发人：张三."""
    return bool(_SIGNER.match(tight(line))) and len(tight(line)) <= _MOST_ORGAN


def is_head_mark(line: str) -> bool:
    """份号, 密级和保密期限, 紧急程度: the upper left corner."""
    bare = tight(_narrow(line))
    return any(pattern.fullmatch(bare) for pattern in (_COPY, _SECRECY, _URGENCY))


def is_organ_head(line: str) -> bool:
    """某某市某某局文件, 会议纪要: never a title about something."""
    bare = tight(line)
    return bool(_ORGAN_HEAD.fullmatch(bare)) and not _ABOUT.search(bare)


def is_organ_like(line: str) -> bool:
    """Short enough for an organ's name, and no title of a document."""
    bare = tight(line)
    return 2 <= len(bare) <= _MOST_ORGAN and not sounds_like_title(bare)


def sounds_like_title(line: str) -> bool:
    """关于…的通知, …办法."""
    bare = tight(line)
    return bool(_ABOUT.search(bare)) or ends_like_title(bare)


def ends_like_title(line: str) -> bool:
    """Whether the last word is a kind of document (公文种类)."""
    bare = tight(line)
    return any(found.end() == len(bare) for found in _GENRE.finditer(bare))


def is_page_number(line: str) -> bool:
    """— 3 —, typed instead of a field."""
    return bool(_PAGE.fullmatch(tight(_narrow(line))))


def date_in(line: str) -> datetime.date | None:
    """The date of a line that says nothing else, or ends in it after blanks (署名 and date on one line)."""
    last = re.split(r"[\s\u3000]{2,}|\n", line.strip())[-1]
    return _date(tight(line)) or (
        _date(tight(last)) if len(tight(line)) <= 2 * _MOST_ORGAN else None
    )


def _date(bare: str) -> datetime.date | None:
    bare = _narrow(bare)
    found = _DATE.fullmatch(bare)
    worded = None if found else _WORDED.fullmatch(bare)
    try:
        if found:
            return datetime.date(int(found["y"]), int(found["m"]), int(found["d"]))
        if worded:
            year = int("".join(str(_DIGITS[c]) for c in worded["y"]))
            return datetime.date(year, _counted(worded["m"]), _counted(worded["d"]))
    except ValueError:
        pass  # 2 月 30 日
    return None


def _counted(words: str) -> int:
    """十二 is 12, 二十 is 20, 廿一 is 21."""
    words = words.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS[ones] if len(ones) == 1 else -1
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)


def attribute_in(line: str) -> Attribute | None:
    """The attribute that a 附注 or a line 公开方式：… says, "" for one that is not clear, None for other lines."""
    bare = tight(line)
    found = _NOTE.fullmatch(bare) or _BARE_NOTE.fullmatch(bare) or _OPTION.fullmatch(bare)
    return None if found is None else _attribute(found["said"])


def _attribute(said: str) -> Attribute:
    if said in ("公开", "予以公开", "可公开", "可以公开"):
        return "proactive"
    for words, attribute in _SAID:
        if any(word in said for word in words):
            return attribute
    return ""


_SAID: tuple[tuple[tuple[str, ...], Attribute], ...] = (
    (("不予公开", "不公开", "不宜公开", "免予公开", "非公开"), "withheld"),
    (("依申请", "申请公开"), "on_request"),
    (("公开发布", "主动公开", "全文公开", "公开发表"), "proactive"),
)


def is_imprint(line: str) -> bool:
    """A line of the 版记: 抄送：…, 某某局办公室 2026年3月12日印发."""
    return copies_to(line) or is_printed(line)


def copies_to(line: str) -> bool:
    """抄送：…."""
    return bool(_COPIES.match(tight(line)))


def is_printed(line: str) -> bool:
    """印发机关和印发日期."""
    return bool(_PRINTED.fullmatch(_narrow(tight(line))))
