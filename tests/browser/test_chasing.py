"""催办 in a real browser: pick, copy, record; on the phone the words first; the slip is a real file; the organ answers."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def opens_the_tasks(page) -> None:
    """The list of 群众体育处; right after the first start the ticker has yet to open what the calendar asks for."""
    for _ in range(60):
        page.goto("/desk/tasks/?organ=mass_sports")
        if page.locator("input[data-pick]").count() >= 2:
            return
        page.wait_for_timeout(500)
    raise AssertionError("the ticker opened no task within half a minute")


def picks_and_goes(person, *, phone: bool):
    """The office's editor picks tasks of the list and presses 催办."""
    editor = person("办公室核稿员甲", phone=phone).signs_in("office-editor")
    page = editor.page
    opens_the_tasks(page)
    boxes = page.locator("input[data-pick]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    assert editor.sees("已选 2 件")
    editor.picture("40-催办-选择")
    page.locator(".act-bar button:has-text('催办')").click()
    page.wait_for_url(re.compile("/desk/chases/new/"))
    return editor


def no_sideways(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("phone", [False, True])
def test_the_words_are_copied_in_one_click_and_recorded(person, phone):
    editor = picks_and_goes(person, phone=phone)
    page = editor.page
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    words = page.locator("textarea[readonly]").first.input_value()
    assert words.startswith("群体处：有以下 2 件任务尚未办结。")
    assert no_sideways(page)
    editor.picture("41-催办话术")
    page.get_by_role("button", name="复制催办话术").click()
    page.wait_for_selector("button:has-text('已复制')")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "") == words
    page.get_by_label("工作群").check()
    page.click("button:has-text('记录催办')")
    page.wait_for_url(re.compile("/desk/chases/[0-9a-f-]{36}/"))
    assert editor.sees("已记录催办 1 个处室")
    assert page.locator("textarea[readonly]").input_value() == words
    editor.picture("42-催办记录")
    assert editor.faults == []


def test_the_demanded_day_stands_in_the_words(person):
    editor = picks_and_goes(person, phone=False)
    page = editor.page
    tomorrow = page.evaluate("new Date(Date.now() + 864e5).toLocaleDateString('sv')")
    page.fill("input[name=demanded][type=date]", tomorrow)
    page.wait_for_url(re.compile(f"demanded={tomorrow}"))
    assert "前办结，并回复办理情况" in page.locator("textarea[readonly]").first.input_value()


def test_a_slip_is_a_file_and_the_organ_answers_on_the_phone(person):
    editor = picks_and_goes(person, phone=False)
    page = editor.page
    page.get_by_label("催办单").check()
    page.click("button:has-text('记录催办')")
    page.wait_for_url(re.compile("/desk/chases/[0-9a-f-]{36}/"))
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Word").click()
    assert re.fullmatch(
        r"催办〔\d{4}〕\d+号（群众体育处）\.docx", download.value.suggested_filename
    )
    head = person("群体处负责人", phone=True).signs_in("mass-sports-head")
    received = head.page.locator("section", has_text="收到的催办").get_by_role("link").first
    head.picture("43-收到的催办")
    received.click()
    head.page.wait_for_url(re.compile("/desk/chases/"))
    head.page.locator(".act-bar summary", has_text="回复").click()
    head.page.fill(".act[open] textarea[name=text]", "周四前办结")
    head.page.click("button:has-text('登记回复')")
    head.page.wait_for_selector("text=已登记回复")
    assert no_sideways(head.page)
    head.picture("44-回复")
    page.reload()
    assert editor.sees("周四前办结")


def test_without_scripts_the_words_can_be_selected_and_the_act_recorded(browser, installation):
    from gongkai.config.demonstration import PASSWORD

    context = browser.new_context(
        java_script_enabled=False, base_url=installation.address, locale="zh-CN"
    )
    page = context.new_page()
    page.goto("/desk/")
    page.fill("input[name=username]", "office-editor")
    page.fill("input[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    page.wait_for_url("**/desk/")
    opens_the_tasks(page)
    page.locator("input[name=task]").first.check()
    page.locator(".act-bar button:has-text('催办')").click()
    assert page.locator("textarea[readonly]").is_visible()
    assert not page.get_by_role("button", name="复制催办话术").is_visible()
    page.click("button:has-text('记录催办')")
    page.wait_for_url(re.compile("/desk/chases/[0-9a-f-]{36}/"))
    context.close()
