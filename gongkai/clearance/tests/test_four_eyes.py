"""三(三) 谁产生、谁发布、谁负责: four eyes counts persons, not posts, over all who wrote since the last signed
version. The four bypasses known from other systems, each beside the way that is open.
"""

from __future__ import annotations

import pytest

from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import (
    ask_to_amend,
    confirm_amendment,
    correct,
    edit,
    send_back,
    settle,
    signed_text,
    void,
)
from gongkai.kinds.verbs import reviewing
from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.queries import public_document
from gongkai.trail.refusals import NotAllowed, Overtaken

WROTE = "您参与了本稿的起草或修改，不能审核或签发本稿。请由其他同事办理。"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def only_another_may_agree(bureau, sheet, barred: str, another: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        bureau.agree(sheet, barred)
    assert refused.value.sentence == WROTE
    assert bureau.agree(sheet, another), "the control: somebody who did not write at it"


def test_a_colleague_submits_what_i_wrote_and_i_may_not_approve_it(bureau):
    document = bureau.draft("head")
    sheet = bureau.submit(document, "colleague")
    only_another_may_agree(bureau, sheet, "head", "deputy")


def test_somebody_saves_a_trivial_edit_and_the_author_may_still_not_approve(bureau):
    document = bureau.draft("head")
    edit(bureau, document, "colleague", body=document.body.replace("。", "！"))
    sheet = bureau.submit(document, "colleague")
    only_another_may_agree(bureau, sheet, "head", "deputy")


def test_who_made_only_a_trivial_edit_wrote_at_it_too(bureau):
    document = bureau.draft("drafter")
    edit(bureau, document, "head", title=document.title + "（试行）")
    edit(bureau, document, "drafter", title=document.title)
    sheet = bureau.submit(document, "drafter")
    only_another_may_agree(bureau, sheet, "head", "deputy")


def test_who_only_added_an_attachment_wrote_at_it_too(bureau):
    document = bureau.draft("drafter")
    documents.attach(
        document=document, name="附件.pdf", content=PDF, picture=False, by=bureau.at("head"),
        at=bureau.now,
    )  # fmt: skip
    sheet = bureau.submit(document, "drafter")
    only_another_may_agree(bureau, sheet, "head", "deputy")


def test_the_text_cannot_be_changed_after_submission_while_others_read_it(bureau):
    document = bureau.draft()
    sheet = bureau.submit(document)
    with pytest.raises(NotAllowed, match="可先撤回再修改"):
        edit(bureau, document, "drafter", title="另一个标题")
    assert bureau.fresh(sheet).revision.value.title == document.title


def test_whoever_read_another_text_cannot_agree_to_this_one(bureau):
    document = bureau.draft()
    old = bureau.submit(document)
    send_back(bureau, old, "head")
    edit(bureau, document, "drafter", body="<p>改过的正文。</p>")
    sheet = bureau.submit(document)
    stale = old.revision.digest
    with pytest.raises(Overtaken, match="文本在您打开之后有变化"):
        reviewing.agree(
            clearance=sheet, seen=stale, opinion="同意", by=bureau.at("head"), at=bureau.now
        )
    assert bureau.agree(sheet, "head")


def test_text_changed_after_the_signature_is_another_text_and_the_signed_one_is_published(bureau):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    bureau.number(sheet)
    edit(bureau, document, "drafter", title="签发之后改动的标题")
    publication = bureau.publish(sheet)
    assert publication.title == document.title
    assert publication.version.digest == publication.version.signature.digest
    again = bureau.submit(document, "drafter")
    assert again.pk != sheet.pk, "the changed text goes the whole chain on a sheet of its own"
    assert again.state == State.CIRCULATING


@pytest.mark.parametrize("changed", [False, True])
def test_nobody_approves_their_own_rejected_piece_in_a_later_round(bureau, changed):
    document = bureau.draft("head")
    sheet = bureau.submit(document, "colleague")
    send_back(bureau, sheet, "deputy")
    if changed:
        edit(bureau, document, "colleague", body="<p>按意见改过。</p>")
    sheet = bureau.submit(document, "colleague")
    assert sheet.round == 2
    only_another_may_agree(bureau, sheet, "head", "deputy")


# --- versions: what counts begins anew with each signature, and only with a signature ---------------


def test_after_a_signature_what_was_written_before_it_bars_nobody_and_once_it_is_void_it_does_again(
    bureau,
):
    document = bureau.draft("head")
    first = bureau.to_the_leader(document, "drafter", head="deputy")
    bureau.sign(first)
    edit(bureau, document, "colleague", title=document.title + "（第二版）")
    second = bureau.submit(document, "colleague")
    assert bureau.agree(second, "head"), "the control: the head wrote only at the signed version"
    send_back(bureau, second, "editor")
    void(bureau, first, "deputy")
    second = bureau.submit(document, "colleague")
    only_another_may_agree(bureau, second, "head", "deputy")


def test_a_correction_by_the_office_is_no_signature_and_forgives_nobody(bureau):
    document = bureau.draft()
    first = bureau.to_the_leader(document, head="deputy")
    bureau.sign(first)
    edit(bureau, document, "head", body="<p>负责人在签发之后写的新正文。</p>")
    changed = signed_text(first).body.replace("如下。", "如下：")
    settle(bureau, correct(bureau, first, body=changed), "deputy")
    second = bureau.submit(document, "drafter")
    only_another_may_agree(bureau, second, "head", "deputy")


def test_once_the_head_has_confirmed_an_amendment_nobody_writes_on_before_the_signature(bureau):
    document = bureau.draft()
    sheet = ask_to_amend(bureau, bureau.to_the_leader(document))
    edit(bureau, document, "drafter", body="<p>按批示补充联系方式。</p>")
    confirm_amendment(bureau, sheet, public_document(document.uuid).digest)
    with pytest.raises(NotAllowed, match="正在审签"):
        edit(bureau, document, "head", body="<p>趁签发之前再写一段。</p>")
    assert bureau.sign(sheet)
    assert edit(bureau, document, "head", body="<p>签发之后再写。</p>"), "the control"
