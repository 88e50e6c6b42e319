"""清理、归档、办事指南, and the picture of the two clicks in WPS."""

from __future__ import annotations

import re

import pytest

from tests.browser.manual.pictures import draw, keep
from tests.browser.manual.steps import presses, twice
from tests.browser.test_guides import fills_in, registers, writes_material

pytestmark = pytest.mark.browser


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


def test_wps另存为(person):
    draw(person("画图").page, "wps-save-as")
