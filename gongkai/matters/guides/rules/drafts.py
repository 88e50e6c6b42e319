"""Decisions about drafts of this matter: plain functions of plain values."""

from __future__ import annotations

MOST_TITLE = 100
MOST_NUMBER = 80
MOST_TEXT = 3000


def title_fault(title: str, what: str) -> str:
    """Why a name cannot be kept, else ''. `what`: 事项名称 or 标准名称."""
    if not title:
        return f"请填写{what}。"
    if len(title) > MOST_TITLE:
        return f"{what}最多 {MOST_TITLE} 字，现有 {len(title)} 字，请精简。"
    return ""


def length_fault(text: str, what: str, most: int) -> str:
    if len(text) > most:
        return f"{what}最多 {most} 字，现有 {len(text)} 字，请精简。"
    return ""


def guide_title(name: str) -> str:
    """The title of the page: the name of the service and what the page is."""
    return name if name.endswith("指南") else f"{name}办事指南"
