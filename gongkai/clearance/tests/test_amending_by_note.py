"""修改后发: the drafter amends by the note, the head confirms, the signer gets it back for one tap."""

from __future__ import annotations

import pytest

from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import (
    ask_to_amend,
    confirm_amendment,
    edit,
    send_back,
)
from gongkai.kinds.verbs import signing
from gongkai.matters.documents.queries import public_document
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


@pytest.fixture
def document(bureau):
    return bureau.draft()


@pytest.fixture
def sheet(bureau, document):
    return bureau.to_the_leader(document)


def test_the_note_goes_to_the_drafter_the_head_confirms_and_the_leader_signs_with_one_tap(
    bureau, document, sheet
):
    ask_to_amend(bureau, sheet, "请补充联系方式")
    assert bureau.fresh(sheet).state == State.AMENDING
    while notifier.catch_up():
        pass
    assert Notice.objects.filter(
        person=bureau.people["drafter"], entry__action="document.amendment_asked"
    ).exists()
    with pytest.raises(Overtaken, match="不在您的待办中"):
        bureau.sign(sheet)
    edit(bureau, document, "drafter", body=document.body + "<p>联系人：群体处。</p>")
    confirm_amendment(bureau, sheet, public_document(document.uuid).digest)
    signature = bureau.sign(sheet)
    assert "联系人" in signature.revision.value.body
    assert bureau.fresh(sheet).round == 1, "the reviews before are not asked for again"


def test_the_head_confirms_what_the_drafter_saved_and_neither_an_older_text_nor_their_own(
    bureau, document, sheet
):
    ask_to_amend(bureau, sheet)
    with pytest.raises(Refused, match="拟稿人还没有按批示修改"):
        confirm_amendment(bureau, sheet, sheet.revision.digest)
    edit(bureau, document, "drafter", body="<p>按批示改过。</p>")
    with pytest.raises(Overtaken, match="文本在您打开之后有变化"):
        confirm_amendment(bureau, sheet, sheet.revision.digest)
    edit(bureau, document, "head", body="<p>负责人自己改过。</p>")
    seen = public_document(document.uuid).digest
    with pytest.raises(NotAllowed, match="不能自己确认"):
        confirm_amendment(bureau, sheet, seen)
    assert confirm_amendment(bureau, sheet, seen, "deputy"), "the control: the other head"


def test_the_head_may_not_confirm_a_text_with_his_own_hand_in_it_behind_a_colleagues_save(
    bureau, document, sheet
):
    ask_to_amend(bureau, sheet)
    edit(bureau, document, "head", body="<p>负责人写的。</p>")
    edit(bureau, document, "drafter", body="<p>负责人写的！</p>")
    seen = public_document(document.uuid).digest
    with pytest.raises(NotAllowed, match="不能自己确认"):
        confirm_amendment(bureau, sheet, seen, "head")
    assert confirm_amendment(bureau, sheet, seen, "deputy"), "the control"


def test_a_note_must_say_what_and_the_leader_may_still_send_back_after_the_amendment(
    bureau, document, sheet
):
    with pytest.raises(Refused, match="请写明需要修改的内容"):
        ask_to_amend(bureau, sheet, " ")
    ask_to_amend(bureau, sheet)
    edit(bureau, document, "drafter", body="<p>改得不对。</p>")
    confirm_amendment(bureau, sheet, public_document(document.uuid).digest)
    send_back(bureau, sheet, "leader", "未按批示修改")
    assert bureau.fresh(sheet).state == State.SENT_BACK
    assert bureau.submit(document).round == 2


def test_only_the_signer_at_that_step_may_ask_for_an_amendment(bureau, sheet):
    asked = {"clearance": sheet, "seen": sheet.revision.digest, "note": "请改", "at": bureau.now}
    for who in ("head", "editor", "other_leader"):
        with pytest.raises(Overtaken, match="不在您的待办中"):
            signing.sign_after_amendment(by=bureau.at(who), **asked)
    assert signing.sign_after_amendment(by=bureau.at("leader"), **asked)
