"""Leaders: the name with its post, a name that is one character off, the order of a list.

One wrong name of a leader is a veto (国办秘函〔2019〕19号): leaders.toml says who is who, and from when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.rules import Rules
from gongkai.wording.shape import Leader
from gongkai.wording.sheets import Sheet

_FORMER = re.compile(
    r"(?:(?<![平高草太中还])原|时任|前任|(?<![日目此之以会赛年])前|曾任|历任)[\u4e00-\u9fff、]{0,12}$"
)
_BETWEEN = re.compile(r"[、，和及与]|[、，和及与]?[\u4e00-\u9fff、]{0,16}")


@registered(attachments=True)
def leaders(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Posts, names, order, by those in office on the day."""
    now = [one for one in given.rules.leaders.leaders if one.exists_on(given.today)]
    yield from _posts(sheet, given, now)
    yield from _names(sheet, given.rules, now)
    yield from _order(sheet.text, now)


def _posts(sheet: Sheet, given: Given, now: list[Leader]) -> Iterator[Remark]:
    text, in_office = sheet.text, {one.name: one for one in now}
    for name in dict.fromkeys(one.name for one in given.rules.leaders.leaders):
        for found in re.finditer(re.escape(name), text):
            span = _post_at(text, found, given.rules)
            if not span or _FORMER.search(text[max(0, span[0] - 14) : span[0]]):
                continue
            said, leader = text[slice(*span)], in_office.get(name)
            if leader is None:
                yield _gone(name, said, span, given)
            elif not _fits(said, leader, given.rules):
                right = "、".join(leader.posts)
                message = f"“{name}”的职务是“{right}”，文中写作“{said}”。"
                yield Remark("leaders.post", "must", *span, message, f"改为“{right}”。")


def _gone(name: str, said: str, span: tuple[int, int], given: Given) -> Remark:
    ends = max((e.to for e in given.rules.leaders.leaders if e.name == name and e.to), default=None)
    left = f"“{name}”自 {ends} 起" if ends and ends <= given.today else f"“{name}”现在"
    message = f"{left}不担任名单中的职务，文中写作“{said}”。"
    mend = "请核对姓名和职务；叙述以往的事请写“时任”。"
    return Remark("leaders.former", "ask", *span, message, mend)


def _post_at(text: str, found: re.Match[str], rules: Rules) -> tuple[int, int] | None:
    """The post right before the name, else the one right after it or in brackets behind it."""
    before = text[max(0, found.start() - 40) : found.start()]
    if left := _before(rules).search(before):
        start = found.start() - len(before) + left.start("posts")
        return start, start + len(left["posts"])
    if right := _after(rules).match(text, found.end()):
        return right.span("posts")
    return None


def _fits(said: str, leader: Leader, rules: Rules) -> bool:
    """Each post said is one that the leader holds: 局长 is said of the 党组书记、局长, not of a 副局长."""
    held = {post for posts in leader.posts for post in re.split("[、，兼]", posts)}
    held |= {organ + post for organ in rules.leaders.organs for post in held}
    return all(part in held for part in re.split("[、，兼 ]", said) if part)


def _names(sheet: Sheet, rules: Rules, now: list[Leader]) -> Iterator[Remark]:
    """A post with a name that is nobody's and one character off somebody's."""
    known = {one.name for one in rules.leaders.leaders}
    for leader in now:
        for found in _nearly(leader.name).finditer(sheet.text):
            said = found[0]
            if said in known or not _is_titled(sheet.text, found, rules):
                continue
            message = f"名单中没有“{said}”，与“{leader.name}”只差一个字或字序不同。"
            yield Remark("leaders.name", "must", *found.span(), message, f"改为“{leader.name}”。")


def _is_titled(text: str, found: re.Match[str], rules: Rules) -> bool:
    before = text[max(0, found.start() - 40) : found.start()]
    return bool(_before(rules).search(before) or _after(rules).match(text, found.end()))


@lru_cache(maxsize=256)
def _nearly(name: str) -> re.Pattern[str]:
    """One character replaced, or two neighbours changed about."""
    other = "[\u3400-\u9fff]"
    forms = [re.escape(name[:i]) + other + re.escape(name[i + 1 :]) for i in range(len(name))]
    if len(name) == 2:
        forms = forms[1:]  # the surname of a two-character name alone says too little
    turned = [name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)]
    return re.compile("|".join([*forms, *map(re.escape, turned)]))


def _order(text: str, now: list[Leader]) -> Iterator[Remark]:
    """Two neighbours of a list, with nothing but posts between them, in the wrong order."""
    order = {one.name: one.order for one in now}
    if len(order) < 2:
        return
    names = re.compile("|".join(map(re.escape, sorted(order, key=len, reverse=True))))
    for first, second in pairwise(names.finditer(text)):
        between = text[first.end() : second.start()]
        listed = len(between) <= 17 and _BETWEEN.fullmatch(between) and between[:1] in "、，和及与"
        if between and listed and order[first[0]] > order[second[0]]:
            message = f"领导排序：“{second[0]}”应在“{first[0]}”之前。"
            mend = "请按名单顺序排列；按姓氏笔画等排列的，请确认。"
            yield Remark("leaders.order", "ask", first.start(), second.end(), message, mend)


@lru_cache(maxsize=4)
def _before(rules: Rules) -> re.Pattern[str]:
    return re.compile(rf"(?P<posts>{_list(rules)})(?:[ :：]|同志)?$")


@lru_cache(maxsize=4)
def _after(rules: Rules) -> re.Pattern[str]:
    posts = rf"(?P<posts>{_list(rules)})"
    # After a comma the post may be that of the next name: 虞拟安，副局长邬设宁.
    return re.compile(
        rf"(?:同志)?(?:任|[（(，, ](?=(?:{_list(rules)})(?:[，。；、）)]|$)))?{posts}", re.M
    )


def _list(rules: Rules) -> str:
    posts = sorted(rules.leaders.posts, key=len, reverse=True)
    one = "|".join(map(re.escape, posts)) or "(?!)"
    organ = "|".join(map(re.escape, sorted(rules.leaders.organs, key=len, reverse=True)))
    ours = f"(?:{organ})?" if organ else ""
    return f"{ours}(?:{one})(?:[、，兼 ]?{ours}(?:{one})){{0,3}}"
