"""文件与信息: how far each text is, what is left of its term, and no 文号 where there is none to wait for."""

from __future__ import annotations

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from gongkai.kinds.verbs.publishing import withdraw
from tests.security.routes import browser


def rows(bureau, who: str = "drafter") -> dict[str, dict[str, str]]:
    """By title: each cell by the head of its column."""
    with time_machine.travel(bureau.now, tick=False):
        answer = browser(bureau, who).get("/desk/documents/")
    tree = html.fromstring(answer.content.decode())
    found = {}
    for row in tree.xpath("//section[@id='list']//tbody/tr"):
        cells = {c.get("data-label"): " ".join(c.text_content().split()) for c in row.xpath("td")}
        found[cells["标题"]] = cells
    return found


def test_what_is_left_of_the_term_is_said_and_what_is_late_too(bureau):
    sheet = bureau.signed(title="甲通知")
    bureau.draft(title="乙通知")
    said = rows(bureau)
    assert "正常" in said["甲通知"]["时限"] or "临期" in said["甲通知"]["时限"]
    assert said["乙通知"]["时限"] == "—"
    bureau.later(days=9)
    assert "超期" in rows(bureau)["甲通知"]["时限"]
    bureau.seen_outside(bureau.publish(sheet))
    assert "超期" not in rows(bureau)["甲通知"]["时限"], "ended: nothing is left to do"


def test_where_a_text_is_follows_it_to_the_public_and_back(bureau):
    sheet = bureau.signed()
    state = lambda: next(iter(rows(bureau).values()))["环节"]  # noqa: E731
    assert state().startswith("已签发")
    publication = bureau.publish(sheet)
    assert state().startswith("已发布")
    withdraw(publication=publication, reason="内容有误", by=bureau.at("editor"), at=bureau.now)
    assert state().startswith("已撤下")


def test_what_has_no_number_to_wait_for_shows_none(bureau):
    bureau.draft(title="公文一件")
    bureau.draft(title="信息一件", document_kind="information")
    said = rows(bureau)
    assert said["公文一件"]["文号"] == "未编号"
    assert said["信息一件"]["文号"] == ""


def test_ten_rows_ask_no_more_of_the_database_than_one(bureau):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            rows(bureau)
        return len(asked)

    def another(number: int) -> None:
        bureau.published(title=f"第 {number} 件")
        bureau.signed(title=f"又第 {number} 件")

    another(1)
    queries()
    one = queries()
    for number in range(2, 6):
        another(number)
    assert len(rows(bureau)) == 10
    assert queries() == one
