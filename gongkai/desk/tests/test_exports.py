"""An export is exactly what is on the screen: the same filters, all pages, the same words; nothing in it runs."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from gongkai.frames import exports
from gongkai.obligations.ticking import tick
from gongkai.tables.reading import grid
from gongkai.trail.actors import system
from tests.security.routes import browser

pytestmark = pytest.mark.once


@pytest.fixture
def year(bureau):
    """Documents in all states, tasks of the calendar, and a quarter that ended."""
    for number in range(3):
        bureau.published(title=f"第{number}次活动")
    bureau.signed(title="=1+1", document_kind="information")
    bureau.submit(bureau.draft(title="+还在流转的通知"))
    bureau.now += timedelta(days=40)
    tick(by=system("时限巡检"), at=bureau.now)
    with time_machine.travel(bureau.now, tick=False):
        yield bureau


def screen(client, address: str, asked: dict[str, str]) -> list[str]:
    """The text of each row on the screen, over all pages."""
    found, page = [], 1
    while True:
        answer = client.get(address, {**asked, "page": page})
        tree = html.fromstring(answer.content.decode())
        rows = tree.xpath(
            "//section[@id='list']//tbody/tr | //form//tbody/tr | //ol[contains(@class,'entries')]/li"
        )
        found += [" ".join(row.text_content().split()) for row in rows]
        if not tree.xpath("//a[@rel='next']"):
            return found
        page += 1


def exported(client, address: str, asked: dict[str, str]) -> list[list[str]]:
    answer = client.get(address, {**asked, "export": "xlsx"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == exports.XLSX
    return grid(answer.content)


# route, who, filter, the columns that the screen shows in words of their own
LISTS = [
    ("desk:tasks", "editor", {"clause": "二(二)"}),
    ("desk:tasks", "editor", {"light": "done"}),
    ("desk:tasks", "editor", {"light": "late"}),
    ("documents:list", "drafter", {"document_kind": "official"}),
    ("documents:list", "editor", {"title": "还在"}),
    ("desk:zero_reports", "other_head", {}),
    ("desk:trail", "auditor", {"action": "document.signed"}),
    ("desk:trail", "auditor", {}),
    ("desk:publishing", "editor", {"tab": "published"}),
    ("desk:publishing", "editor", {"tab": "waiting"}),
    ("desk:people", "security_administrator", {}),
]


@pytest.mark.parametrize(("route", "who", "asked"), LISTS)
def test_every_row_of_the_screen_is_a_row_of_the_file_in_the_same_order(year, route, who, asked):
    client, address = browser(year, who), reverse(route)
    shown = screen(client, address, asked)
    headings, *rows = exported(client, address, asked)
    assert rows, "the control: there is something to compare"
    assert len(rows) == len(shown)
    for cells, text in zip(rows, shown, strict=True):
        left_out = {"链首"} if route == "desk:trail" else set()
        for heading, cell in zip(headings, cells, strict=False):
            said = [] if heading in left_out else cell.replace("，", " ").split()
            assert all(part.strip("：") in text for part in said), (heading, cell, text)


def test_the_link_on_the_screen_leads_to_the_file_with_the_filters_of_the_address(year):
    client = browser(year, "editor")
    page = html.fromstring(client.get(reverse("desk:tasks"), {"clause": "二(二)"}).content.decode())
    [link] = page.xpath("//section[@id='list']//p[contains(@class,'exports')]/a")
    rows = grid(
        client.get(reverse("desk:tasks") + link.get("href").removeprefix("/desk/tasks/")).content
    )
    assert {row[4] for row in rows[1:]} == {"二(二)"}


def test_the_figures_of_the_clauses_are_the_sums_of_their_duties_and_those_of_the_screen(year):
    client, address = browser(year, "editor"), reverse("desk:conformance")
    headings, *rows = exported(client, address, {})
    assert headings == [
        "条款",
        "事项",
        "任务",
        "办理方式",
        "按时",
        "超期",
        "在办",
        "零报告",
        "未报告",
    ]
    tree = html.fromstring(client.get(address).content.decode())
    cards = {
        card.xpath("string(.//span[@class='id'])"): [
            int(b.text) for b in card.xpath(".//p[@class='key']//b")[:5]
        ]
        for card in tree.xpath("//article[@class='clause']")
    }
    assert len(cards) == 13
    for clause, figures in cards.items():
        duties = [row for row in rows if row[0] == clause and row[1] != "小计"]
        [total] = [row for row in rows if row[0] == clause and row[1] == "小计"]
        sums = [sum(int(row[n]) for row in duties) for n in range(4, 9)]
        assert [int(cell) for cell in total[4:]] == sums
        assert figures in (sums, []), clause
    assert any(cards.values()), "the control"
    assert [int(c) for c in rows[-1][4:]] == [
        sum(int(row[n]) for row in rows[:-1] if row[1] == "小计") for n in range(4, 9)
    ]


def test_what_looks_like_a_formula_comes_as_text(year):
    titles = {row[0] for row in exported(browser(year, "editor"), reverse("documents:list"), {})}
    assert {"=1+1", "+还在流转的通知"} <= titles, "the reader refuses formulas: these are none"


def test_a_list_beyond_the_limit_says_so_in_its_last_row(year, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    rows = exported(browser(year, "auditor"), reverse("desk:trail"), {})
    assert len(rows) == 4
    assert rows[-1][0] == "共 2 行以上，只导出前 2 行。请缩小筛选条件后再导出。"
    page = browser(year, "auditor").get(reverse("desk:trail")).content.decode()
    assert "导出表格（最多 2 行）" in page


@pytest.mark.parametrize(
    ("route", "who"),
    [
        ("desk:trail", "head"),
        ("desk:publishing", "head"),
        ("desk:people", "editor"),
        ("desk:conformance", "system_administrator"),
    ],
)
def test_who_does_not_see_the_screen_does_not_get_the_file(year, route, who):
    assert browser(year, who).get(reverse(route), {"export": "xlsx"}).status_code == 404


def test_an_organ_exports_its_own_tasks_only(year):
    rows = exported(browser(year, "head"), reverse("desk:tasks"), {})
    assert {row[5] for row in rows[1:]} == {"群众体育处"}
    everybody = exported(browser(year, "editor"), reverse("desk:tasks"), {})
    assert len({row[5] for row in everybody[1:]}) > 3, "the control"
