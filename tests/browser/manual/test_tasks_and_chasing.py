"""任务台账、零报告、落实情况、任务分解、催办、到期提醒."""

from __future__ import annotations

import re

import pytest

from tests.browser.manual.pictures import keep
from tests.browser.manual.steps import act, presses

pytestmark = pytest.mark.browser


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
