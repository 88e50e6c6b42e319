"""保密审查 that does not end with 可以公开 at once: 删减后公开, 不得公开, 不能确定."""

from __future__ import annotations

from gongkai.clearance.states import Act, SecrecyOutcome
from gongkai.config.demonstration.case import Case
from gongkai.config.demonstration.stories.straight import after_the_signature, review, sign
from gongkai.config.demonstration.walking import Story

INTERNAL = "内部值班和联络安排见工作群通知。"


def redacted(case: Case) -> Story:
    """A sentence on internal matters is cut, then it may be public."""
    case.begin()
    case.add(INTERNAL)
    yield case.soon(0.2, 2)
    case.submit()
    yield from _reviewed(case, SecrecyOutcome.REDACT)
    yield case.soon(0.5, 4)
    case.change(case.body.replace(f"<p>{INTERNAL}</p>", ""))
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def kept_back(case: Case) -> Story:
    """不得公开: only the register row stays, and it is signed and numbered."""
    case.begin()
    yield case.soon(0.2, 2)
    case.submit()
    yield from _reviewed(case, SecrecyOutcome.WITHHOLD)
    yield case.soon(0.5, 4)
    case.withhold()
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def doubted(case: Case) -> Story:
    """不能确定: the sheet waits for the 保密行政管理部门."""
    case.begin()
    yield case.soon(0.2, 2)
    case.submit()
    yield from _reviewed(case, SecrecyOutcome.UNCERTAIN)
    yield case.chance.uniform(14, 24)
    asked = case.refresh().steps.get(round=case.sheet.round, act=Act.SECRECY)
    case.secrecy(asked, SecrecyOutcome.PUBLIC, "经请示，可以公开")
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def _reviewed(case: Case, outcome: str) -> Story:
    """Up to 保密审查 and its outcome."""
    while (step := case.open_step()) is not None:
        yield case.soon(0.4, 4)
        if step.act == Act.SECRECY:
            case.secrecy(step, outcome, case.word())
            return
        case.review(step)
