"""二(五): a service is registered, its guide filled in, held up by what is missing, sent off, signed, read by a citizen."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_accessible import faults

pytestmark = pytest.mark.browser

TITLE = "公共体育场地预约"


def registers(drafter, title: str = TITLE) -> None:
    page = drafter.page
    page.goto("/desk/guides/new/")
    page.fill("#title", title)
    page.select_option("#category", label="群众性体育活动")
    page.select_option("#el-service_type", "公共服务")
    page.check("#el-audience-1")
    page.check("#el-audience-4")
    page.fill("#el-basis", "《公共文化体育设施条例》第十七条")
    page.locator(".act-bar").get_by_role("button", name="登记").click()
    page.wait_for_url(re.compile("/desk/guides/[0-9a-f-]{36}/"))


def fills_in(page) -> None:
    """Everything but the materials."""
    for name, value in (
        ("conditions", "年满十六周岁。\n团体预约须有一名负责人到场。"), ("visits", "1"), ("legal_term", "20"),
        ("promised_term", "5"), ("result", "场地预约确认单，窗口领取或网上下载"), ("place", "市民中心一楼 8 号窗口"),
        ("hours", "工作日 9:00—12:00，14:00—17:00"), ("telephone", "029-00000001"), ("complaints", "029-00000002"),
        ("platform_link", "https://service.example.gov.cn/item?id=1"), ("compared_on", "2025-06-03"),
        ("steps-0-name", "申请"), ("steps-0-what", "填写场地预约表，窗口或网上提交。"), ("steps-1-name", "审核"),
        ("questions-0-question", "可以代办吗？"), ("questions-0-answer", "可以，请出示委托书。"),
    ):  # fmt: skip
        page.fill(f"#el-{name}", value)
    page.check("#el-ways-1")
    page.check("#el-ways-2")
    page.select_option("#el-fee", "不收费")


def writes_material(page, row: int, name: str) -> None:
    page.fill(f"#el-materials-{row}-name", name)
    page.select_option(f"#el-materials-{row}-form", "原件和复印件")
    page.fill(f"#el-materials-{row}-copies", "1")
    page.select_option(f"#el-materials-{row}-needed", "必需")
    page.fill(f"#el-materials-{row}-source", "申请人自备")


def presses(somebody, label: str) -> None:
    somebody.page.locator(".act-bar").get_by_role("button", name=label, exact=True).click()


def no_sideways(somebody) -> bool:
    return bool(somebody.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def agrees(person, title: str) -> None:
    head = person("群体处负责人").signs_in("mass-sports-head")
    head.opens(title)
    head.page.locator(".act-bar summary", has_text="同意").click()
    head.page.fill(".act[open] [name=opinion]", "同意")
    head.page.click(".act[open] button:has-text('确认同意')")
    head.page.wait_for_selector("text=已提交意见")
    reviewer = person("保密审查员").signs_in("secrecy")
    reviewer.opens(title)
    reviewer.page.locator(".act-bar summary", has_text="保密审查").click()
    reviewer.page.get_by_label("可以公开").check()
    reviewer.page.click("button:has-text('提交审查结论')")


def signs(person, title: str) -> None:
    leader = person("分管局领导", phone=True).signs_in("leader-mass")
    leader.page.locator("li.row", has_text=title).get_by_role("link", name="签发").click()
    leader.picture("42-办事指南签发")
    assert no_sideways(leader)
    leader.page.click(".act-bar button:has-text('同意')")
    leader.page.wait_for_selector("text=已签发")


def publishes(person, title: str) -> None:
    editor = person("核稿员").signs_in("office-editor")
    editor.page.goto("/desk/publishing/")
    editor.page.get_by_role("link", name=title).first.click()
    editor.page.get_by_role("button", name="发布", exact=True).click()
    editor.page.wait_for_selector("text=已发布，正在等待外网可见")


def reads(citizen, title: str) -> None:
    for _ in range(60):  # the builder follows the trail
        citizen.page.goto("/c/mass_sports/")
        row = citizen.page.get_by_role("link", name=title)
        if row.count():
            row.first.click()
            return
        citizen.page.wait_for_timeout(200)
    raise AssertionError("the page did not come")


def test_from_the_register_to_the_citizen(person):
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    registers(drafter)
    assert drafter.sees("重点要素缺失 15 项")
    registered = page.url
    page.goto("/desk/guides/new/")
    assert page.input_value("#title") == "", "what was delivered is not offered again"
    assert page.get_by_text("没有送达的内容").count() == 0
    page.goto(registered)
    fills_in(page)
    writes_material(page, 0, "场地预约表")
    page.get_by_role("button", name="添加材料").click()
    page.get_by_role("button", name="添加材料").click()
    writes_material(page, 3, "活动方案")
    page.get_by_role("button", name="在第 1 行下方插入").first.click()
    page.fill("#el-materials-1-name", "身份证件")
    presses(drafter, "送审")
    page.wait_for_selector("text=第 2 行没有填“形式”“份数”“是否必需”，请补上，或清空该行。")
    drafter.picture("40-办事指南缺项")
    assert faults(page) == [], "nothing keeps anybody out, the refused page neither"
    writes_material(page, 1, "身份证件")
    page.fill("#el-place", "")
    presses(drafter, "送审")
    page.wait_for_selector("text=办事指南重点要素缺失：办理地点。请补齐并保存后再送审。")
    page.fill("#el-place", "市民中心一楼 8 号窗口")
    presses(drafter, "保存")
    page.wait_for_selector("text=已保存。")
    drafter.picture("41-编制办事指南")
    assert drafter.sees("要素齐全")
    for box in page.locator("input[name=confirmed]").all():
        box.check()
    presses(drafter, "送审")
    page.wait_for_url(re.compile("/desk/cases/"))
    agrees(person, TITLE)
    signs(person, TITLE)
    publishes(person, TITLE)
    for phone in (False, True):
        citizen = person("公民", phone=phone)
        reads(citizen, TITLE)
        assert citizen.sees("场地预约表")
        assert no_sideways(citizen)
        assert faults(citizen.page) == []
        citizen.picture("43-办事指南公开页")
    assert not drafter.faults


def test_on_a_phone_and_without_a_script_the_tables_can_be_filled_in(person, browser, installation):
    drafter = person("群体处拟稿人", phone=True).signs_in("mass-sports-drafter")
    registers(drafter, "健身器材报修")
    drafter.picture("44-手机编制办事指南")
    assert faults(drafter.page) == []
    assert no_sideways(drafter)
    plain = browser.new_context(
        java_script_enabled=False, storage_state=drafter.context.storage_state()
    )
    page = plain.new_page()
    page.goto(drafter.page.url)
    page.fill("#el-steps-0-name", "受理")
    page.get_by_role("button", name="添加环节").click()
    page.fill("#el-steps-3-name", "办结")
    page.get_by_role("button", name="在第 1 行下方插入").nth(1).click()
    page.fill("#el-steps-1-name", "派单")
    page.locator(".act-bar").get_by_role("button", name="保存").click()
    page.wait_for_selector("text=已保存。")
    names = [page.input_value(f"#el-steps-{row}-name") for row in range(3)]
    assert names == ["受理", "派单", "办结"]
    plain.close()


def test_the_lists_fit_on_both_screens(person):
    for phone in (False, True):
        somebody = person("群体处拟稿人", phone=phone).signs_in("mass-sports-drafter")
        for address, name in (("", "45-服务事项"), ("simplified/", "46-流程优化"), ("standards/", "47-服务标准"),
                              ("standards/new/", "48-起草服务标准")):  # fmt: skip
            somebody.page.goto(f"/desk/guides/{address}")
            assert no_sideways(somebody)
            assert faults(somebody.page) == []
            somebody.picture(name)
