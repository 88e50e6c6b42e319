"""待办 says what its person can do now, and nothing that would be refused."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from gongkai.clearance.tests.acts import (
    ask_to_amend,
    at_post,
    confirm,
    confirm_amendment,
    correct,
    edit,
    give_post,
    register,
    send_back,
    settle,
)
from gongkai.desk.inbox_todo import todo
from gongkai.frames.returned import returned
from gongkai.kinds.verbs import submitting
from gongkai.kinds.verbs.publishing import withdraw
from gongkai.matters.documents.queries import public_document
from tests.security.routes import browser


def page(bureau, who: str, address: str = "/desk/"):
    with time_machine.travel(bureau.now, tick=False):
        answer = browser(bureau, who).get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content.decode())


def acts(bureau, who: str) -> list[str]:
    """The buttons of 待办."""
    return page(bureau, who).xpath("//main//li[@class='row']/div[@class='act']/a/text()")


def bar(bureau, who: str, sheet) -> str:
    """What the bar of the sheet's page offers."""
    return page(bureau, who, address_of(sheet)).xpath("string(//*[@class='act-bar'])")


def address_of(sheet) -> str:
    return returned(sheet.subject).url


@pytest.fixture
def document(bureau):
    return bureau.draft()


@pytest.fixture
def sheet(bureau, document):
    return bureau.submit(document)


def test_what_was_sent_back_leads_to_its_sheet_and_its_button_to_writing(bureau, document, sheet):
    send_back(bureau, sheet, "head", "请核对数据")
    [row] = page(bureau, "drafter").xpath("//main//li[@class='row']")
    assert row.xpath(".//p[@class='title']/a/@href") == [address_of(sheet)]
    [button] = row.xpath("div[@class='act']/a")
    assert button.text == "修改"
    written = page(bureau, "drafter", button.get("href"))
    said = written.xpath("string(//*[contains(@class,'notice-warn')])")
    assert "退回原因：请核对数据（群体处负责人，2026-03-02 10:00）" in said
    [link] = written.xpath("//a[text()='查看稿件']/@href")
    assert urlsplit(link).path == address_of(sheet)
    assert "作废" in bar(bureau, "drafter", sheet)


def test_what_the_secrecy_reviewer_returned_says_the_conclusion_too(bureau, document, sheet):
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    bureau.review_secrecy(sheet, "redact", "删去第二段")
    assert "退回原因：删减后公开：删去第二段（保密审查员" in returned(sheet.subject).said


def test_what_is_to_be_amended_says_the_note_and_what_was_recalled_only_leads_to_its_sheet(bureau):
    document = bureau.draft()
    assert returned(document.subject) is None, "nothing before 送审"
    sheet = bureau.to_the_leader(document)
    ask_to_amend(bureau, sheet, "请补充联系方式")
    assert "批示修改后发：请补充联系方式（分管局领导甲" in returned(sheet.subject).said
    other = bureau.submit(bureau.draft(title="关于场馆开放的通知"))
    submitting.recall(clearance=bureau.fresh(other), by=bureau.at("drafter"), at=bureau.now)
    assert returned(other.subject).said == ""


def test_a_correction_waits_with_the_head_who_may_confirm_it_and_with_nobody_else(bureau):
    sheet = bureau.signed(body="<p>现就按排如下。</p>")
    bureau.publish(sheet)
    correction = correct(bureau, sheet, body="<p>现就安排如下。</p>")
    everybody = ("head", "deputy", "drafter", "other_head", "office_head", "editor2", "leader")
    asked = {who: acts(bureau, who) for who in everybody}
    assert [who for who in everybody if "确认更正" in asked[who]] == ["head", "deputy"]
    [row] = page(bureau, "head").xpath("//main//li[@class='row']")
    leads = row.xpath("(.//p[@class='title']|div[@class='act'])/a/@href")
    assert leads == [address_of(sheet)] * 2
    assert "确认更正" in bar(bureau, "head", sheet)
    settle(bureau, correction)
    assert acts(bureau, "head") == []


def test_who_made_the_correction_is_not_asked_to_confirm_it(bureau):
    sheet = bureau.signed(body="<p>现就按排如下。</p>")
    give_post(bureau, bureau.people["editor"], "mass_sports", "head")
    correct(bureau, sheet, body="<p>现就安排如下。</p>")
    person = bureau.people["editor"]
    as_head = at_post(person, person.posts.get(role="head"))
    assert not todo(as_head).exists()
    assert todo(bureau.at("head")).get() == sheet, "the control"


def test_ten_corrections_ask_no_more_of_the_database_than_one(bureau):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert "确认更正" in acts(bureau, "head")
        return len(asked)

    def another(number: int) -> None:
        sheet = bureau.signed(title=f"第 {number} 件", body="<p>现就按排如下。</p>")
        correct(bureau, sheet, body="<p>现就安排如下。</p>")

    another(1)
    queries()
    one = queries()
    for number in range(2, 11):
        another(number)
    assert len(acts(bureau, "head")) == 10
    assert queries() == one


def test_a_registered_signature_waits_with_the_second_person_and_not_with_who_entered_it(bureau):
    sheet = bureau.to_the_leader(bureau.draft())
    register(bureau, sheet, "editor")
    assert acts(bureau, "editor") == []
    assert acts(bureau, "editor2") == ["确认"]
    own = bar(bureau, "editor", sheet)
    assert "核对无误，确认" not in own
    assert "与原件不符" in own, "a slip is taken back by who made it"
    assert "核对无误，确认" in bar(bureau, "editor2", sheet)
    confirm(bureau, sheet, "editor2")
    assert acts(bureau, "editor2") == ["编号"]


def test_what_is_to_be_amended_waits_with_the_drafter_first_and_then_with_the_head(bureau):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    ask_to_amend(bureau, sheet)
    assert (acts(bureau, "drafter"), acts(bureau, "head")) == (["修改"], [])
    assert "确认已按批示修改" not in bar(bureau, "head", sheet)
    edit(bureau, document, "drafter", body=document.body)
    assert (acts(bureau, "drafter"), acts(bureau, "head")) == (["修改"], []), "saved unchanged"
    edit(bureau, document, "drafter", body=document.body + "<p>联系人：群体处。</p>")
    assert (acts(bureau, "drafter"), acts(bureau, "head")) == ([], ["确认"])
    assert "确认已按批示修改" in bar(bureau, "head", sheet)
    confirm_amendment(bureau, sheet, public_document(document.uuid).digest)
    assert (acts(bureau, "head"), acts(bureau, "leader")) == ([], ["签发"])


def test_a_signature_is_not_offered_to_be_given_up_while_its_text_is_public(bureau):
    sheet = bureau.signed()
    assert "收回重签" in bar(bureau, "head", sheet)
    publication = bureau.publish(sheet)
    public = bar(bureau, "head", sheet)
    assert "收回重签" not in public
    assert "修订" in public
    withdraw(publication=publication, reason="内容有误", by=bureau.at("editor"), at=bureau.now)
    assert "收回重签" in bar(bureau, "head", sheet)
