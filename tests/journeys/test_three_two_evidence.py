"""三(二): what 落实情况 says can be seen: every figure is in the trail, every proof has an address, 零报告 has a name."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from gongkai.clearance import papers
from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.actions import confirm_zero, record
from gongkai.obligations.ticking import tick
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import Duty
from gongkai.supervision.figures import conform
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from tests.security.routes import browser


@pytest.fixture
def spring(bureau):
    """Official documents signed, one under way; a quarter over; 零报告 and a deed by hand recorded."""
    tick(by=system("时限巡检"), at=bureau.now)
    for number in range(2):
        bureau.published(title=f"第{number}号通知")
    bureau.signed(title="信息一则", document_kind="information")
    bureau.submit(bureau.draft(title="还在流转"))
    bureau.now = datetime(2026, 4, 7, 9, tzinfo=SHANGHAI)
    in_force = the_bureaus_plan(bureau.now.date())
    confirm_zero(
        in_force=in_force, duty=in_force.plan.duty("二(六).1"), period="2026-Q1",
        holder=in_force.plan.organ("competitive_sports"), by=bureau.at("other_head"), at=bureau.now,
    )  # fmt: skip
    record(
        in_force=in_force, duty=in_force.plan.duty("三(三).2"), holder=in_force.plan.organ("mass_sports"),
        done_on=bureau.now.date(), what="逐条自查", files=[], by=bureau.at("head"), at=bureau.now,
    )  # fmt: skip
    bureau.later(minutes=1)
    with time_machine.travel(bureau.now, tick=False):
        yield bureau


def figures(bureau, duty: str) -> dict:
    plans = {p["plan"]: p for p in conform(bureau.now)}
    clauses = plans["xian-sports"]["clauses"]
    return next(d for clause in clauses for d in clause["duties"] if d["id"] == duty)


def page_of(bureau, who: str, clause: str):
    answer = browser(bureau, who).get(reverse("desk:evidence", args=[clause]))
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def part(page, duty: str):
    [found] = page.xpath(f"//section[@aria-label='{duty}']")
    return found


def test_the_figures_of_approval_are_the_sheets_of_the_trail(spring):
    """二(二).5, 二(六).2: counted again from the entries alone."""
    sent, signed = (
        {e.subject_id: e for e in Entry.objects.filter(action=f"document.{what}")}
        for what in ("submitted", "signed")
    )
    official = {s for s in sent if "信息" not in sent[s].data["title"]}
    approval = figures(spring, "二(二).5")
    assert (approval["done"], approval["open"]) == (
        len(official & set(signed)), len(official - set(signed)),
    ) == (2, 1)  # fmt: skip
    information = figures(spring, "二(六).2")
    assert information["done"] == len(set(signed) - official) == 1


def test_zero_reports_and_deeds_by_hand_are_those_of_the_trail(spring):
    for action, duty, key in (
        ("zero_report.confirmed", "二(六).1", "zero_report"),
        ("obligation.recorded", "三(三).2", "done"),
    ):
        said = Entry.objects.filter(action=action, data__duty=duty).count()
        assert figures(spring, duty)[key] == said == 1


def test_each_approval_leads_to_the_paper_on_which_it_can_be_seen(spring):
    rows = part(page_of(spring, "editor", "二(二)"), "二(二).5")
    links = rows.xpath(".//a[@class='paper']")
    assert [link.text_content() for link in links] == ["发文稿纸"] * 2
    client = browser(spring, "editor")
    for address in rows.xpath(".//a/@href"):
        assert client.get(address).status_code == 200, address
    assert "分管局领导甲" in client.get(links[0].get("href")).content.decode()


def test_the_three_reviews_are_seen_as_evidence_of_information_security(spring):
    """三(三).2: the deed by hand, and below it the review sheet of every text that was signed."""
    rows = part(page_of(spring, "editor", "三(三)"), "三(三).2")
    said = rows.text_content()
    assert "逐条自查" in said
    shown = rows.xpath(".//a[contains(@href, 'three_reviews')]/span/text()")
    assert shown == [
        "信息发布审核表（三审三校）：信息一则",
        "信息发布审核表（三审三校）：第1号通知",
        "信息发布审核表（三审三校）：第0号通知",
    ]


def test_a_zero_report_says_which_organ_and_who_confirmed_it(spring):
    said = part(page_of(spring, "editor", "二(六)"), "二(六).1").text_content()
    assert "竞技体育处：2026年第一季度无此事项" in said
    assert "竞体处负责人确认" in said


def test_nobody_reads_the_rows_of_an_organ_that_is_not_theirs(spring):
    rows = part(page_of(spring, "other_drafter", "二(二)"), "二(二).5")
    assert "按时 2" in rows.text_content(), "the figures are everybody's"
    assert not rows.xpath(".//a")
    assert part(page_of(spring, "drafter", "二(二)"), "二(二).5").xpath(".//a"), "the control"
    zero = part(page_of(spring, "drafter", "二(六)"), "二(六).1").text_content()
    assert "竞技体育处" not in zero


def test_every_clause_has_a_page_and_no_other_word_has(spring):
    client = browser(spring, "editor")
    page = html.fromstring(client.get(reverse("desk:conformance")).content.decode())
    addresses = page.xpath("//article[@class='clause']//a[text()='佐证']/@href")
    assert len(addresses) == 13
    for address in addresses:
        assert client.get(address).status_code == 200, address
    assert client.get(reverse("desk:evidence", args=["二(百)"])).status_code == 404


def test_the_papers_that_a_plan_may_name_are_those_that_there_are():
    named = get_args(get_args(Duty.model_fields["shown_by"].annotation)[0])
    assert set(named) == set(papers.TITLES)


def test_the_task_itself_shows_the_papers_of_its_sheet_to_who_may_see_them(spring):
    from gongkai.obligations.models import Obligation

    task = Obligation.objects.filter(duty="二(二).6b").first()
    page = browser(spring, "editor").get(reverse("desk:task", args=[task.uuid])).content.decode()
    assert "发文稿纸" in page
    blind = browser(spring, "auditor").get(reverse("desk:task", args=[task.uuid])).content.decode()
    assert "发文稿纸" not in blind, "the audit post reads the ledger, no sheets"
