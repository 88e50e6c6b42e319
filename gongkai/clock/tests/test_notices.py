"""A notice is read whole or refused in a sentence, and laid over a calendar it makes a new one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.clock.calendars import start_of_day
from gongkai.clock.due import due
from gongkai.clock.notices import Notice, national_calendar, read_notice, with_notice
from gongkai.clock.terms import Term

SPRING_2027 = """2027-01-01,off,元旦
2027-02-05,off,春节
2027-02-06,off,春节
2027-02-07,off,春节
2027-02-08,off,春节
2027-02-20,working,春节
2026-12-31,off,元旦
"""


def printed(year: int) -> str:
    """What `gongkai clock days` prints."""
    calendar = national_calendar()
    each = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    lines = (
        f"{d},{'working' if calendar.is_working(d) else 'off'}" for d in each if d.year == year
    )
    return "\n".join(lines)


def test_a_short_list_is_read() -> None:
    notice = read_notice(SPRING_2027, number="国办发明电〔2026〕9号", issued=date(2026, 11, 4))
    assert (notice.number, notice.issued, notice.year) == (
        "国办发明电〔2026〕9号",
        date(2026, 11, 4),
        2027,
    )
    assert len(notice.days) == 7
    assert notice.days[date(2027, 2, 5)] == (False, "春节")
    assert notice.days[date(2026, 12, 31)] == (False, "元旦")


def test_what_a_spreadsheet_makes_of_it_is_read() -> None:
    messy = "\ufeff2027-02-08,off\r\n\r\n2027-02-20 , working ,\r\n"
    assert read_notice(messy).days == {date(2027, 2, 8): (False, ""), date(2027, 2, 20): (True, "")}


BAD = [
    # file                                          what the sentence says
    ("", "没有任何一天"),
    ("\n \n", "没有任何一天"),
    ("2027-02-08", "第 1 行：应为两列或三列"),
    ("2027-02-08,off,春节,4", "第 1 行：应为两列或三列"),
    ("2027-02-08，off", "第 1 行：应为两列或三列"),
    ("date,state\n2027-02-08,off", "第 1 行：日期“date”的写法不对"),
    ("2027-02-08,off\n2027/2/9,off", "第 2 行：日期“2027/2/9”的写法不对"),
    ("20270208,off", "第 1 行：日期“20270208”的写法不对"),
    ("2027-02-30,off", "第 1 行：日期“2027-02-30”不存在"),
    ("0001-02-03,off", "第 1 行：日期 0001-02-03 不在"),
    ("2027-02-08,holiday", "第 1 行：第二列只能是 working 或 off"),
    ("2027-02-08,OFF", "第 1 行：第二列只能是 working 或 off"),
    ("2027-02-08,", "第 1 行：第二列只能是 working 或 off"),
    ("2027-02-08,off\n2027-02-09,off\n2027-02-08,working", "第 3 行：2027-02-08 已在第 1 行写过"),
    ("2027-02-08,off,=HYPERLINK(1)", "不能是公式"),
    ("2027-02-08,off,+1", "不能是公式"),
    ("2027-02-08,off,@SUM", "不能是公式"),
    ("=1+1,off", "第 1 行：日期“=1+1”的写法不对"),
    ("2027-02-08,off," + "春" * 21, "不超过 20 个"),
    ("2027-02-08,off\n2027-02-09,off\n2025-06-03,off", "第 3 行：2025-06-03 不属于 2027 年"),
    ("2027-02-08,off\n2027-02-09,off\n2026-12-24,off", "第 3 行：2026-12-24 不属于 2027 年"),
    ("2027-02-08,off\n2027-02-09,off\n2028-01-08,off", "第 3 行：2028-01-08 不属于 2027 年"),
    ("2027-02-08,working\n2027-02-13,off", "与周一至周五的常规安排完全相同"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_a_bad_file_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError) as refusal:
        read_notice(text)
    assert says in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_a_file_of_another_year_than_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="第 2 行：2027-02-05 不属于 2026 年"):
        read_notice(SPRING_2027, year=2026)
    assert read_notice(SPRING_2027, year=2027).year == 2027


def test_days_of_a_year_without_notice_cannot_be_fed_back_as_one() -> None:
    with pytest.raises(ValueError, match="看不出放假和调休"):
        read_notice(printed(2027))


def test_a_notice_covers_its_year_and_makes_what_was_provisional_certain() -> None:
    before = national_calendar()
    after = with_notice(before, read_notice(SPRING_2027))
    start, term = start_of_day(date(2027, 2, 4)), Term.parse("1 working day")
    assert (due(start, term, before).day, due(start, term, before).provisional) == (
        date(2027, 2, 5),
        True,
    )
    assert (due(start, term, after).day, due(start, term, after).provisional) == (
        date(2027, 2, 9),
        False,
    )
    assert (after.first, after.last) == (before.first, date(2027, 12, 31))
    assert not after.is_working(date(2026, 12, 31))  # the notice reaches into the year before
    assert before.is_working(date(2026, 12, 31))  # the old value stands
    assert after.version != before.version


def test_a_make_up_day_is_named_as_one() -> None:
    after = with_notice(national_calendar(), read_notice(SPRING_2027))
    assert after.name(date(2027, 2, 20)) == "春节调休上班"
    assert after.name(date(2027, 2, 21)) == "周末"


def test_a_printed_year_laid_back_changes_no_day_and_no_name() -> None:
    before = national_calendar()
    after = with_notice(before, read_notice(printed(2026)))
    assert after.days == before.days
    assert after.version != before.version


def test_a_short_list_amends_a_year_and_leaves_its_other_days() -> None:
    before = national_calendar()
    after = with_notice(before, read_notice("2026-09-07,off,运动会放假\n2026-02-14,off"))
    assert not after.is_working(date(2026, 9, 7))
    assert not after.is_working(date(2026, 2, 14))
    assert after.name(date(2026, 2, 14)) == "周末"
    assert after.name(date(2026, 2, 16)) == "春节"
    # The make-up day that was taken back is an ordinary Saturday again.
    assert (
        set(before.days) - set(after.days) == {date(2026, 2, 14)}
        or not after.days[date(2026, 2, 14)][0]
    )


def test_days_of_the_next_january_wait_for_their_coverage() -> None:
    first = with_notice(national_calendar(), read_notice(SPRING_2027 + "2028-01-03,off,元旦\n"))
    assert first.is_working(date(2028, 1, 3))
    second = with_notice(first, read_notice("2028-10-02,off,国庆节"))
    assert not second.is_working(date(2028, 1, 3))


def test_a_gap_in_the_coverage_is_refused() -> None:
    for year in (2002, 2028):
        notice = Notice("", None, year, {date(year, 10, 1): (False, "国庆节")})
        with pytest.raises(ValueError, match=rf"与 {year} 年不相连"):
            with_notice(national_calendar(), notice)


def test_the_version_is_the_same_for_the_same_notices_and_stays_short() -> None:
    notice = read_notice(SPRING_2027, number="甲")
    once, again = (with_notice(national_calendar(), notice) for _ in range(2))
    assert once.version == again.version
    assert (
        once.version
        != with_notice(national_calendar(), read_notice(SPRING_2027, number="乙")).version
    )
    twice = with_notice(once, notice)
    assert twice.version != once.version
    assert len(twice.version) == len(once.version) <= 64
