"""A second person takes 使用手册 and the demonstration and gets there: its steps, press by press.

Each function follows one page of the manual; the pictures of the manual are taken on the way (`manual_pictures`).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gongkai.clock.calendars import SHANGHAI
from gongkai.word.tests.cases_official import whole_notice
from tests.browser.conftest import ROOT
from tests.browser.manual_pictures import draw, keep
from tests.browser.test_a_document_goes_its_way import eventually
from tests.browser.test_guides import fills_in, registers, writes_material
from tests.old_site import PDF, hand_over, plain

pytestmark = pytest.mark.browser
TITLE = "关于开展全民健身活动月的通知"
TODAY = datetime.now(SHANGHAI).date()
NUMBER = f"演示体发〔{TODAY.year}〕8号"
EDITOR = ".ProseMirror[contenteditable=true]"


def act(page, label: str):
    """Unfold one act of the bar."""
    page.locator(".act-bar summary", has_text=label).click()
    return page.locator(".act-bar .act[open]")


def goes(page, label: str, go: str, said: str, **typed: str) -> None:
    pane = act(page, label)
    for name, value in typed.items():
        pane.locator(f"[name={name}]").fill(value)
    pane.get_by_role("button", name=go, exact=True).click()
    page.wait_for_selector(f"text={said}")


def row_of(page):
    """The text of this walk among whatever else waits there."""
    return page.locator("main li.row", has_text=TITLE)


def presses(page, label: str, said: str) -> None:
    page.locator(".act-bar").get_by_role("button", name=label, exact=True).click()
    page.wait_for_selector(f"text={said}")


def twice(page, label: str) -> None:
    """What cannot be taken back asks once more: the same button, with other words."""
    page.locator("button[data-confirm]", has_text=label).first.click()
    page.locator("button.armed").click()


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


def test_台账和催办(person):
    """任务台账、零报告、落实情况、任务分解、催办、到期提醒。"""
    head = person("办公室负责人").signs_in("office-head")
    page = head.page
    _until_there_are_tasks(page)
    keep(page, "tasks")
    page.get_by_role("link", name=re.compile("通报|安全检查|年度")).first.click()
    page.wait_for_selector(".act-bar")
    pane = act(page, "登记完成情况")
    pane.locator("[name=what]").fill("已印发第三季度通报，见局内网公告。")
    keep(page, "task")
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_selector("text=已登记")
    page.goto("/desk/zero-reports/")
    keep(page, "zero-reports", height=700)
    if page.locator("input[name=duty]").count():
        page.locator("input[name=duty]").first.check()
        presses(page, "确认零报告", "已确认零报告 1 项")
    page.goto("/desk/conformance/")
    keep(page, "conformance")
    page.get_by_role("link", name="佐证", exact=True).nth(1).click()
    page.wait_for_selector("h1:has-text('佐证')")
    page.goto("/desk/task-table/")
    keep(page, "task-table", height=760)
    page.get_by_role("link", name="填表登记").click()
    keep(page, "fill-table", height=620)
    _a_proof(person)
    _chase(person)


def _until_there_are_tasks(page) -> None:
    """The list of the office; right after the first start the ticker has yet to open what the calendar asks for."""
    for _ in range(60):
        page.goto("/desk/tasks/?organ=office")
        if page.get_by_role("link", name=re.compile("通报|安全检查|年度")).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("the ticker opened no task within half a minute")


def _a_proof(person) -> None:
    editor = person("核稿员甲").signs_in("office-editor")
    row = editor.page.locator("tr", has_text="上网公开")
    for _ in range(50):
        editor.page.goto("/desk/tasks/?light=done&clause=二(二)")
        if row.count():
            break
        editor.page.wait_for_timeout(200)
    row.locator("a").first.click()
    editor.page.locator("a[href$='/proof/']").first.click()
    editor.page.wait_for_selector("table.calendar")
    keep(editor.page, "proof", height=720)


def _chase(person) -> None:
    editor = person("核稿员甲").signs_in("office-editor")
    page = editor.page
    page.goto("/desk/tasks/?organ=mass_sports")
    page.locator("input[data-pick]").nth(0).check()
    page.locator("input[data-pick]").nth(1).check()
    page.locator(".act-bar button:has-text('催办')").click()
    page.get_by_label("催办单").check()
    keep(page, "chase-new")
    page.click("button:has-text('记录催办')")
    page.wait_for_url(re.compile("/desk/chases/[0-9a-f-]{36}/"))
    address = page.url
    head = person("群体处负责人").signs_in("mass-sports-head")
    head.page.goto(address)
    pane = act(head.page, "回复")
    pane.locator("textarea").fill("已落实，周五前办结。")
    keep(head.page, "chase-answer")
    pane.get_by_role("button", name="登记回复").click()
    head.page.wait_for_selector("text=已登记回复")


def test_清理和归档(person):
    drafter = person("办公室拟稿人").signs_in("office-drafter")
    page = drafter.page
    page.get_by_role("link", name="清理", exact=True).first.click()
    start = page.get_by_role("button", name=re.compile("^开始.*清理$"))
    if start.count():
        start.click()
        page.wait_for_selector("text=清理已开始")
        keep(page, "cleanup", height=760)
        page.get_by_role("button", name="保存本页").click()
        page.wait_for_selector("text=本页已保存")
        twice(page, "其余全部继续有效")
        page.wait_for_selector("text=其余文件已定为继续有效")
        presses(page, "报负责人确认", "已报负责人确认")
    page.get_by_role("link", name="归档", exact=True).first.click()
    start = page.get_by_role("button", name=re.compile("^整理20..年目录$"))
    start.last.click()
    page.wait_for_selector("text=请补齐页数")
    page.get_by_label("页数").first.fill("8")
    keep(page, "archive", height=700)
    page.get_by_role("button", name="保存本页").click()
    page.wait_for_selector("text=本页已保存")


def test_办事指南(person):
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    page.get_by_role("link", name="服务公开").first.click()
    page.get_by_role("link", name="登记服务事项").first.click()
    title = "健身站点登记"
    registers(drafter, title)
    fills_in(page)
    page.evaluate("scrollTo(0, 0)")
    keep(page, "guide")
    writes_material(page, 0, "站点登记表")
    page.locator("#field-el-materials").evaluate("e => e.scrollIntoView({block: 'start'})")
    keep(page, "guide-rows", height=620)
    page.locator(".act-bar").get_by_role("button", name="保存", exact=True).click()
    page.wait_for_selector("text=要素齐全")
    page.goto("/desk/guides/standards/new/")
    keep(page, "standard", height=760)


def test_三员和旧站补录(person, installation, tmp_path: Path):
    """人员与岗位、留痕、旧站补录。"""
    security = person("安全管理员").signs_in("security")
    page = security.page
    page.get_by_role("link", name="人员与岗位").first.click()
    page.fill("input[name=name]", "新来的同事")
    page.fill("input[name=username]", "manual-colleague")
    page.fill("input[name=password]", "a-long-password-1")
    keep(page, "people")
    page.get_by_role("button", name="设立账号").click()
    page.wait_for_selector("text=已设立账号")
    auditor = person("审计管理员").signs_in("auditor")
    auditor.page.get_by_role("link", name="留痕", exact=True).first.click()
    auditor.page.wait_for_selector("text=已核验到第")
    keep(auditor.page, "trail", height=760)
    _bring_in(installation, hand_over(tmp_path / "旧网站", [plain(n) for n in range(1, 6)]))
    editor = person("核稿员甲").signs_in("office-editor")
    editor.page.locator(".menu summary", has_text="更多").click()
    editor.page.locator(".menu").get_by_role("link", name="旧站补录").click()
    editor.page.locator("tbody a").first.click()
    keep(editor.page, "batch")
    presses(editor.page, "核对无误，确认", "已确认")


def _bring_in(installation, folder: Path) -> None:
    command = [str(Path(sys.executable).parent / "gongkai"), "import-site", str(folder), "--by", "office-editor-2"]  # fmt: skip
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "DJANGO_"))}
    env["GONGKAI_HOME"] = str(installation.home)
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wps另存为(person):
    draw(person("画图").page, "wps-save-as")
