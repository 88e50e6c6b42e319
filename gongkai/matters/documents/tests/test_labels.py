"""What a field says about being needed is true."""

from __future__ import annotations

from django.test import Client


def signed_in(bureau, who: str) -> Client:
    client = Client()
    client.force_login(bureau.people[who], "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_text_of_a_draft_is_needed_before_it_is_sent(bureau, desk):
    page = desk.get("/desk/documents/new/").content.decode()
    assert "（送审前填写，不予公开的不填）" in page
    assert '正文 <span class="optional">（可不填）' not in page
    assert '主送 <span class="optional">（可不填）' in page, "the control"


def test_whoever_corrects_a_text_is_not_told_that_it_may_be_left_out(bureau):
    sheet = bureau.signed()
    page = signed_in(bureau, "editor").get(f"/desk/cases/{sheet.uuid}/correct/").content.decode()
    assert ">正文</label>" in page
    assert "（可不填）" not in page


def test_the_secrecy_review_says_when_an_opinion_is_needed(bureau):
    sheet = bureau.submit(bureau.draft())
    for who in ("head", "editor"):
        bureau.agree(sheet, who)
    page = signed_in(bureau, "secrecy").get(f"/desk/cases/{sheet.uuid}/").content.decode()
    assert "（除同意公开外必填）" in page
