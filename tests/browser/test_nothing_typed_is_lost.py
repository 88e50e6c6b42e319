"""What was typed outlives the session, a refusal and a chosen file; and nobody is offered another's text."""

from __future__ import annotations

import re

import pytest

from gongkai.config.demonstration import PASSWORD
from gongkai.word.tests.cases_official import whole_notice
from tests.browser.test_a_document_goes_its_way import write_in_the_editor
from tests.browser.test_the_editor import a_draft

pytestmark = pytest.mark.browser
OFFER = "text=本机留有上次没有送达的内容"


def signs_out_in_a_second_window(somebody) -> None:
    window = somebody.context.new_page()
    window.goto("/desk/me/")
    window.click(".masthead details.fold:not(.whole-menu):has(form) summary")
    window.click("button:has-text('退出登录')")
    window.wait_for_url("**/desk/sign-in/")
    window.close()


def signs_in_here(page, username: str) -> None:
    page.wait_for_selector("input[name=username]")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("button:has-text('登录')")


def test_autosave_after_the_session_says_so_and_saves_after_signing_in_elsewhere(person):
    drafter = a_draft(person, "登录失效时的自动保存")
    page = drafter.page
    signs_out_in_a_second_window(drafter)
    page.fill("textarea[name=title]", "登录失效之后写的标题")
    page.wait_for_selector("[data-saved]:has-text('登录已失效，内容留在本机')")
    assert page.get_by_text("已自动保存").count() == 0
    window = drafter.context.new_page()
    window.goto("/desk/")
    signs_in_here(window, "mass-sports-drafter")
    window.wait_for_url("**/desk/")
    page.fill("textarea[name=title]", "登录失效之后写的标题（续）")
    page.wait_for_selector("[data-saved]:has-text('已自动保存 ')")
    assert re.search(r"已自动保存 \d+:\d\d", page.inner_text("[data-saved]"))
    page.reload()
    assert page.input_value("textarea[name=title]") == "登录失效之后写的标题（续）"
    assert page.locator(OFFER).count() == 0
    assert drafter.faults == []


def a_new_text_lost_its_session(person, title: str):
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    page.goto("/desk/documents/new/?kind=information")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    signs_out_in_a_second_window(drafter)
    page.fill("textarea[name=title]", title)
    write_in_the_editor(page, "<p>写了半小时的正文。</p>")
    page.click("button:has-text('保存')")
    page.wait_for_url("**/desk/sign-in/**")
    return drafter


def test_a_text_saved_after_the_session_is_offered_again_to_its_writer(person):
    drafter = a_new_text_lost_its_session(person, "登录失效时保存的信息")
    page = drafter.page
    signs_in_here(page, "mass-sports-drafter")
    page.wait_for_url("**/desk/documents/new/?kind=information")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    page.click(f"{OFFER} >> xpath=.. >> button:has-text('恢复')")
    assert page.input_value("textarea[name=title]") == "登录失效时保存的信息"
    assert "写了半小时的正文。" in page.inner_text(".ProseMirror[contenteditable=true]")
    page.select_option("select[name=category]", label="工作动态")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=已保存。")
    page.goto("/desk/documents/new/?kind=information")
    assert page.locator(OFFER).count() == 0, "what was taken is not offered a second time"


def test_the_next_person_at_the_computer_is_offered_nothing_and_the_copy_is_gone(person):
    drafter = a_new_text_lost_its_session(person, "别人不得看到的信息")
    page = drafter.page
    held = "JSON.stringify(Object.entries(localStorage))"
    assert "别人不得看到的信息" in page.evaluate(held), "the control: it was kept"
    signs_in_here(page, "competitive-sports-drafter")
    page.wait_for_url("**/desk/documents/new/?kind=information")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    assert page.locator(OFFER).count() == 0
    assert "别人不得看到的信息" not in page.evaluate(held)


def test_signing_out_takes_every_copy_along(person):
    drafter = a_new_text_lost_its_session(person, "退出后不留的信息")
    page = drafter.page
    signs_in_here(page, "mass-sports-drafter")
    page.wait_for_selector(OFFER)
    signs_out_in_a_second_window(drafter)
    assert (
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('gongkai:')).length") == 0
    )


def test_a_reason_sent_after_the_session_is_offered_again_on_the_sheet(person):
    drafter = a_draft(person, "登录失效时退回的信息")
    write_in_the_editor(drafter.page, "<p>本周开展活动。</p>")
    drafter.page.click("button:has-text('送审')")
    drafter.page.wait_for_url(re.compile("/desk/cases/"))
    case = drafter.page.url
    head = person("群体处负责人").signs_in("mass-sports-head")
    page = head.page
    page.goto(case)
    page.click("details.act summary:has-text('退回')")
    page.fill("form[action$='/act/send_back/'] textarea", "活动日期与通知不一致，请核对。")
    signs_out_in_a_second_window(head)
    page.click("button:has-text('确认退回')")
    page.wait_for_url("**/desk/sign-in/**")
    signs_in_here(page, "mass-sports-head")
    page.wait_for_url(case)
    page.click("form[action$='/act/send_back/'] button:has-text('恢复')")
    assert (
        page.input_value("form[action$='/act/send_back/'] textarea")
        == "活动日期与通知不一致，请核对。"
    )
    page.click("button:has-text('确认退回')")
    page.wait_for_selector("text=已退回：《登录失效时退回的信息》")


def test_going_back_from_a_refusal_shows_a_page_with_what_was_typed(person):
    drafter = a_draft(person, "送审被退的信息")
    page = drafter.page
    address = page.url
    for title in ("题" * 201, "题" * 202):
        page.fill("textarea[name=title]", title)
        page.click("button:has-text('送审')")
        page.wait_for_selector("text=标题最多 200 字")
        assert page.input_value("textarea[name=title]") == title
    page.go_back()
    page.wait_for_selector(OFFER)
    assert page.url == address
    page.click(f"{OFFER} >> xpath=.. >> button:has-text('恢复')")
    assert page.input_value("textarea[name=title]") == "题" * 202


def test_a_chosen_file_asks_before_it_replaces_and_a_refused_one_leaves_what_was_typed(person):
    page = person("群体处拟稿人").signs_in("mass-sports-drafter").page
    page.goto("/desk/documents/new/?kind=information")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    page.fill("textarea[name=title]", "先填好的标题")
    write_in_the_editor(page, "<p>先写好的一段。</p>")
    wrong = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}
    page.set_input_files("#import-file", wrong)
    page.click("button:has-text('导入')")
    page.click("button:has-text('已填写的内容将被文件内容替换，再按一次导入')")
    page.wait_for_selector(".notice-refuse:has-text('从文件导入')")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    assert page.input_value("textarea[name=title]") == "先填好的标题"
    assert "先写好的一段。" in page.inner_text(".ProseMirror[contenteditable=true]")
    page.select_option("select[name=category]", label="工作动态")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=已保存。")


def test_into_an_empty_page_a_file_comes_without_a_question(person):
    page = person("群体处拟稿人").signs_in("mass-sports-drafter").page
    page.goto("/desk/documents/new/?kind=information")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    notice = {"name": "通知.docx", "mimeType": "application/zip", "buffer": whole_notice()}
    page.set_input_files("#import-file", notice)
    page.click("button:has-text('导入')")
    page.wait_for_selector("text=请核对浅色虚框的各项")
