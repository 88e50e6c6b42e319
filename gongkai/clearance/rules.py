"""Decisions of clearance: plain functions of plain values."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.clearance.cleaning import plain
from gongkai.clearance.document import Attribute, PublicDocument
from gongkai.clearance.figures import numbers, touched, words
from gongkai.plan.shape import Chain, Plan
from gongkai.plan.shape import Step as PlannedStep

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One step of the chain as it applies to this document."""

    position: int
    planned: PlannedStep
    organ: str


def category_elsewhere(plan: Plan, category: str, organ: str) -> bool:
    """Whether the category is answered for by other organs: then they review (二(六), 归口审核)."""
    return organ not in {owner.id for owner in plan.owners_of(category)}


def category_owner(plan: Plan, category: str) -> str:
    """The organ that answers for a category; of joint owners the lead."""
    return plan.owners_of(category)[0].id


def facts_of(
    plan: Plan, document: PublicDocument, *, consulted: Sequence[str], urgent: bool
) -> dict[str, str]:
    """The facts by which steps and duties apply. Published in docs/plan-format.md."""
    elsewhere = category_elsewhere(plan, document.category, document.source)
    return {
        "kind": document.kind,
        "attribute": document.attribute.value,
        "category": document.category,
        "category_elsewhere": "yes" if elsewhere else "no",
        "drafting_organ": document.source,
        "category_owner": category_owner(plan, document.category),
        "urgent": "yes" if urgent else "no",
        "consulted": "yes" if consulted else "no",
    }


def places(
    chain: Chain, facts: Facts, organs_for: Callable[[PlannedStep], Sequence[str]]
) -> list[Place]:
    """The steps that apply, in order; several organs at one step stand side by side (会签)."""
    applying = [step for step in chain.steps if step.concerns(facts)]
    return [
        Place(position, step, organ)
        for position, step in enumerate(applying)
        for organ in organs_for(step)
    ]


def why_barred(person: Any, contributors: Iterable[Any], acted: Iterable[Any]) -> str | None:
    """Four eyes counts persons, not posts: who wrote may not approve, and nobody approves twice."""
    if person in set(contributors):
        return "您参与了本稿的起草或修改，不能审核或签发本稿。请由其他同事办理。"
    if person in set(acted):
        return "您已在本轮其他环节办理过本稿，不能一人办理两个环节。请由其他同事办理。"
    return None


MOST_TITLE = 200


def title_fault(title: str) -> str | None:
    """Why this cannot stand above a text."""
    if not title.strip():
        return "请填写标题。"
    if len(title) > MOST_TITLE:
        return f"标题最多 {MOST_TITLE} 字，现有 {len(title)} 字，请精简。"
    return None


def attribute_fault(document: PublicDocument, *, body_allowed: bool) -> str | None:
    """Exceptions need a ground and a review date (条例第十四至十六、十八条); 不予公开 stays without body."""
    if document.attribute is Attribute.PROACTIVE:
        return "主动公开的文件不需要填写不公开理由，请清空理由。" if document.ground else None
    if not document.ground or not document.review_on:
        return f"{document.attribute.chinese}的文件须选择理由，并填写定期评估审查日期。"
    if document.attribute is Attribute.WITHHELD and not body_allowed and plain(document.body):
        return "不予公开的文件只登记标题、文号和理由，不在本系统存放正文。请清空正文后再提交。"
    return None


# What a reader does not see as characters, and what says something all the same.
_FIXED = re.compile(r'\b(?:src|href|start)="[^"]*"|<(?:sup|sub|s)>.*?</(?:sup|sub|s)>')


@dataclass(frozen=True, slots=True)
class Change:
    """A run of characters before and after, and whether either holds a figure."""

    before: str
    after: str
    figure: bool


def changes(before: str, after: str) -> list[Change]:
    """The differing runs of two texts."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    old, new = words(before), words(after)
    return [
        Change(before[a:b], after[c:d], touched(before, a, b, old) or touched(after, c, d, new))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


RESIGN = "请拟稿处室负责人收回重签"  # of what is public there is no 收回
REVISE = "请拟稿处室修订后重新审签"


def correction_fault(
    before: PublicDocument,
    after: PublicDocument,
    *,
    most: int,
    names: Iterable[str],
    instead: str = RESIGN,
) -> str | None:
    """Why this is more than 复核更正, None when it is one. `most`: characters changed, from the plan.

    `instead`: what to do then, RESIGN before the text is public and REVISE afterwards.
    """
    frozen = [{**d.as_json(), "title": "", "body": ""} for d in (before, after)]
    if frozen[0] != frozen[1] or _FIXED.findall(before.body) != _FIXED.findall(after.body):
        return f"复核更正只能改正文字、标点和版式，不能变动其他项目，{instead}。"
    texts = [f"{d.title}\n{plain(d.body)}" for d in (before, after)]
    runs = changes(*texts)
    if any(run.figure for run in runs) or numbers(texts[0]) != numbers(texts[1]):
        return f"复核更正不得改动文号、日期、数字、金额和条款序号，{instead}。"
    if _touches_names(before, after, names):
        return f"复核更正不得改动姓名和机构名称，{instead}。"
    changed = sum(max(len(run.before), len(run.after)) for run in runs)
    if changed > most:
        return f"复核更正最多改动 {most} 个字，本次改动 {changed} 个字，{instead}。"
    return None


def _touches_names(before: PublicDocument, after: PublicDocument, names: Iterable[str]) -> bool:
    texts = [d.title + plain(d.body) for d in (before, after)]
    return any(texts[0].count(name) != texts[1].count(name) for name in names if name)


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """A text difference for the eye: (`same`|`gone`|`new`, run) in reading order."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    shown: list[tuple[str, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            shown.append(("same", before[a:b]))
        else:
            shown.extend(run for run in (("gone", before[a:b]), ("new", after[c:d])) if run[1])
    return shown
