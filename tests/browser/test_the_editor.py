"""The editor: pictures from the store, merged cells, Chinese input, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_a_document_goes_its_way import write_in_the_editor

pytestmark = pytest.mark.browser
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)
MERGED = '<table><tbody><tr><td colspan="2"><p>合并</p></td></tr><tr><td><p>甲</p></td><td><p>乙</p></td></tr></tbody></table>'


def a_draft(person, title: str):
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    page.goto("/desk/documents/new/?kind=information")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    page.fill("textarea[name=title]", title)
    page.select_option("select[name=category]", label="工作动态")
    page.click("button:has-text('保存')")
    page.wait_for_url(re.compile("/desk/documents/[0-9a-f-]{36}/"))
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    return drafter


def test_a_picture_goes_into_the_store_and_stands_in_the_text(person):
    drafter = a_draft(person, "带图片的信息")
    page = drafter.page
    page.set_input_files(
        "input[data-picture]", {"name": "现场.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    page.wait_for_selector(".ProseMirror img")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=已保存。")
    page.wait_for_selector(".ProseMirror img")
    assert page.locator(".ProseMirror img").get_attribute("src").startswith("/desk/files/")
    drafter.picture("20-插图")


def test_merged_cells_and_alignment_survive_saving(person):
    drafter = a_draft(person, "带表格的信息")
    page = drafter.page
    write_in_the_editor(page, MERGED + '<p style="text-align: right">西安市体育局</p>')
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=已保存。")
    page.wait_for_selector(".ProseMirror td[colspan='2']")
    assert (
        page.locator(".ProseMirror[contenteditable=true] p.align-right").inner_text()
        == "西安市体育局"
    )


def test_chinese_input_makes_one_word_and_no_stray_letters(person):
    drafter = a_draft(person, "输入法")
    page = drafter.page
    page.locator(".ProseMirror[contenteditable=true]").click()
    session = drafter.context.new_cdp_session(page)
    for part in ("x", "xi", "xian"):
        session.send(
            "Input.imeSetComposition",
            {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
        )
    session.send("Input.insertText", {"text": "西安"})
    page.wait_for_timeout(300)
    assert page.locator(".ProseMirror[contenteditable=true]").inner_text().strip() == "西安"


def test_a_title_of_five_thousand_characters_is_refused_and_still_on_the_page(person):
    drafter = a_draft(person, "很长的标题")
    page = drafter.page
    page.fill("textarea[name=title]", "题" * 5000)
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=标题最多 200 字")
    assert len(page.input_value("textarea[name=title]")) == 5000


def test_a_mark_of_secrecy_is_refused_before_anything_is_stored(person):
    drafter = a_draft(person, "普通标题")
    page = drafter.page
    page.fill("textarea[name=title]", "机密★1年 关于某事的报告")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=本系统为非涉密系统，不得存储")
    assert "机密★" in page.input_value("textarea[name=title]")
    page.goto("/desk/documents/")
    assert page.get_by_text("机密★").count() == 0


def test_a_finding_leads_to_its_place_in_the_text(person):
    drafter = a_draft(person, "有错字的信息")
    page = drafter.page
    write_in_the_editor(page, "<p>第一段没有问题。</p><p>本周按排如下。</p>")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=必须改（1）")
    page.click("button[data-find='按排']")
    assert page.evaluate("window.getSelection().toString()") == "按排"
    page.keyboard.type("安排")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=必须改（1）", state="detached")
    assert "本周安排如下" in page.locator(".ProseMirror[contenteditable=true]").inner_text()
    drafter.picture("23-检查到处")


def test_every_button_above_the_text_is_an_icon_with_a_name_in_chinese(person):
    drafter = a_draft(person, "编辑按钮")
    page = drafter.page
    for name in ("下标", "上标", "撤销", "重做", "加粗"):
        button = page.locator(f".prose-menubar button[aria-label='{name}']")
        assert "material-icons" in button.get_attribute("class")
        assert button.bounding_box()["width"] <= 44, name
        assert button.inner_text().isascii(), (
            "the name of an icon in the font, shown as its picture"
        )
    drafter.picture("24-编辑按钮")
