"""Decisions about drafts: plain functions of plain values."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.plan.shape import Category, Plan

DRAFTING_ROLES = frozenset({"drafter", "head", "editor", "secrecy_reviewer", "legal_reviewer", "personnel"})
# The office writes about the institution (机构设置、部门领导、业务分工): 二(六).
MOST_TITLE = 200


def categories_for(plan: Plan, organ: str, live: Iterable[Category]) -> tuple[list[Category], list[Category]]:
    """Own categories first, then all the others. The matrix says who answers, not who may write (实践 F4)."""
    own, others = [], []
    for category in live:
        owners = {owner.id for owner in plan.owners_of(category.id)}
        (own if organ in owners else others).append(category)
    return own, others


def title_fault(title: str) -> str | None:
    """Why a title cannot be kept; the typed text stays on the page."""
    if not title.strip():
        return "请填写标题。"
    if len(title) > MOST_TITLE:
        return f"标题最多 {MOST_TITLE} 字，现有 {len(title)} 字，请精简。"
    return None
