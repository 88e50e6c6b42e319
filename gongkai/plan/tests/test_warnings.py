"""What the check says of a plan that it accepts."""

from __future__ import annotations

from datetime import date

from gongkai.plan.check import check_text, warnings_of
from gongkai.plan.tests.samples import SMALL, changed

TODAY = date(2026, 11, 23)


def test_a_plan_in_order_gives_no_warning() -> None:
    assert warnings_of(check_text(SMALL), TODAY) == []


def test_a_column_whose_categories_have_ended_cannot_keep_its_cadence() -> None:
    ended = 'column = "announcements"\nto = 2025-01-01\nabolished_by = "某文件"\n'
    text = SMALL.replace('column = "announcements"\n', ended)
    assert warnings_of(check_text(text), TODAY) == [
        "栏目“公告”没有在用的信息类别，无法按周期（3 months）更新。"
    ]


def test_a_category_without_an_organ_that_exists_is_named() -> None:
    text = changed(
        SMALL,
        (
            'short = "园林科"\nkind = "section"',
            'short = "园林科"\nkind = "section"\nto = 2025-01-01',
        ),
    )
    assert warnings_of(check_text(text), TODAY) == [
        "信息类别“绿地建设”没有在任的负责机构。",
        "机构“园林科”已于 2025-01-01 终止，没有写明承接机构。",
    ]
