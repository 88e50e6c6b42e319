"""A due day proves itself, one line a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock.calendars import start_of_day
from gongkai.clock.due import Pause
from gongkai.clock.notices import national_calendar
from gongkai.clock.proofs import Mark, Proof, proof
from gongkai.clock.terms import Term, Unit
from gongkai.clock.tests.walks import opening

CALENDAR = national_calendar()


def proved(start: str, term: str, *pauses: str) -> Proof:
    spans = [Pause(*map(date.fromisoformat, pause.split())) for pause in pauses]
    return proof(start_of_day(date.fromisoformat(start)), Term.parse(term), CALENDAR, spans)


def test_working_days_over_spring_festival() -> None:
    shown = proved("2026-02-12", "7 working days")
    lines = shown.lines()
    assert lines[:4] == [
        "2026-02-12 周四 起算日，不计",
        "2026-02-13 周五 计第 1 个工作日",
        "2026-02-14 周六 春节调休上班，计第 2 个工作日",
        "2026-02-15 周日 春节，不计",
    ]
    assert lines[-1] == "2026-02-28 周六 春节调休上班，计第 7 个工作日（到期日）"
    assert len(lines) == 17
    marks = [day.mark for day in shown.days]
    assert marks[:4] == [Mark.START, Mark.COUNTED, Mark.MAKE_UP, Mark.HOLIDAY]
    assert marks[-1] is Mark.DUE
    assert shown.due.day == shown.days[-1].day


def test_a_weekend_and_a_pause() -> None:
    assert proved("2026-03-05", "3 working days", "2026-03-09 2026-03-11").lines() == [
        "2026-03-05 周四 起算日，不计",
        "2026-03-06 周五 计第 1 个工作日",
        "2026-03-07 周六 周末，不计",
        "2026-03-08 周日 周末，不计",
        "2026-03-09 周一 中止，不计",
        "2026-03-10 周二 中止，不计",
        "2026-03-11 周三 计第 2 个工作日",
        "2026-03-12 周四 计第 3 个工作日（到期日）",
    ]


def test_calendar_days_that_roll() -> None:
    assert proved("2026-04-30", "2 calendar days").lines() == [
        "2026-04-30 周四 起算日，不计",
        "2026-05-01 周五 劳动节，计第 1 日",
        "2026-05-02 周六 劳动节，计第 2 日",
        "2026-05-03 周日 劳动节，顺延",
        "2026-05-04 周一 劳动节，顺延",
        "2026-05-05 周二 劳动节，顺延",
        "2026-05-06 周三 顺延至此（到期日）",
    ]


def test_a_month_counts_its_days() -> None:
    lines = proved("2026-01-30", "1 month").lines()
    assert lines[-1] == "2026-02-28 周六 春节调休上班，计第 29 日（到期日）"
    assert len(lines) == 30


def test_a_fixed_date_has_its_two_ends_only() -> None:
    assert proved("2026-01-05", "01-31", "2026-01-06 2026-01-08").lines() == [
        "2026-01-05 周一 起算日，不计",
        "2026-01-31 周六 固定日期（到期日）",
    ]
    assert proved("2026-01-31", "01-31").lines() == ["2026-01-31 周六 固定日期（到期日）"]


def test_hours_show_their_moments_and_the_paused_days() -> None:
    shown = proof(opening(date(2026, 2, 14)), Term.parse("24 hours"), CALENDAR)
    assert shown.lines() == [
        "2026-02-14 周六 12:00 起算",
        "2026-02-15 周日 12:00 满24小时（到期时刻）",
    ]
    pause = Pause(date(2026, 2, 15), date(2026, 2, 16))
    assert proof(opening(date(2026, 2, 14)), Term.parse("24 hours"), CALENDAR, [pause]).lines()[
        1:
    ] == [
        "2026-02-15 周日 春节，中止，不计",
        "2026-02-16 周一 12:00 满24小时（到期时刻）",
    ]


def test_days_without_a_notice_say_so() -> None:
    shown = proved("2026-12-30", "2 working days")
    assert shown.lines()[1:] == [
        "2026-12-31 周四 计第 1 个工作日",
        "2027-01-01 周五 计第 2 个工作日（到期日）（尚无放假通知，暂按周一至周五推算）",
    ]
    assert shown.due.provisional


@given(
    st.dates(date(2018, 1, 1), date(2026, 6, 1)),
    st.integers(1, 40),
    st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY]),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 20)), max_size=3),
)
def test_every_day_stands_in_the_proof_once_and_the_numbers_run_to_n(
    start: date, n: int, unit: Unit, spans: list[tuple[int, int]]
) -> None:
    firsts = [(start + timedelta(days=offset), length) for offset, length in spans]
    pauses = [Pause(first, first + timedelta(days=length)) for first, length in firsts]
    shown = proof(opening(start), Term(n, unit), CALENDAR, pauses)
    each = [day.day for day in shown.days]
    assert each == [start + timedelta(days=i) for i in range((shown.due.day - start).days + 1)]
    assert [day.number for day in shown.days if day.number] == list(range(1, n + 1))
    assert [day.mark for day in shown.days].count(Mark.DUE) == 1
    assert len(shown.lines()) == len(shown.days)
