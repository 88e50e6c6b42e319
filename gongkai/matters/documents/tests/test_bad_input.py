"""Every refusal is a sentence that keeps what was typed and leaves no half-written record."""

from __future__ import annotations

import pytest

from gongkai.clearance.tests.acts import FIELDS, edit
from gongkai.matters.documents.actions import Draft, begin
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.tests.forms import GOOD, form_of
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Refused
from tests.security.rows import changed, rows

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


def test_leaders_administrators_and_strangers_do_not_draft(bureau):
    for who in ("leader", "chief", "system_administrator", "security_administrator", "auditor"):
        with pytest.raises(NotAllowed, match="本岗位不起草文件"):
            begin(draft=Draft(**GOOD), by=bureau.at(who), at=bureau.now)
    document = bureau.draft()
    with pytest.raises(NotAllowed, match="不属于本处室"):
        edit(bureau, document, "other_drafter", title="外处改的")
