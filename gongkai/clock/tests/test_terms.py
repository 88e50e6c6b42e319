"""A term is read in English and Chinese, written back the same, and refused in a sentence."""

from __future__ import annotations

import pytest

from gongkai.clock.terms import Term, Unit

WRITTEN = [
    # written              amount  unit               canonical            Chinese
    ("3 working days", 3, Unit.WORKING_DAY, "3 working days", "3个工作日"),
    ("1 working day", 1, Unit.WORKING_DAY, "1 working day", "1个工作日"),
    ("20 Working  Days", 20, Unit.WORKING_DAY, "20 working days", "20个工作日"),
    ("3个工作日", 3, Unit.WORKING_DAY, "3 working days", "3个工作日"),
    ("3 个工作日", 3, Unit.WORKING_DAY, "3 working days", "3个工作日"),
    ("30 calendar days", 30, Unit.CALENDAR_DAY, "30 calendar days", "30日"),
    ("30日", 30, Unit.CALENDAR_DAY, "30 calendar days", "30日"),
    ("30天", 30, Unit.CALENDAR_DAY, "30 calendar days", "30日"),
    ("60个自然日", 60, Unit.CALENDAR_DAY, "60 calendar days", "60日"),
    ("5 hours", 5, Unit.HOUR, "5 hours", "5小时"),
    ("5小时", 5, Unit.HOUR, "5 hours", "5小时"),
    ("24个小时", 24, Unit.HOUR, "24 hours", "24小时"),
    ("3 months", 3, Unit.MONTH, "3 months", "3个月"),
    ("6个月", 6, Unit.MONTH, "6 months", "6个月"),
    ("01-31", 131, Unit.DATE_OF_YEAR, "01-31", "1月31日"),
    ("1月31日", 131, Unit.DATE_OF_YEAR, "01-31", "1月31日"),
    ("12-31", 1231, Unit.DATE_OF_YEAR, "12-31", "12月31日"),
    ("3660 calendar days", 3660, Unit.CALENDAR_DAY, "3660 calendar days", "3660日"),
]
BAD = [
    "", " ", "days", "3", "3 days", "three working days", "0 working days", "-3 working days",
    "3.5 hours", "3661 calendar days", "9" * 5000 + " hours", "3 weeks", "13-01", "00-10", "04-31",
    "02-29", "2月30日", "1-31", "3 working days!", "=3 hours", "３ hours", "3 working days 2", "2026-01-31",
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "unit", "canonical", "chinese"), WRITTEN)
def test_a_term_is_read_and_written(
    text: str, amount: int, unit: Unit, canonical: str, chinese: str
) -> None:
    term = Term.parse(text)
    assert term == Term(amount, unit)
    assert (str(term), term.chinese) == (canonical, chinese)
    assert Term.parse(str(term)) == Term.parse(term.chinese) == term


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_refused_in_a_chinese_sentence(text: str) -> None:
    with pytest.raises(ValueError) as refusal:
        Term.parse(text)
    assert str(refusal.value).endswith("。")
    assert "期限" in str(refusal.value) or "2月29日" in str(refusal.value)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (0, Unit.HOUR),
        (3661, Unit.HOUR),
        ("3", Unit.HOUR),
        (3, "hour"),
        (229, Unit.DATE_OF_YEAR),
        (1301, Unit.DATE_OF_YEAR),
        (31, Unit.DATE_OF_YEAR),
    ],
)
def test_a_term_cannot_be_made_wrong(amount: object, unit: object) -> None:
    with pytest.raises(ValueError, match=r"。$"):
        Term(amount, unit)  # type: ignore[arg-type]
