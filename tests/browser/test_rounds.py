"""二(二): 集中清理 and 归档 as a clerk does them, at the desk and on a phone; what comes of it outside."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_accessible import faults

pytestmark = pytest.mark.browser
PLAN = "西安市体育局全面推进政务公开工作实施方案"


def fits(page) -> bool:
    """Nothing hangs out to the side."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_round_from_the_first_page_to_the_public_page(person):
    drafter = person("办公室拟稿人").signs_in("office-drafter")
    page = drafter.page
    page.goto("/desk/documents/cleanup/")
    drafter.picture("40-清理-未开始")
    page.get_by_role("button", name=re.compile("开始.*清理")).click()
    page.wait_for_selector("text=清理已开始")
    row = page.locator("ol.filled > li", has_text=PLAN)
    assert row.get_by_text("未看").count() == 1
    row.get_by_label("结论").select_option(label="修改")
    page.get_by_role("button", name="保存本页").click()
    page.wait_for_selector("text=请填写依据")
    assert row.get_by_label("结论").input_value() == "amend", "what was chosen is still there"
    drafter.picture("41-清理-拒绝")
    row.get_by_label("依据（文号或理由）").fill("机构改革后处室名称已变")
    page.get_by_role("button", name="保存本页").click()
    page.wait_for_selector("text=本页已保存")
    drafter.picture("42-清理-填写")
    phone = person("办公室拟稿人", phone=True).signs_in("office-drafter")
    phone.page.goto(page.url)
    assert fits(phone.page)
    assert faults(phone.page) == faults(page) == []
    phone.picture("42-清理-填写")
    page.get_by_role("button", name="报负责人确认").click()
    page.wait_for_selector("text=已报负责人确认")

    head = person("办公室负责人", phone=True).signs_in("office-head")
    assert head.sees("文件清理待确认")
    head.picture("43-待办-清理")
    head.page.get_by_role("link", name="确认").first.click()
    head.page.wait_for_selector(".act-bar")
    assert fits(head.page)
    head.picture("44-清理-确认")
    button = head.page.locator(".act-bar").get_by_role("button", name="确认", exact=True)
    button.click()
    if head.page.get_by_text("清理结论已确认").count() == 0:
        head.page.locator(".act-bar button[data-confirm]").click()
    head.page.wait_for_selector("text=清理结论已确认")

    editor = person("核稿员").signs_in("office-editor")
    editor.page.get_by_role("link", name="办理").first.click()
    editor.page.get_by_role("button", name="在外网标注").click()
    editor.page.wait_for_selector("text=已标注")
    editor.picture("45-清理-已办理")

    for phone_wanted in (False, True):
        citizen = person("市民", phone=phone_wanted)
        for _ in range(50):
            citizen.page.goto("/")
            citizen.page.get_by_role("link", name=PLAN).first.click()
            if citizen.sees("已修改"):
                break
            citizen.page.wait_for_timeout(200)
        assert citizen.sees("依据：机构改革后处室名称已变")
        assert fits(citizen.page)
        assert faults(citizen.page) == []
        citizen.picture("46-外网-已修改")
        citizen.page.locator("nav.crumbs a").nth(1).click()
        assert citizen.page.locator(".titles .chip", has_text="已修改").count() == 1
        citizen.picture("47-外网-栏目")


def test_a_list_is_made_completed_handed_over_and_received(person):
    drafter = person("办公室拟稿人").signs_in("office-drafter")
    page = drafter.page
    page.goto("/desk/documents/archive/")
    page.get_by_role("button", name=re.compile("整理20..年目录")).last.click()
    page.wait_for_selector("text=请补齐页数")
    page.get_by_label("页数").first.fill("-1")
    page.get_by_role("button", name="保存本页").click()
    page.wait_for_selector("text=页数请填 1 到")
    assert page.get_by_label("页数").first.input_value() == "-1"
    page.get_by_label("页数").first.fill("8")
    page.get_by_role("button", name="保存本页").click()
    page.wait_for_selector("text=本页已保存")
    drafter.picture("48-归档-整理")
    phone = person("办公室拟稿人", phone=True).signs_in("office-drafter")
    phone.page.goto(page.url)
    assert fits(phone.page)
    assert faults(phone.page) == faults(page) == []
    phone.picture("48-归档-整理")
    with page.expect_download() as sent:
        page.get_by_role("link", name="目录（XLSX）").click()
    assert sent.value.suggested_filename.endswith("归档文件目录.xlsx")

    page.goto("/desk/documents/archive/")
    page.get_by_role("button", name=re.compile("整理20..年目录")).first.click()
    page.wait_for_selector("text=本年度没有签发的文件")
    address = page.url
    head = person("办公室负责人").signs_in("office-head")
    head.page.goto(address)
    head.page.locator(".act-bar").get_by_role("button", name="移交").click()
    if head.page.get_by_text("已移交").count() == 0:
        head.page.locator(".act-bar button[data-confirm]").click()
    head.page.wait_for_selector("text=已移交")
    editor = person("核稿员", phone=True).signs_in("office-editor")
    assert editor.sees("归档文件待签收")
    editor.page.goto(address)
    editor.picture("49-归档-签收")
    assert faults(editor.page) == []
    assert fits(editor.page)
    editor.page.get_by_role("button", name="签收").click()
    editor.page.wait_for_selector("text=签收编号")
    with editor.page.expect_download() as sent:
        editor.page.get_by_role("link", name="归档包（ZIP）").click()
    assert sent.value.suggested_filename.endswith("归档包.zip")
    page.goto("/desk/documents/archive/")
    drafter.picture("50-归档-目录")
