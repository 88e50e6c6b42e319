"""Days in a pause are not counted; the table says what that does to each unit."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.clock.calendars import start_of_day
from gongkai.clock.due import Pause, due
from gongkai.clock.notices import national_calendar
from gongkai.clock.terms import Term
from gongkai.clock.tests.walks import day, moment

CALENDAR = national_calendar()

PAUSES = [
    # start        term                pauses                                        due
    ("2026-03-02", "5 working days", [], "2026-03-09 周一"),
    ("2026-03-02", "5 working days", ["2026-03-04 2026-03-06"], "2026-03-11 周三"),
    ("2026-03-02", "5 working days", ["2026-03-07 2026-03-09"], "2026-03-09 周一"),  # a weekend
    ("2026-03-02", "5 working days", ["2026-03-09 2026-03-10"], "2026-03-10 周二"),  # on D
    ("2026-03-02", "5 working days", ["2026-03-10 2026-03-20"], "2026-03-09 周一"),  # after D
    ("2026-03-02", "5 working days", ["2026-02-01 2026-03-03"], "2026-03-09 周一"),  # up to day 0
    ("2026-03-02", "5 working days", ["2026-03-04 2026-03-04"], "2026-03-09 周一"),  # empty
    ("2026-03-02", "5 working days", ["2026-03-04 2026-03-06"] * 2, "2026-03-11 周三"),
    (
        "2026-03-02",
        "5 working days",
        ["2026-03-04 2026-03-06", "2026-03-05 2026-03-07", "2026-03-10 2026-03-11"],
        "2026-03-13 周五",
    ),
    ("2026-03-02", "4 calendar days", ["2026-03-04 2026-03-05"], "2026-03-09 周一"),
    (
        "2026-03-02",
        "5 calendar days",
        ["2026-03-08 2026-03-11"],
        "2026-03-11 周三",
    ),  # while rolling
    ("2026-03-02", "1 month", ["2026-03-10 2026-03-13"], "2026-04-07 周二"),
    ("2026-03-02", "03-31", ["2026-03-10 2026-03-13"], "2026-03-31 周二"),  # dates stand still
]


@pytest.mark.parametrize(("start", "term", "pauses", "ends"), PAUSES)
def test_pauses_are_not_counted(start: str, term: str, pauses: list[str], ends: str) -> None:
    spans = [Pause(*map(date.fromisoformat, span.split())) for span in pauses]
    assert due(start_of_day(day(start)), Term.parse(term), CALENDAR, spans).day == day(ends)


@pytest.mark.parametrize(
    ("start", "pause", "ends", "near"),
    [
        ("2026-03-02 20:00", "2026-03-03 2026-03-04", "2026-03-04 01:00", "2026-03-03 00:00"),
        ("2026-03-02 10:00", "2026-03-02 2026-03-03", "2026-03-03 05:00", "2026-03-03 04:00"),
        ("2026-03-02 19:00", "2026-03-03 2026-03-04", "2026-03-03 00:00", "2026-03-02 23:00"),
        ("2026-03-02 10:00", "2026-03-03 2026-03-04", "2026-03-02 15:00", "2026-03-02 14:00"),
    ],
)
def test_an_hour_term_stands_still_for_whole_paused_days(
    start: str, pause: str, ends: str, near: str
) -> None:
    span = Pause(*map(date.fromisoformat, pause.split()))
    result = due(moment(start), Term.parse("5 hours"), CALENDAR, [span])
    assert (result.due_at, result.near_at) == (moment(ends), moment(near))


def test_a_pause_still_open_has_no_due_day_until_it_is_ended() -> None:
    pause, start, term = (
        Pause(date(2026, 3, 4)),
        moment("2026-03-02 09:00"),
        Term.parse("5 working days"),
    )
    with pytest.raises(ValueError, match=r"尚未结束.*。"):
        due(start, term, CALENDAR, [pause])
    assert due(start, term, CALENDAR, [pause.ended(date(2026, 3, 6))]).day == date(2026, 3, 11)
    assert pause.ended(date(2026, 3, 1)) == Pause(date(2026, 3, 4), date(2026, 3, 4))
    assert Pause(date(2026, 3, 4), date(2026, 3, 5)).ended(date(2026, 3, 9)).until == date(
        2026, 3, 5
    )
