"""Faults of rule files in Chinese: strange keys, wrong values, and entries that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gongkai.plan.check import wording
from gongkai.plan.check.faults import Finding
from gongkai.wording.names import NAMES
from gongkai.wording.shape import Forms, Leaders, Personal, Terms

MANUAL = "docs/wording-rules.md"


def said(error: ValidationError, model: type[BaseModel]) -> Iterator[Finding]:
    """The faults of shape, each with place and mend."""
    for each in error.errors():
        if each["type"] == "extra_forbidden":
            yield _strange(each, model)
        elif each["type"] == "string_pattern_mismatch":
            what = f"“{str(each['input'])[:20]}”不像姓名。"
            yield Finding(each["loc"], what, "姓名用二至十二个汉字，少数民族姓名可用间隔号“·”。")
        else:
            found = wording.finding(each)
            yield found._replace(mend=found.mend.replace("docs/plan-format.md", MANUAL))


def _strange(error: ErrorDetails, model: type[BaseModel]) -> Finding:
    at, known = error["loc"], _keys_at(error["loc"][:-1], model)
    near = get_close_matches(str(at[-1]), known, n=1)
    mend = f"是否应为“{near[0]}”？否则请删去。" if near else f"此处可用：{'、'.join(known)}。"
    return Finding(at, f"不认识的键“{at[-1]}”。", mend)


def _keys_at(at: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    for step in at:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a))), None)


def of(read: BaseModel) -> Iterator[Finding]:
    """What is wrong although each entry by itself is well written."""
    if isinstance(read, Terms):
        yield from _terms(read)
    if isinstance(read, Leaders):
        yield from _leaders(read)
    if isinstance(read, Forms | Personal):
        yield from _severities(read)


def _terms(file: Terms) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, term in enumerate(file.terms):
        words = term.wrong or term.pattern or ""
        if seen.setdefault(words, number) != number:
            yield Finding(("terms", number), f"“{words}”写了两次。", "请删去一处。")
        if term.wrong and term.wrong == term.right:
            yield Finding(("terms", number, "right"), "改正后的文字与原来相同。", "请改正。")
        for phrase in term.unless:
            if term.wrong and term.wrong not in phrase:
                what = f"例外“{phrase}”里没有“{term.wrong}”，永远用不上。"
                yield Finding(("terms", number, "unless"), what, "请写出包含它的整个词语。")


def _leaders(file: Leaders) -> Iterator[Finding]:
    for number, leader in enumerate(file.leaders):
        if leader.from_ and leader.to and leader.to <= leader.from_:
            what = f"“{leader.name}”止于 {leader.to}，不晚于起日 {leader.from_}。"
            yield Finding(("leaders", number, "to"), what, "止日不含当日，应晚于起日，请改正。")
        for post in leader.posts:
            if not any(known in post for known in file.posts):
                what = f"职务“{post}”不含 posts 中的任何一个。"
                yield Finding(("leaders", number, "posts"), what, "请在文件开头的 posts 中补上。")


def _severities(file: Forms | Personal) -> Iterator[Finding]:
    for name in file.severity:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            mend = f"是否应为“{near[0]}”？" if near else f"规则名称见 {MANUAL}。"
            yield Finding(("severity", name), f"没有规则“{name}”。", mend)
