"""Decisions about the conclusions of a 清理 (二(二)): plain functions of plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EVENT = "cleanup.confirmed"  # docs/plan-format.md
CLAUSE = "二(二)"
MOST_BASIS = 300


class Conclusion(StrEnum):
    """What becomes of a document that was in force."""

    KEEP = "keep"
    AMEND = "amend"
    ABOLISH = "abolish"
    EXPIRE = "expire"
    ATTRIBUTE = "attribute"

    @property
    def chinese(self) -> str:
        return {
            "keep": "继续有效",
            "amend": "修改",
            "abolish": "废止",
            "expire": "失效",
            "attribute": "公开属性调整",
        }[self.value]


# What the public page says once the office has carried the conclusion out. 废止 keeps the page.
VALIDITY = {
    Conclusion.AMEND: "amended",
    Conclusion.ABOLISH: "abolished",
    Conclusion.EXPIRE: "expired",
}
BASED = (Conclusion.AMEND, Conclusion.ABOLISH, Conclusion.EXPIRE, Conclusion.ATTRIBUTE)
ENDING = (Conclusion.ABOLISH, Conclusion.EXPIRE)  # no longer in force: not on the next list
ENDED_THERE = ("废止", "失效")  # as the old site says it of a carried text (docs/import-format.md)


@dataclass(frozen=True, slots=True)
class Said:
    """What was filled in for one document. `replaced_by`: 索引号 of the publication that replaces it, or ''."""

    conclusion: str = ""
    basis: str = ""
    since: date | None = None
    replaced_by: str = ""
    to_attribute: str = ""

    @property
    def kept(self) -> Said:
        """Without what its conclusion has no use for: a basis that was typed before 继续有效 was chosen."""
        if self.conclusion in ("", Conclusion.KEEP):
            return Said(self.conclusion, self.basis.strip())
        adjusted = self.conclusion == Conclusion.ATTRIBUTE
        return Said(
            self.conclusion,
            self.basis.strip(),
            self.since,
            "" if adjusted else self.replaced_by.strip(),
            self.to_attribute if adjusted else "",
        )


def fault(said: Said, attribute: str, own_index: str, today: date) -> tuple[str, str] | None:
    """(field, sentence) of what is wrong with a conclusion, given the document's attribute and own 索引号."""
    checks = {
        "conclusion": _conclusion_fault(said),
        "basis": _basis_fault(said),
        "since": _since_fault(said, today),
        "replaced_by": _replacement_fault(said, own_index),
        "to_attribute": _attribute_fault(said, attribute),
    }
    return next(((field, sentence) for field, sentence in checks.items() if sentence), None)


def _conclusion_fault(said: Said) -> str:
    return "" if said.conclusion in ("", *Conclusion) else "请从列表中选择清理结论。"


def _basis_fault(said: Said) -> str:
    if len(said.basis) > MOST_BASIS:
        return f"依据最多 {MOST_BASIS} 字，现有 {len(said.basis)} 字，请精简。"
    if said.conclusion not in BASED or said.basis:
        return ""
    word = Conclusion(said.conclusion).chinese
    return f"结论为“{word}”时请填写依据：有关文件的文号，或者理由。"


def _since_fault(said: Said, today: date) -> str:
    if said.since is not None and said.since > today:
        return "日期不能晚于今天；尚未到期的文件本次按“继续有效”，到期后再清理。"
    if said.conclusion in ENDING and said.since is None:
        word = Conclusion(said.conclusion).chinese
        return f"结论为“{word}”时请填写自哪天起{word}。"
    return ""


def _replacement_fault(said: Said, own_index: str) -> str:
    if said.replaced_by and said.replaced_by == own_index:
        return "文件不能被它自己替代，请核对替代文件的索引号。"
    return ""


def _attribute_fault(said: Said, attribute: str) -> str:
    if said.conclusion != Conclusion.ATTRIBUTE:
        return ""
    if said.to_attribute not in ("proactive", "on_request", "withheld"):
        return "请选择调整为哪一种公开属性。"
    return "调整后的公开属性与现在相同，请核对。" if said.to_attribute == attribute else ""


def counted(conclusions: Iterable[tuple[str, int]]) -> str:
    """The result in one line: 共 12 件，继续有效 9 件，废止 3 件."""
    held = dict(conclusions)
    parts = [f"{c.chinese} {held[c]} 件" for c in Conclusion if held.get(c)]
    return "，".join((f"共 {sum(held.values())} 件", *parts)) if held else "本期无文件"
