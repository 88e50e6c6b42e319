"""从文件导入: a drafter of 群众体育处 drops a Word file on the page and finds the fields filled."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.files.models import Use
from gongkai.files.tests.samples import xlsx
from gongkai.matters.documents import actions
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import to_look_at
from gongkai.matters.documents.tests.forms import form_of
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.word.tests import cases_traces
from gongkai.word.tests.cases_official import whole_notice
from gongkai.word.tests.making import docx, p


def brought_in(bureau, content: bytes, name: str = "通知.docx", who: str = "drafter") -> Document:
    return actions.begin_from_file(
        name=name, content=content, by=bureau.at(who), at=bureau.now, key=uuid4()
    )


def test_the_fields_that_the_text_proposes_are_filled_and_the_red_head_does_not_come(bureau):
    document = brought_in(bureau, whole_notice())
    assert document.imported_from == "通知.docx"
    assert document.document_kind == "official"
    assert document.title
    assert document.addressees
    assert {"title", "addressees", "category"} <= set(document.proposed)
    assert "抄送" not in document.body  # the 版记
    assert Entry.objects.filter(action="document.imported", subject_id=document.pk).exists()


def test_the_first_save_by_hand_confirms_what_was_proposed_and_autosave_does_not(bureau):
    document = brought_in(bureau, whole_notice())
    names = ("document_kind", "title", "body", "category", "attribute", "addressees")
    draft = actions.Draft(**{name: getattr(document, name) for name in names})
    given = {"draft": draft, "by": bureau.at("drafter"), "at": bureau.now}
    assert actions.save(document=document, edition=1, **given).proposed
    assert not actions.save(document=document, edition=1, looked=True, **given).proposed


def test_tracked_changes_must_be_looked_at_before_it_is_sent_and_who_did_stands_there(bureau):
    document = brought_in(bureau, cases_traces.tracked_changes_as_if_accepted())
    assert to_look_at(document)
    with pytest.raises(Refused, match="须核对"):
        bureau.submit(document)
    for number in range(len(document.remarks)):
        actions.resolve(document=document, number=number, by=bureau.at("colleague"), at=bureau.now)
    document = Document.objects.get(pk=document.pk)
    assert not to_look_at(document)
    assert document.remarks[0]["by"] == "群体处同事"
    bureau.submit(document)


def test_a_comment_never_reaches_the_draft_though_the_drafter_reads_that_it_was_there(bureau):
    document = brought_in(bureau, cases_traces.comments_do_not_come())
    assert "请示领导" not in document.body
    assert any("请示领导" in remark["text"] for remark in document.remarks)


@pytest.mark.parametrize(
    "content",
    [
        docx(p("机密★1年"), p("关于某事的通知")),
        docx(p("关于某事的通知"), p("附：机密★1年", run="<w:vanish/>")),
    ],
    ids=["in the text", "in hidden text"],
)
def test_a_mark_of_secrecy_anywhere_in_the_file_is_refused_and_nothing_is_kept(bureau, content):
    with pytest.raises(Refused, match="密级"):
        brought_in(bureau, content)
    assert not Document.objects.exists()
    assert not Use.objects.exists()
    assert Entry.objects.filter(action="refused.secrecy_mark").count() == 1


def test_what_is_no_word_file_is_refused_with_a_sentence(bureau):
    with pytest.raises(Refused, match="通知"):
        brought_in(bureau, b"%PDF-1.4 whatever")
    assert not Document.objects.exists()


def test_a_leader_brings_no_file(bureau):
    with pytest.raises(NotAllowed):
        brought_in(bureau, whole_notice(), who="leader")


def test_the_page_lists_what_is_to_be_looked_at_with_a_box_for_each(bureau, client):
    document = brought_in(bureau, cases_traces.tracked_changes_as_if_accepted())
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/desk/documents/{document.pk}/").content.decode()
    assert "修订" in page
    assert page.count('name="resolved"') == len(to_look_at(document)) > 0


LISTED = docx(
    p("关于报送报名表的通知"), p("各单位：请按时报送。"), p("附件：1.报名表"), p("　　　2.日程安排")
)


def test_attachments_that_the_file_lists_must_be_uploaded_or_answered_for(bureau):
    document = brought_in(bureau, LISTED)
    assert [remark["attachment"] for remark in to_look_at(document)] == ["报名表", "日程安排"]
    actions.attach(
        document=document, name="附件1 报名表.xlsx", content=xlsx(), picture=False,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    assert [remark["attachment"] for remark in to_look_at(document)] == ["日程安排"]
    with pytest.raises(Refused, match="1 处须核对"):
        bureau.submit(document)
    number = next(n for n, r in enumerate(document.remarks) if r.get("attachment") == "日程安排")
    actions.resolve(document=document, number=number, by=bureau.at("drafter"), at=bureau.now)
    assert bureau.submit(Document.objects.get(pk=document.pk))


def test_a_draft_takes_its_text_anew_from_a_file_and_keeps_what_was_chosen(bureau):
    document = bureau.draft(attribute="on_request", ground="13-on-request")
    given = {
        "document": document,
        "name": "改后.docx",
        "by": bureau.at("colleague"),
        "at": bureau.now,
    }
    with pytest.raises(Overtaken):
        actions.replace_from_file(content=whole_notice(), edition=7, **given)
    kept = actions.replace_from_file(content=whole_notice(), edition=document.edition, **given)
    assert (kept.attribute, kept.category) == ("on_request", document.category)
    assert kept.body != document.body
    assert (kept.imported_from, kept.edition) == ("改后.docx", document.edition + 1)
    with pytest.raises(NotAllowed):
        actions.replace_from_file(
            content=whole_notice(),
            edition=kept.edition,
            **{**given, "by": bureau.at("other_drafter")},
        )


def test_a_wrong_attachment_is_taken_off_on_the_page(bureau, client):
    document = bureau.draft()
    use = actions.attach(
        document=document,
        name="错.xlsx",
        content=xlsx(),
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        page = client.get(f"/desk/documents/{document.pk}/").content.decode()
        assert f'value="{use.uuid}"' in page
        values = form_of(title=document.title, edition="1", remove=[str(use.uuid), "none"])
        assert client.post(f"/desk/documents/{document.pk}/", values).status_code == 302
    assert Use.objects.get().removed_at == bureau.now


@pytest.mark.parametrize("again", [False, True], ids=["new", "into a draft"])
def test_a_refused_file_leaves_what_was_typed_on_the_page(bureau, client, again):
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    document = bureau.draft() if again else None
    address = f"/desk/documents/{document.pk}/import/" if document else "/desk/documents/import/"
    typed = form_of(title="先填好的标题", body="<p>先写好的一段。</p>", addressees="各区县体育局", consulted="office",
                    note="请尽快", urgent="on")  # fmt: skip
    file = SimpleUploadedFile("a.txt", b"words")
    answer = client.post(address, {**typed, "file": file})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("先填好的标题", "先写好的一段。", "各区县体育局", "请尽快"):
        assert words in page
    assert re.search(r'name="consulted" value="office"[^>]*checked', page)
    assert re.search(r'name="urgent"[^>]*checked', page)
    home = f"/desk/documents/{document.pk}/" if document else "/desk/documents/new/"
    assert f'<form id="draft" method="post" action="{home}"' in page, (
        "and it can be saved from here"
    )
    if document:
        document.refresh_from_db()
        assert document.title != "先填好的标题"
    else:
        assert not Document.objects.exists()
