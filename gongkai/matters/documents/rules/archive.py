"""Decisions about the 归档文件目录 (二(二); DA/T 22): plain functions of plain values."""

from __future__ import annotations

EVENT = "archive.received"  # docs/plan-format.md
CLAUSE = "二(二)"
RETENTIONS = {"permanent": "永久", "30 years": "30年", "10 years": "10年"}
# Codes of the 保管期限 within an 件号 (DA/T 13).
CODES = {"permanent": "Y", "30 years": "D30", "10 years": "D10"}
MOST_PAGES = 99_999
MOST_NOTE = 200
MOST_RESPONSIBLE = 80


def item_number(retention: str, place: int) -> str:
    """件号 within organ and year, counted anew for each 保管期限: Y-0001, D30-0012."""
    return f"{CODES[retention]}-{place:04d}"


def pages_of(typed: str) -> int | None:
    """The number of pages as typed; '' is not yet known. ValueError with a Chinese sentence for anything else."""
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST_PAGES:
        raise ValueError(f"页数请填 1 到 {MOST_PAGES} 的整数。")
    return int(text)


def entry_fault(responsible: str, note: str, retention: str) -> tuple[str, str] | None:
    """(field, sentence) of what is wrong with what the organ filled in."""
    if not responsible.strip() or len(responsible) > MOST_RESPONSIBLE:
        return "responsible", f"请填写责任者（{MOST_RESPONSIBLE} 字以内）。"
    if len(note) > MOST_NOTE:
        return "note", f"备注最多 {MOST_NOTE} 字，请精简。"
    if retention not in RETENTIONS:
        return "retention", "请选择保管期限：永久、30年或10年。"
    return None
