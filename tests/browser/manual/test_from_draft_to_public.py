"""登录和岗位; then the whole way of one 通知, and what becomes of it after."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from gongkai.clock.calendars import SHANGHAI
from gongkai.word.tests.cases_official import whole_notice
from tests.browser.manual.pictures import keep
from tests.browser.manual.steps import act, goes, presses, twice
from tests.browser.test_a_document_goes_its_way import eventually
from tests.old_site import PDF

pytestmark = pytest.mark.browser
TITLE = "关于开展全民健身活动月的通知"
TODAY = datetime.now(SHANGHAI).date()
NUMBER = f"演示体发〔{TODAY.year}〕8号"
EDITOR = ".ProseMirror[contenteditable=true]"


def row_of(page):
    """The text of this walk among whatever else waits there."""
    return page.locator("main li.row", has_text=TITLE)


def test_登录和岗位(person):
    somebody = person("群体处负责人")
    page = somebody.page
    page.goto("/desk/")
    keep(page, "sign-in")
    somebody.signs_in("personnel-head")
    page.get_by_role("link", name="我的", exact=True).first.click()
    page.select_option("select[name=to]", label="人事处副职")
    page.fill("input[name=first]", TODAY.isoformat())
    page.fill("input[name=until]", "2099-01-01")
    page.fill("input[name=reason]", "外出开会")
    page.get_by_role("button", name="委托", exact=True).click()
    page.wait_for_selector("text=委托已生效")
    keep(page, "delegation", whole=True)
    other = person("受托人").signs_in("personnel-deputy")
    other.page.locator(".masthead summary", has_text="副处长").click()
    assert other.page.get_by_label("换到另一岗位").is_visible()
    keep(other.page, "switch-post", height=430)
    other.page.get_by_role("button", name="切换岗位").click()
    other.page.wait_for_selector(".masthead summary:has-text('处长（受托）')")
    twice(page, "收回")
    page.wait_for_selector("text=委托已收回")


def test_起草到发布(person, installation):
    """起草和送审、表述检查、审核和保密审查、局领导签批、登记签批和编号、发布、更正和撤下。"""
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    _draft(page)
    address = page.url
    head = person("群体处负责人").signs_in("mass-sports-head")
    keep(head.page, "inbox", height=620)
    row_of(head.page).get_by_role("link", name="审核").click()
    keep(head.page, "case")
    pane = act(head.page, "同意")
    keep(head.page, "agree", left=480, top=300)
    pane.get_by_role("button", name="确认同意").click()
    head.page.wait_for_selector("text=已提交意见")
    office = person("核稿员甲").signs_in("office-editor")
    office.page.goto(address)
    goes(office.page, "同意", "确认同意", "已提交意见")
    secrecy = person("保密审查员").signs_in("secrecy")
    row_of(secrecy.page).get_by_role("link", name="审查").click()
    pane = act(secrecy.page, "保密审查")
    pane.get_by_label("可以公开").check()
    keep(secrecy.page, "secrecy", left=480, top=260)
    pane.get_by_role("button", name="提交审查结论").click()
    secrecy.page.wait_for_selector("text=已提交保密审查结论")
    office.page.goto(address)
    act(office.page, "登记已签批件")
    keep(office.page, "register-signature")
    _sign(person, drafter.page, head.page, address)
    _read(drafter.page)
    _take_time_out(office.page, address)
    _number_and_publish(office.page, address)
    _after_publishing(person, office, address)


def _draft(page) -> None:
    page.get_by_role("link", name="文件与信息").first.click()
    page.get_by_role("link", name="起草", exact=True).first.click()
    page.wait_for_selector(EDITOR)
    page.set_input_files(
        "input[name=file]",
        {"name": "场馆开放通知.docx", "mimeType": "application/zip", "buffer": whole_notice()},
    )
    page.get_by_role("button", name="导入", exact=True).click()
    page.wait_for_selector("text=请核对浅色虚框的各项")
    page.wait_for_selector(EDITOR)
    keep(page, "import")
    page.goto("/desk/documents/new/?kind=official")
    page.wait_for_selector(EDITOR)
    page.fill("textarea[name=title]", TITLE)
    page.locator(EDITOR).click()
    for line in (
        "各区县体育部门：",
        "全民健身活动月请各单位认真布署，方案送市法制办备案。",
        "联系人手机：13800138000。",
    ):
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    page.select_option("select[name=document_kind]", label="公文")
    page.select_option("select[name=category]", label="群众性体育活动")
    page.set_input_files(
        "input[name=attachment]",
        {"name": "活动月安排.pdf", "mimeType": "application/pdf", "buffer": PDF},
    )
    page.evaluate("scrollTo(0, 0)")
    keep(page, "drafting")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_selector("text=已保存。")
    page.wait_for_selector(EDITOR)
    page.get_by_role("button", name="送审", exact=True).click()
    page.wait_for_selector("text=必须改")
    keep(page, "check")
    _mend(page)


def _mend(page) -> None:
    """What must be mended is mended in the text; what is asked for is answered for by name."""
    page.wait_for_selector(EDITOR)
    page.locator(f"{EDITOR} p", has_text="布署").click(click_count=3)
    page.keyboard.insert_text("全民健身活动月请各单位认真部署，方案送市法制办备案。")
    page.locator(f"{EDITOR} p", has_text="13800138000").click(click_count=3)
    page.keyboard.insert_text("联系电话见通知附件。")
    page.get_by_role("button", name="送审", exact=True).click()
    page.wait_for_selector("text=请确认（")
    for box in page.locator("input[name=confirmed]").all():
        box.check()
    page.get_by_role("button", name="送审", exact=True).click()
    page.wait_for_url(re.compile("/desk/cases/"))


def _sign(person, drafter, head, address: str) -> None:
    leader = person("分管局领导", phone=True).signs_in("leader-mass")
    keep(leader.page, "phone-inbox")
    row_of(leader.page).get_by_role("link", name="签发").click()
    leader.page.wait_for_selector(".act-bar")
    keep(leader.page, "phone-sign")
    leader.page.wait_for_selector("img.page-image")
    leader.page.locator("details.pages").scroll_into_view_if_needed()
    keep(leader.page, "phone-pages")
    leader.page.get_by_role("link", name="改后发").click()
    leader.page.wait_for_selector(EDITOR)
    keep(leader.page, "phone-amend")
    pane = act(leader.page, "批示修改后发")
    pane.locator("textarea").fill("请写明联系方式")
    pane.get_by_role("button", name="确认批示修改后发").click()
    leader.page.wait_for_selector("text=已批示修改后发")
    _amend(drafter, head, address)
    leader.page.goto("/desk/")
    row_of(leader.page).get_by_role("link", name="签发").click()
    leader.page.locator(".act-bar summary", has_text="退回").click()
    keep(leader.page, "phone-send-back")
    leader.page.locator(".act-bar summary", has_text="退回").click()
    leader.page.locator(".act-bar").get_by_role("button", name="同意").click()
    leader.page.wait_for_selector("text=已签发")


def _amend(drafter, head, address: str) -> None:
    """按批示修改后确认: the drafter writes, the head confirms."""
    drafter.goto(address)
    drafter.locator(".act-bar").get_by_role("link", name="修改").click()
    drafter.wait_for_selector(EDITOR)
    drafter.locator(f"{EDITOR} p", has_text="联系电话").click(click_count=3)
    drafter.keyboard.insert_text("联系电话和联系人见通知附件。")
    drafter.get_by_role("button", name="保存", exact=True).click()
    drafter.wait_for_selector("text=已保存。")
    head.goto(address)
    presses(head, "确认已按批示修改", "已确认，报领导签发")


def _read(page) -> None:
    """待阅: the way to what it is about, then 已阅."""
    eventually_at(page, "/desk/?tab=read", TITLE)
    row_of(page).first.locator(".title a").click()
    assert page.get_by_role("link", name="查看稿件").is_visible()
    page.get_by_role("button", name="已阅").click()
    page.wait_for_url("**/desk/?tab=read")


def _take_time_out(page, address: str) -> None:
    """扣除时间 and back, from the sheet over 逐日计算 to the task."""
    page.goto(address)
    page.locator("aside").get_by_role("link", name="逐日计算", exact=True).click()
    page.get_by_role("link", name="返回任务").click()
    goes(page, "扣除时间", "中止计时", "已中止计时", reason="等待其他机关答复")
    goes(page, "恢复计时", "恢复", "已恢复计时")


def eventually_at(page, address: str, text: str) -> None:
    """The notifier has read the trail when the message is there."""
    for _ in range(40):
        page.goto(address)
        if page.locator("main li.row", has_text=text).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{text} did not come")


def _number_and_publish(page, address: str) -> None:
    page.goto(address)
    pane = act(page, "编号")
    pane.locator("[name=document_number]").fill(NUMBER)
    keep(page, "number", left=480, top=260)
    pane.get_by_role("button", name="确认编号").click()
    page.wait_for_selector("text=已编号")
    page.get_by_role("link", name="发布", exact=True).first.click()
    page.locator("tr", has_text=TITLE).locator("input[data-pick]").check()
    pane = act(page, "定时")
    pane.locator("[name=at]").fill(f"{TODAY + timedelta(days=2)}T09:00")
    keep(page, "publishing", height=900)
    pane.get_by_role("button", name="到时发布").click()
    page.goto("/desk/publishing/?tab=scheduled")
    page.locator("tr", has_text=TITLE).locator("input[data-pick]").check()
    page.locator(".act-bar").get_by_role("button", name="取消定时").click()
    page.goto("/desk/publishing/")
    page.locator("tr", has_text=TITLE).locator("input[data-pick]").check()
    page.locator(".act-bar").get_by_role("button", name="发布", exact=True).click()
    page.wait_for_timeout(500)
    page.goto(address)
    eventually(page, "外网可见（发布后")
    page.locator("section.panel", has_text="发布位置").last.scroll_into_view_if_needed()
    keep(page, "published", left=480)


def _after_publishing(person, office, address: str) -> None:
    page = office.page
    pane = act(page, "登记其他渠道")
    keep(page, "placement", left=480, top=260)
    page.locator(".act-bar summary", has_text="登记其他渠道").click()
    assert pane.count() == 0
    page.get_by_role("link", name="复制到其他渠道").click()
    keep(page, "copies")
    page.goto(address)
    page.locator("details.papers summary").click()
    page.locator("details.papers").get_by_role("link", name="发文稿纸").click()
    page.wait_for_selector("article.paper-form")
    keep(page, "paper")
    page.goto(address)
    page.get_by_role("link", name="复核更正").click()
    page.wait_for_selector(EDITOR)
    page.locator(f"{EDITOR} p", has_text="联系电话").click(click_count=3)
    page.keyboard.insert_text("联系电话和联系人，见通知附件。")
    keep(page, "correct")
    page.get_by_role("button", name="提交更正").click()
    page.wait_for_selector("text=更正已提交")
    head = person("群体处负责人").signs_in("mass-sports-head")
    head.page.goto(address)
    presses(head.page, "确认更正", "已确认更正")
    page.goto("/desk/rechecked/")
    keep(page, "rechecked", height=420)
    page.goto(address)
    pane = act(page, "撤下")
    pane.locator("[name=reason]").fill("内容需要核实")
    keep(page, "withdraw", left=480, top=260)
    pane.get_by_role("button", name="确认撤下").click()
    page.wait_for_selector("text=已撤下")
