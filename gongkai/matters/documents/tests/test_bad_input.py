"""Every refusal is a sentence that keeps what was typed and leaves no half-written record (design section 9)."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.clearance.tests.acts import FIELDS, edit
from gongkai.files.models import Stored, Use
from gongkai.matters.documents import actions
from gongkai.matters.documents.actions import Draft, begin
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import public_document
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.security.rows import changed, rows

GOOD = {
    "document_kind": "official", "title": "关于开展全民健身活动的通知", "body": "<p>正文。</p>",
    "category": "mass_sports_events", "attribute": "proactive",
}  # fmt: skip
BAD = [
    ({"title": "长" * 5000}, "标题最多 200 字，现有 5000 字，请精简。", "title"),
    ({"title": ""}, "请填写标题。", "title"),
    ({"title": " \u3000\n"}, "请填写标题。", "title"),
    ({"category": "no_such_category"}, "请选择信息类别；没有合适的请选“其他信息”。", "category"),
    ({"category": ""}, "请选择信息类别；没有合适的请选“其他信息”。", "category"),
    ({"document_kind": "decree"}, "请选择文种：公文、信息或机构信息。", "document_kind"),
    ({"attribute": "perhaps"}, "请选择公开属性：主动公开、依申请公开或不予公开。", "attribute"),
    ({"attribute": "withheld", "ground": "because"}, "请从列表中选择不主动公开的理由。", "ground"),
    ({"addressees": "某" * 301}, "主送最多 300 字，现有 301 字，请精简。", "addressees"),
    ({"body": "<p>机密★三年</p>"}, "本系统为非涉密系统", "body"),
]


def form_of(**changes):
    return {"body": "", "edition": "1", "act": "save", **GOOD, **changes}


@pytest.fixture
def desk(bureau) -> Client:
    client = Client()
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("fault", "sentence", "field"), BAD)
def test_a_new_draft_that_cannot_be_kept_is_refused_with_a_sentence_and_nothing_is_kept(
    bureau, fault, sentence, field
):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=sentence) as refused:
        begin(draft=Draft(**{**GOOD, **fault}), by=bureau.at("drafter"), at=bureau.now)
    assert refused.value.field == field
    assert not Document.objects.exists()
    only_that_it_was_refused = 1 if "机密" in fault.get("body", "") else 0
    assert Entry.objects.count() == before + only_that_it_was_refused
    assert begin(draft=Draft(**GOOD), by=bureau.at("drafter"), at=bureau.now), "the control"


@pytest.mark.parametrize(("fault", "sentence", "field"), BAD)
def test_the_same_faults_leave_a_draft_as_it_was(bureau, fault, sentence, field):
    document = bureau.draft(**GOOD)
    held = {name: getattr(document, name) for name in (*FIELDS, "edition")}
    with pytest.raises(Refused, match=sentence):
        edit(bureau, document, **fault)
    document.refresh_from_db()
    assert {name: getattr(document, name) for name in held} == held
    assert edit(bureau, document, title="另一标题").edition == 2, "the control"


def test_of_a_text_with_a_mark_of_secrecy_the_trail_keeps_the_fact_and_not_a_word(bureau):
    with pytest.raises(Refused) as refused:
        begin(
            draft=Draft(**{**GOOD, "body": "<p>机密★三年 火箭试验计划</p>"}),
            by=bureau.at("drafter"),
            at=bureau.now,
        )
    assert "请立即停止" in refused.value.sentence
    entry = Entry.objects.get(action="refused.secrecy_mark")
    assert (entry.data, entry.clause) == ({"mark": "密级标志"}, "三(三)")
    assert "火箭" not in refused.value.sentence


HOSTILE = [
    '<script>alert(1)</script>', '<p onclick="alert(1)">正文</p>', '<a href="javascript:alert(1)">点</a>',
    '<img src="https://evil.example/x.png" onerror="alert(1)">', "<svg onload=alert(1)>", "<iframe src=/desk/></iframe>",
    '<style>p{display:none}</style>', '<form action="/desk/"><input name="x"></form>', '<p style="position:fixed">盖住</p>',
    '<math><mtext></mtext><script>alert(1)</script></math>', "<base href=https://evil.example/>", '<p>a<!--><script>alert(1)</script>--></p>',
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
def test_script_in_the_body_does_not_come_in_and_does_not_come_out(bureau, desk, body):
    document = bureau.draft(body=body + "<p>留下的一段。</p>")
    for text in (document.body, public_document(document.pk).body):
        for part in (
            "script",
            "alert",
            "onerror",
            "onclick",
            "javascript:",
            "style",
            "iframe",
            "evil.example",
            "<form",
            "<svg",
            "<base",
        ):
            assert part not in text
        assert "留下的一段。" in text, "the control: what is harmless stays"
    sheet = bureau.submit(document)
    page = desk.get(f"/desk/cases/{sheet.uuid}/").content.decode()
    assert "alert(1)" not in page
    assert "留下的一段。" in page


def test_script_in_a_title_is_only_text(bureau, desk):
    title = '"><script>alert(1)</script>'
    document = bureau.draft(title=title)
    page = desk.get("/desk/documents/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert document.title == title, "it is kept as it was typed"


@pytest.mark.parametrize(
    ("fault", "status"),
    [({"title": "长" * 5000}, 409), ({"category": "bogus"}, 400), ({"attribute": ""}, 400)],
)
def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(bureau, desk, fault, status):
    before = rows()
    answer = desk.post("/desk/documents/new/", form_of(body="<p>没有保存的一段。</p>", **fault))
    assert answer.status_code == status
    page = answer.content.decode()
    assert "没有保存的一段。" in page
    assert fault.get("title", GOOD["title"]) in page
    assert changed(before) == []


def test_a_bad_attachment_leaves_the_draft_and_its_good_attachments(bureau, desk):
    document = bureau.draft()
    bad = [b"", b"MZ\x90\x00", b"%PDF-1.4 /JavaScript", b"PK\x03\x04broken"]
    for content in bad:
        with pytest.raises(Refused, match="文件“附件.pdf”"):
            actions.attach(
                document=document,
                name="附件.pdf",
                content=content,
                picture=False,
                by=bureau.at("drafter"),
                at=bureau.now,
            )
    assert not Use.objects.exists()
    assert not Stored.objects.exists()
    good = actions.attach(
        document=document,
        name="../../附件<1>.pdf",
        content=b"%PDF-1.4",
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    assert good.name == "附件1.pdf", "the control; and no path, no markup in a name"


def test_while_two_write_one_wins_and_the_other_is_told_who_was_faster(bureau):
    document = bureau.draft()
    first = {"document": document, "edition": document.edition, "at": bureau.now}
    mine, theirs = Draft(**{**GOOD, "title": "甲的标题"}), Draft(**{**GOOD, "title": "乙的标题"})
    actions.save(draft=mine, by=bureau.at("drafter"), **first)
    with pytest.raises(Overtaken, match="群体处拟稿人已在您打开之后修改过本稿"):
        actions.save(draft=theirs, by=bureau.at("colleague"), **first)
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
    assert (late.status_code, "已在您打开之后修改过" in late.json()["message"]) == (409, True)
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


def test_leaders_administrators_and_strangers_do_not_draft(bureau):
    for who in ("leader", "chief", "system_administrator", "security_administrator", "auditor"):
        with pytest.raises(NotAllowed, match="本岗位不起草文件"):
            begin(draft=Draft(**GOOD), by=bureau.at(who), at=bureau.now)
    document = bureau.draft()
    with pytest.raises(NotAllowed, match="不属于本处室"):
        edit(bureau, document, "other_drafter", title="外处改的")
