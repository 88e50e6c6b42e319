"""Decisions about drafts: plain functions of plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gongkai.plan.shape import Category, Plan

MOST_ADDRESSEES = 300


def categories_for(
    plan: Plan, organ: str, live: Sequence[Category]
) -> tuple[list[Category], list[Category]]:
    """Own categories first (those of few owners before those of all), then the others.

    The matrix says who answers for a category, not who may write (二(六)).
    """
    owners = {c.id: [owner.id for owner in plan.owners_of(c.id)] for c in live}
    own = sorted((c for c in live if organ in owners[c.id]), key=lambda c: len(owners[c.id]))
    return own, [c for c in live if organ not in owners[c.id]]


def likely_category(title: str, live: Sequence[Category]) -> str:
    """The category whose title shares most pairs of characters with the document's; 其他信息 when none does."""
    pairs = {title[n : n + 2] for n in range(len(title) - 1)}

    def shared(category: Category) -> int:
        name = category.title
        return sum(name[n : n + 2] in pairs for n in range(len(name) - 1))

    best = max(live, key=shared)
    return best.id if shared(best) else live[-1].id  # the residual one stands last in the plan


def addressees_fault(addressees: str) -> str | None:
    """Why the 主送 cannot be kept as typed."""
    if len(addressees) > MOST_ADDRESSEES:
        return f"主送最多 {MOST_ADDRESSEES} 字，现有 {len(addressees)} 字，请精简。"
    return None


def is_listed_as(file_name: str) -> Callable[[str], bool]:
    """Whether an uploaded file is the attachment that a text lists under a name: numbers and signs do not count."""
    stem = _words(file_name.rpartition(".")[0] or file_name)

    def asked(listed: str) -> bool:
        wanted = _words(listed)
        return bool(wanted and stem) and (wanted in stem or stem in wanted)

    return asked


def _words(name: str) -> str:
    """A name without 附件1, numbers in front, spaces and signs."""
    bare = re.sub(r"[\W_]+", "", name)
    return re.sub(r"^(附件)?\d*", "", bare) or bare
