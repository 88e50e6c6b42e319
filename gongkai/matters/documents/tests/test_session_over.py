"""The session or the draft ended while somebody was writing: nobody is told that it was saved."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.test import Client

from gongkai.matters.documents.tests.forms import form_of
from tests.security.rows import changed, rows

HOST = "http://testserver"


def after_signing_in(answer) -> str:
    parts = urlsplit(answer.headers["Location"])
    assert (answer.status_code, parts.path) == (302, "/desk/sign-in/")
    return parse_qs(parts.query)["next"][0]


def test_autosave_after_the_session_is_refused_in_words(bureau, desk):
    document = bureau.draft()
    address = f"/desk/documents/{document.pk}/autosave/"
    asked = {"headers": {"X-Requested-With": "fetch"}}
    assert desk.post(address, form_of(), **asked).json()["saved"], "the control: signed in it saves"
    before = rows()
    desk.logout()
    late = desk.post(address, form_of(title="登录失效后写的"), **asked)
    assert late.status_code == 401
    assert late.json() == {"message": "登录已失效，内容留在本机，请在新窗口登录后再保存。"}
    assert changed(before) == []


def test_an_act_after_the_session_leads_back_to_the_page_of_its_form(bureau):
    sheet = bureau.submit(bureau.draft())
    act = f"/desk/cases/{sheet.uuid}/act/send_back/"
    page = f"/desk/cases/{sheet.uuid}/?view=difference"
    answer = Client().post(act, {"opinion": "日期有误"}, headers={"Referer": HOST + page})
    assert after_signing_in(answer) == page


def test_no_referer_leads_out_of_the_desk():
    act = "/desk/cases/00000000-0000-0000-0000-000000000000/act/send_back/"
    for came in ("", "http://elsewhere.invalid/desk/me/", f"{HOST}/", f"{HOST}/desk/sign-in/?next=/desk/me/",
                 "//elsewhere.invalid/desk/", "javascript:alert(1)//desk/"):  # fmt: skip
        assert after_signing_in(Client().post(act, headers={"Referer": came})) == "/desk/", came


def test_a_page_asked_for_keeps_its_whole_address():
    assert after_signing_in(Client().get("/desk/tasks/?state=late&page=2")) == (
        "/desk/tasks/?state=late&page=2"
    )


def test_the_address_of_an_act_opened_by_hand_is_a_page_in_chinese(bureau, desk):
    sheet = bureau.submit(bureau.draft())
    answer = desk.get(f"/desk/cases/{sheet.uuid}/act/send_back/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "这个地址只接收页面上的按钮和表单" in answer.content.decode()


def test_a_page_says_whose_copies_it_may_offer_and_which_were_taken(bureau, desk):
    document = bureau.draft()
    address = f"/desk/documents/{document.pk}/"
    mine = f'data-person="{bureau.people["drafter"].uuid}"'
    saved = desk.post(address, form_of(title="改过的标题"))
    assert saved.status_code == 302
    page = desk.get(address).content.decode()
    assert mine in page
    assert f'data-taken="[&#34;{address}&#34;]"' in page
    assert "data-taken" not in desk.get(address).content.decode(), "said once"
    stranger = Client().get("/desk/sign-in/").content.decode()
    assert "data-person" not in stranger


def test_a_refused_form_is_not_taken_and_names_the_page_to_go_back_to(bureau, desk):
    address = f"/desk/documents/{bureau.draft().pk}/"
    came = {"Referer": HOST + address}
    refused = desk.post(address, form_of(title=""), headers=came).content.decode()
    assert f'data-refused="{address}"' in refused
    assert "data-taken" not in desk.get(address).content.decode()


def test_what_was_written_on_while_a_colleague_sent_it_off_is_not_called_saved(bureau, desk):
    document = bureau.draft()
    address = f"/desk/documents/{document.pk}/"
    sheet = bureau.submit(document)
    again = desk.post(address, form_of(title=document.title, body=document.body, act="submit"))
    assert again.headers.get("Location") == f"/desk/cases/{sheet.uuid}/", (
        "pressed twice is no fault"
    )
    desk.get("/desk/")
    before = rows()
    late = desk.post(
        address, form_of(title="送审之后写的标题"), headers={"Referer": HOST + address}
    )
    assert late.status_code == 409
    assert "您填写的内容没有保存，仍留在本机" in late.content.decode()
    assert changed(before) == []
    assert "data-taken" not in desk.get("/desk/").content.decode()
