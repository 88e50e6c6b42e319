"""二(二), 二(六): the bureau's own plan goes from the drafter's editor to the citizen's phone, through six people.

A drafter, a head, a reviewer, the office, a leader on a phone, a citizen; and a stranger who sees nothing.
"""

from __future__ import annotations

import re
import urllib.request

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser
TITLE = "西安市体育局全面推进政务公开工作实施方案（群众体育处转发）"
TABLE = "<table><tbody><tr><td><p>条款</p></td><td><p>牵头</p></td></tr><tr><td><p>二（二）</p></td><td><p>各处室</p></td></tr></tbody></table>"


def plan_text() -> list[str]:
    lines = (ROOT / "plans/xian-sports/plan-text.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]


def test_six_people_and_a_stranger(person, installation):
    # 1. The drafter writes in the editor, a table included.
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    drafter.picture("01-待办-空")
    page.goto("/desk/documents/new/?kind=official")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    page.fill("textarea[name=title]", TITLE)
    write_in_the_editor(page, "".join(f"<p>{line}</p>" for line in plan_text()[1:]) + TABLE)
    options = page.locator("select[name=category] option").all_inner_texts()
    assert options[1] == "群众性体育活动", "own categories first"
    assert any(option.startswith("其他") for option in options), "the residual one is always there"
    page.select_option("select[name=category]", label="群众性体育活动")
    drafter.picture("02-起草")
    page.click("button:has-text('送审')")
    # The plan of 2017 names 市法制办 as it was called then: the drafter answers for it by name.
    page.wait_for_selector("text=请确认（1）")
    drafter.picture("02-检查")
    page.check("input[name=confirmed]")
    page.click("button:has-text('送审')")
    page.wait_for_url(re.compile("/desk/cases/"))
    drafter.picture("03-流转")
    case = page.url.removeprefix(installation.address)

    # A stranger has no way in: not to the sheet, not to the page.
    stranger = person("陌生人")
    stranger.page.goto(case)
    assert "/desk/sign-in/" in stranger.page.url
    other = person("竞体处拟稿人").signs_in("competitive-sports-drafter")
    assert other.page.goto(case).status == 404

    # 2. Head, office, secrecy review.
    head = person("群体处负责人").signs_in("mass-sports-head")
    head.picture("04-待办-处长")
    head.opens(TITLE)
    agree(head.page)
    office = person("办公室核稿员").signs_in("office-editor")
    office.opens(TITLE)
    agree(office.page)
    reviewer = person("保密审查员").signs_in("secrecy")
    reviewer.opens(TITLE)
    reviewer.page.locator(".act-bar summary", has_text="保密审查").click()
    reviewer.page.get_by_label("可以公开").check()
    reviewer.picture("05-保密审查")
    reviewer.page.click("button:has-text('提交审查结论')")
    reviewer.page.wait_for_selector("text=已提交保密审查结论")

    # 3. The leader signs on a phone: two taps from the list.
    leader = person("分管局领导", phone=True).signs_in("leader-mass")
    leader.picture("06-手机-待办")
    leader.page.get_by_role("link", name="签发").first.click()  # first tap
    leader.page.wait_for_selector(".act-bar")
    leader.picture("07-手机-签发")
    leader.page.get_by_role("button", name="同意").click()  # second tap
    leader.page.wait_for_selector("text=已签发")

    # 4. The office numbers and publishes with one click.
    office.opens(TITLE)
    office.page.locator(".act-bar summary", has_text="编号").click()
    office.page.fill("input[name=document_number]", "市体发〔2026〕18号")
    office.page.click("button:has-text('确认编号')")
    office.page.wait_for_selector("text=已编号")
    office.page.get_by_role("button", name="发布", exact=True).click()
    office.page.wait_for_selector("text=已发布，正在等待外网可见")
    eventually(office.page, "外网可见（发布后")
    office.picture("08-已发布")

    # 5. A citizen reads it on a phone.
    citizen = person("市民", phone=True)
    citizen.page.goto("/")
    citizen.picture("09-门户首页")
    citizen.page.get_by_role("link", name=TITLE).first.click()
    assert citizen.sees("市体发〔2026〕18号")
    assert citizen.page.locator("table td", has_text="各处室").count() == 1
    citizen.picture("10-门户正文")
    address = citizen.page.url

    # 6. The duty is discharged by the fetch, and the office's head sees it in 落实情况.
    office_head = person("办公室负责人").signs_in("office-head")
    office_head.page.goto("/desk/conformance/")
    assert office_head.page.locator("article.clause").count() == 13
    office_head.picture("11-落实情况")

    # 7. The office withdraws: the stub stands everywhere at once.
    office.page.goto(case)
    office.page.locator(".act-bar summary", has_text="撤下").click()
    office.page.fill("input[name=reason]", "内容需要核实")
    confirm_twice(office.page, "确认撤下")
    office.page.wait_for_selector("text=已撤下")
    citizen.page.goto(address)
    eventually(citizen.page, "此信息已撤下")
    assert not citizen.page.get_by_text("各处室").count()
    citizen.picture("12-撤下说明")
    assert status(address) == 410
    citizen.page.goto("/c/notices/")
    for somebody in (drafter, head, office, reviewer, leader, citizen, office_head):
        assert somebody.faults == [], somebody.name


def write_in_the_editor(page, html: str) -> None:
    """Paste as a person would: the editor's own paste handler gets the HTML."""
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.evaluate(
        """(html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          document.querySelector(".ProseMirror[contenteditable=true]").dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )


def agree(page) -> None:
    page.locator(".act-bar summary", has_text="同意").click()
    page.click("button:has-text('确认同意')")
    page.wait_for_selector("text=已提交意见")


def eventually(page, text: str) -> None:
    """Reload until it is there; how fast it comes is measured in the benchmarks, not here."""
    for _ in range(40):
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{text} did not come")


def confirm_twice(page, label: str) -> None:
    button = page.get_by_role("button", name=label)
    button.click()
    if page.locator("[data-armed]").count():
        page.locator("[data-armed]").first.click()


def status(address: str) -> int:
    try:
        return urllib.request.urlopen(address).status
    except urllib.error.HTTPError as answer:
        return answer.code
