"""Faults of shape in Chinese: what tomllib and pydantic say in English, and how to mend it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from tomllib import TOMLDecodeError
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from gongkai.plan.check.faults import Finding
from gongkai.plan.shape import Plan

SYNTAX = {
    "Expected '='": "键后面缺少“=”",
    "Expected newline": "一行只能写一项，行末有多余的内容",
    "Unterminated string": "引号没有配对",
    "Illegal character": "引号内有不能使用的字符，可能是引号没有配对",
    "Unclosed array": "方括号没有配对",
    "Unclosed inline table": "花括号没有配对",
    "Expected ']": "表头的方括号没有配对",
    "Cannot overwrite": "同一个键写了两次",
    "Duplicate inline table key": "同一个键写了两次",
    "Cannot declare": "同一个表头写了两次",
    "Cannot redefine": "同一个表头写了两次",
    "Cannot mutate": "同一个列表写了两种形式",
    "Invalid date": "日期或时间不存在",
    "Invalid value": "等号后面的值写法不对，文字须加英文双引号",
    "Invalid initial character": "键只能用英文字母、数字、下划线",
    "Invalid statement": "这一行不是键值，也不是表头",
    "Unescaped": "反斜杠须写成“\\\\”",
}
WANTED = {
    "string_type": "文字，并加英文双引号",
    "int_": "整数",
    "bool_": "true 或 false",
    "date_": "日期，例如 2017-01-01（不加引号）",
    "tuple_type": '列表，例如 ["office"]',
    "dict_type": "一组键值",
    "model_type": "一组键值",
    "model_attributes_type": "一组键值",
}
# pydantic's type -> what is wrong with the value, how to mend it (with pydantic's own limits)
LIMITS = {
    "string_pattern_mismatch": (
        "“{value}”不能作代码。",
        "代码只用小写英文字母、数字和下划线（方案代码用连字符），以字母开头。",
    ),
    "string_too_short": ("不能为空。", "请填写，或删去整项。"),
    "too_short": ("不能为空。", "请填写，或删去整项。"),
    "string_too_long": ("文字太长。", "应不超过 {max_length} 字。"),
    "greater_than_equal": ("“{value}”太小。", "应不小于 {ge}。"),
    "less_than_equal": ("“{value}”太大。", "应不大于 {le}。"),
}


def syntax(error: TOMLDecodeError) -> tuple[str, int | None]:
    """What is wrong with the TOML, and on which line."""
    said = str(error)
    line = re.search(r"at line (\d+), column (\d+)", said)
    what = next(
        (chinese for english, chinese in SYNTAX.items() if said.startswith(english)), "写法有误"
    )
    column = f"（第 {line[2]} 列附近）" if line else "（文件末尾）"
    return f"TOML 语法错误：{what}{column}。", int(line[1]) if line else None


def finding(error: ErrorDetails) -> Finding:
    """One of pydantic's errors as a finding."""
    at, kind, value = error["loc"], error["type"], error.get("input")
    ctx: dict[str, Any] = error.get("ctx", {})
    match kind:
        case "missing":
            return Finding(at[:-1], f"缺少“{at[-1]}”。", f"请补上 {at[-1]} = …。")
        case "extra_forbidden":
            return Finding(at, f"不认识的键“{at[-1]}”。", _instead(at))
        case "value_error":
            return Finding(at, str(ctx["error"]))
        case "literal_error":
            choices = "、".join(re.findall(r"'([^']+)'", ctx["expected"]))
            return Finding(at, f"“{value}”不在可选之列。", f"请改为下列之一：{choices}。")
    if kind in LIMITS:
        what, mend = LIMITS[kind]
        return Finding(at, what.format(value=value), mend.format(**ctx))
    return _mistyped(at, kind, value)


def _mistyped(at: tuple[int | str, ...], kind: str, value: object) -> Finding:
    wanted = next((text for prefix, text in WANTED.items() if kind.startswith(prefix)), "")
    mend = f"应为{wanted}。" if wanted else "请对照 docs/plan-format.md 改正。"
    return Finding(at, f"值“{str(value)[:40]}”不合要求。", mend)


def _instead(at: tuple[int | str, ...]) -> str:
    model = _model_at(at[:-1])
    known = [f.alias or name for name, f in model.model_fields.items()] if model else []
    near = get_close_matches(str(at[-1]), known, n=1)
    if near:
        return f"是否应为“{near[0]}”？否则请删去。"
    return f"请删去；此处可用：{'、'.join(known)}。" if known else "请删去。"


def _model_at(at: tuple[int | str, ...]) -> type[BaseModel] | None:
    model: type[BaseModel] = Plan
    for step in at:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a))), None)
