"""Two people at one draft: one wins, the other is told, nobody's words are lost."""

from __future__ import annotations

import pytest

from gongkai.clearance.tests.acts import edit
from gongkai.matters.documents import actions
from gongkai.matters.documents.actions import Draft
from gongkai.matters.documents.tests.forms import GOOD, form_of
from gongkai.trail.refusals import Overtaken
from tests.security.rows import changed, rows


def test_while_two_write_one_wins_and_the_other_is_told_who_was_faster(bureau):
    document = bureau.draft()
    first = {"document": document, "edition": document.edition, "at": bureau.now}
    mine, theirs = Draft(**{**GOOD, "title": "甲的标题"}), Draft(**{**GOOD, "title": "乙的标题"})
    actions.save(draft=mine, by=bureau.at("drafter"), **first)
    with pytest.raises(Overtaken, match="群体处拟稿人已在您打开之后修改过本稿"):
        actions.save(draft=theirs, by=bureau.at("colleague"), **first)
    with pytest.raises(Overtaken, match="您已在另一窗口修改过本稿。您填写的内容仍在页面上"):
        actions.save(draft=theirs, by=bureau.at("drafter"), **first)
    document.refresh_from_db()
    assert (document.title, document.edition) == ("甲的标题", 2)
    assert (
        actions.save(draft=theirs, by=bureau.at("colleague"), **{**first, "edition": 2}).title
        == "乙的标题"
    )


def test_on_the_page_the_slower_keeps_the_own_words(bureau, desk):
    document = bureau.draft()
    edit(bureau, document, "colleague", title="同事的标题")
    answer = desk.post(f"/desk/documents/{document.pk}/", form_of(title="我的标题", edition="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "群体处同事已在您打开之后修改过本稿" in page
    assert "我的标题" in page
    document.refresh_from_db()
    assert document.title == "同事的标题"


def test_autosave_keeps_tells_the_moment_and_refuses_beside_the_text(bureau, desk):
    document = bureau.draft()
    address = f"/desk/documents/{document.pk}/autosave/"
    kept = desk.post(address, form_of(title="自动保存的标题"))
    assert kept.status_code == 200
    assert kept.json()["edition"] == 2
    document.refresh_from_db()
    assert document.title == "自动保存的标题"
    before = rows()
    late = desk.post(address, form_of(title="旧页面的标题", edition="1"))
    assert (late.status_code, "您已在另一窗口修改过" in late.json()["message"]) == (409, True)
    empty = desk.post(address, form_of(title="", edition="2"))
    assert (empty.status_code, empty.json()["message"]) == (422, "尚有必填项未填，填好后自动保存。")
    assert changed(before) == []
    assert desk.get(address).status_code == 404


def test_saving_what_was_not_changed_writes_nothing_and_makes_nobody_an_author(bureau):
    document = bureau.draft("drafter")
    before = rows()
    edit(bureau, document, "head")
    assert changed(before) == []
    sheet = bureau.submit(document)
    assert bureau.agree(sheet, "head"), "the control: who saved nothing may still review"
