"""复核更正 by the office mends characters, punctuation, layout; confirmed by the drafting head, bound as a
second digest, published as version 2. Everything that would change what was decided is refused.
"""

from __future__ import annotations

import pytest

from gongkai.clearance.queries import cleared
from gongkai.clearance.tests.acts import correct, edit, settle, signed_text
from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import public_document
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

BODY = "<p>根据有关规定，现就按排一般经费通知如下；</p><p>统一报名。</p>"
ALLOWED = [
    ("按排", "安排"),
    ("如下；", "如下："),
    ("<p>根据", '<p class="align-center">根据'),
    ("一般经费", "一般 经费"),
]


@pytest.fixture
def sheet(bureau):
    sheet = bureau.to_the_leader(bureau.draft(body=BODY))
    bureau.sign(sheet)
    bureau.number(sheet)
    return bureau.fresh(sheet)


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_characters_punctuation_and_layout_become_version_two_at_the_same_address(
    bureau, sheet, old, new
):
    first = bureau.publish(sheet)
    bureau.seen_outside(first)
    correction = correct(bureau, sheet, body=signed_text(sheet).body.replace(old, new, 1))
    with pytest.raises(Overtaken, match="已经发布"):
        bureau.publish(sheet)
    settle(bureau, correction)
    bureau.later(hours=1)
    second = bureau.publish(sheet)
    assert (second.pk, second.address, second.published_at) == (
        first.pk,
        first.address,
        first.published_at,
    )
    assert second.version.number == 2
    assert second.version.digest == correction.digest != second.version.signature.digest
    assert second.version.document_number == first.versions.get(number=1).document_number
    assert bureau.seen_outside(second), "the new version is looked for from outside again"


def test_the_office_corrects_the_drafting_head_confirms_and_the_signer_is_told(bureau, sheet):
    body = signed_text(sheet).body.replace("按排", "安排")
    for who in ("drafter", "head", "leader", "secrecy"):
        with pytest.raises(NotAllowed, match="由办公室办理"):
            correct(bureau, sheet, who, body=body)
    correction = correct(bureau, sheet, body=body)
    assert "按排" in cleared(sheet).document.body, "until it is confirmed the signed text holds"
    for who in ("editor", "editor2", "drafter", "other_head", "office_head"):
        with pytest.raises(NotAllowed, match="由拟稿处室负责人确认"):
            settle(bureau, correction, who)
    settle(bureau, correction)
    assert "安排" in cleared(sheet).document.body
    while notifier.catch_up():
        pass
    told = Notice.objects.filter(entry__action="document.corrected")
    assert {notice.person.username for notice in told} == {"leader", "editor"}


def test_one_correction_waits_at_a_time_and_a_refused_one_changes_nothing_and_may_be_made_again(
    bureau, sheet
):
    body = signed_text(sheet).body.replace("按排", "安排")
    correction = correct(bureau, sheet, body=body)
    with pytest.raises(Overtaken, match="已有一处更正等待"):
        correct(bureau, sheet, body=body.replace("；", "："))
    settle(bureau, correction, accept=False)
    assert "按排" in cleared(sheet).document.body
    with pytest.raises(Overtaken, match="该更正已处理"):
        settle(bureau, correction)
    settle(bureau, correct(bureau, sheet, body=body))
    assert cleared(sheet).document.body == body


def test_many_small_corrections_do_not_add_up_to_another_text(bureau, sheet):
    for count in (8, 16):
        body = BODY.replace("统一报名", "请" * count + "统一报名")
        settle(bureau, correct(bureau, sheet, body=body))
    with pytest.raises(Refused, match="最多改动 20 个字，本次改动 24 个字"):
        correct(bureau, sheet, body=BODY.replace("统一报名", "请" * 24 + "统一报名"))
    assert correct(bureau, sheet, body=BODY.replace("统一报名", "请" * 20 + "统一报名")), (
        "the control"
    )


def test_a_draft_changed_after_the_signature_does_not_come_in_with_a_correction(bureau, sheet):
    document = Document.objects.get()
    edit(bureau, document, body="<p>另一篇正文。</p>")
    documents.attach(
        document=document, name="图.png", content=b"\x89PNG\r\n\x1a\n", picture=True,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    body = signed_text(sheet).body.replace("按排", "安排")
    settle(bureau, correct(bureau, sheet, body=body))
    assert (cleared(sheet).document.files, cleared(sheet).document.body) == ((), body)
    assert public_document(document.uuid).body == "<p>另一篇正文。</p>", (
        "the control: the draft is another text"
    )
