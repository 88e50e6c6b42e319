"""Leaders by the day on which they hold office; weekdays and days by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.wording.checking import Text, check
from gongkai.wording.tests.corpora import TODAY, of, rules


def test_leaders_are_those_of_the_day() -> None:
    text = Text("动态", "<p>党组书记、局长鄢如拟主持会议。</p>")
    assert check(text, rules(), date(2023, 5, 4)) == []
    assert [f.rule for f in check(text, rules(), TODAY)] == ["leaders.former"]


def test_the_year_of_the_day_is_asked_only_where_the_text_names_none() -> None:
    (asked,) = of("<p>定于11月25日（星期二）召开。</p>")
    (sure,) = of("<p>2026年工作会定于11月25日（星期二）召开。</p>")
    assert (asked.severity, sure.severity) == ("ask", "must")
    two_years = "<p>2025年总结已印发，2026年工作会定于11月25日（星期三）召开。</p>"
    assert of(two_years) == []


@pytest.mark.parametrize(
    "text",
    [
        "会上，虞拟安，副局长邬设宁先后讲话。",
        "原副局长虞拟安的任职通知。",
        "市委书记、省体育局局长苗禾会见虞拟安一行。",
        "按姓氏笔画排列：邬设宁。",
    ],
)
def test_a_post_is_not_taken_for_that_of_a_neighbour(text: str) -> None:
    assert of(f"<p>{text}</p>") == []


def test_the_day_before_yesterday_is_no_former_post() -> None:
    (finding,) = of("<p>日前市体育局副局长虞拟安到会讲话。</p>")
    assert (finding.rule, finding.severity) == ("leaders.post", "must")


@pytest.mark.parametrize(
    "text",
    [
        "培训班于2026年10月17日至10月18日（星期六至星期日）举办。",
        "培训班于2026年10月17日至10月18日（周六、周日）举办。",
        "自2026年12月1日，周一至周五延长开放时间。",
        "活动从2026年12月28日持续到1月3日（星期日）。",
        "农历二月三十日休馆一天。",
        "2024年2月29日出生的学员。",
        "3月31号楼前集合。",
    ],
)
def test_right_dates_are_left_alone(text: str) -> None:
    assert of(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月23日（星期二）",
        "2026年11月23日(周二)",
        "2026年11月23日星期二",
        "2026-11-23 星期二",
        "2026年11月23日，礼拜二，",
        "星期二（2026年11月23日）",
        "二〇二六年十一月二十三日（星期二）",
    ],
)
def test_a_wrong_weekday_is_found_in_every_usual_form(text: str) -> None:
    (finding,) = [f for f in of(f"<p>定于{text}上午召开会议。</p>") if f.rule == "dates.weekday"]
    assert finding.severity == "must"
    assert "星期一" in finding.mend
