"""发布·已发布: whether it was in time as it really was, and one state for each row."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from gongkai.kinds.verbs.publishing import withdraw
from tests.security.routes import browser

ADDRESS = "/desk/publishing/?tab=published"


def tree(bureau, address: str = ADDRESS):
    with time_machine.travel(bureau.now, tick=False):
        answer = browser(bureau, "editor").get(address)
    return html.fromstring(answer.content.decode())


def rows(bureau) -> dict[str, tuple[str, str]]:
    """By title: what stands under 时限 and 结果."""
    found = {}
    for row in tree(bureau).xpath("//form[@id='queue']//tbody/tr"):
        said = [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
        found[row.xpath("td[3]//a/text()")[0]] = (said[1], said[3])
    return found


@pytest.fixture
def published(bureau):
    bureau.published(title="按时发布的通知")
    bureau.published(title="没有时限的信息", document_kind="information", category="other")
    sheet = bureau.signed(title="迟到的通知")
    bureau.later(days=9)
    bureau.seen_outside(bureau.publish(sheet))
    return bureau


def test_what_was_late_says_so_and_what_was_in_time_too(published):
    said = rows(published)
    assert "按时" in said["按时发布的通知"][0]
    assert "超期" in said["迟到的通知"][0]
    assert not any("正常" in due for due, _ in said.values())


def test_what_was_withdrawn_has_one_state(bureau):
    publication = bureau.published()
    bureau.later(hours=1)
    withdraw(publication=publication, reason="内容有误", by=bureau.at("editor"), at=bureau.now)
    [(due, result)] = rows(bureau).values()
    assert result == "已撤下2026-03-02 11:00 内容有误"
    assert "按时" in due, "that it was in time stays true"


def test_what_nobody_outside_has_seen_yet_still_runs(bureau):
    bureau.publish(bureau.signed())
    [(due, result)] = rows(bureau).values()
    assert "还" in due or "剩" in due, due
    assert result == "已发布等待外网可见"


@pytest.mark.parametrize(
    ("tab", "order"),
    [
        ("waiting", "按到期先后排列"), ("scheduled", "按发布时刻先后排列"),
        ("failed", "按未成功的时间排列"), ("published", "按发布时间排列"),
    ],
)  # fmt: skip
def test_each_tab_stands_there_and_says_how_it_is_sorted(bureau, tab, order):
    page = tree(bureau, f"/desk/publishing/?tab={tab}")
    assert order in page.xpath("string(//p[@class='lead'])")
    tabs = page.xpath("//nav[@class='tabs']//a/text()[normalize-space()]")
    assert [one.strip() for one in tabs] == ["待发布", "已定时", "未成功", "已发布"]


def test_ten_rows_ask_no_more_of_the_database_than_one(bureau):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            tree(bureau)
        return len(asked)

    bureau.published(title="第 1 件")
    queries()
    one = queries()
    for number in range(2, 11):
        bureau.published(title=f"第 {number} 件")
    assert len(rows(bureau)) == 10
    assert queries() == one
