"""Reading a plan file whole: syntax, then shape, then whether its parts fit together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from gongkai.plan.check.faults import Fault, Finding, PlanRefused
from gongkai.plan.check.fitting import findings
from gongkai.plan.check.places import Places
from gongkai.plan.check.wording import finding, syntax
from gongkai.plan.shape import Plan

# An escape that TOML allows and PostgreSQL cannot store.
NUL = re.compile(r"\\(u0000|U00000000)")


def parsed(text: str, *, file: str = "plan.toml") -> dict[str, Any]:
    """The file as tomllib reads it. Raises PlanRefused with the line of a syntax error."""
    if nul := NUL.search(text):
        at = text.count("\n", 0, nul.start()) + 1
        raise PlanRefused([Fault(file, at, "全文", "含有空字符，数据库存不下。", "请删去后重试。")])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line = syntax(error)
        raise PlanRefused([Fault(file, line, "全文", what, "请改正该行后重试。")]) from error
    except RecursionError:
        what = "括号嵌套太深，读不下去。"
        raise PlanRefused([Fault(file, None, "全文", what, "请改正后重试。")]) from None


def check_text(text: str, *, file: str = "plan.toml") -> Plan:
    """The plan in this text. Raises PlanRefused with every fault of the first kind that has any:
    a file with strange keys is not asked whether its organs exist.
    """
    data = parsed(text, file=file)
    places = Places(file, text, data)
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        raise PlanRefused(places.faults(_said(error))) from error
    if faults := places.faults(findings(plan)):
        raise PlanRefused(faults)
    return plan


def _said(error: ValidationError) -> Iterator[Finding]:
    for each in error.errors():
        # A list whose members were refused counts as empty for pydantic: the members have been named.
        if not (each["type"] == "too_short" and each["input"]):
            yield finding(each)
