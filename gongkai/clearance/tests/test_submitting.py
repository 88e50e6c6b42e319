"""送审, 撤回, 作废, and rounds: a text is with somebody at every moment, and what would be stuck is said at once."""

from __future__ import annotations

import pytest
from django.db.models.signals import pre_save

from gongkai.clearance.models import Clearance, Revision
from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import edit, register, send_back, void
from gongkai.kinds.verbs import submitting
from gongkai.obligations.models import Obligation
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


def recall(bureau, sheet, who: str = "drafter"):
    return submitting.recall(clearance=bureau.fresh(sheet), by=bureau.at(who), at=bureau.now)


def abandon(bureau, sheet, who: str = "drafter", reason: str = "情况变化"):
    return submitting.abandon(
        clearance=bureau.fresh(sheet), reason=reason, by=bureau.at(who), at=bureau.now
    )


@pytest.mark.parametrize("who", ["drafter", "head"])
def test_the_drafting_side_recalls_before_the_signature_and_submits_again_in_a_new_round(
    bureau, who
):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    recall(bureau, sheet, who)
    assert bureau.fresh(sheet).state == State.RECALLED
    assert not sheet.steps.filter(state__in=("open", "waiting")).exists()
    with pytest.raises(Overtaken, match="现为“已撤回”"):
        bureau.sign(sheet)
    edit(bureau, document, title="修改后的标题")
    again = bureau.submit(document)
    assert (again.pk, again.round, again.title) == (sheet.pk, 2, "修改后的标题")
    assert again.steps.get(state="open").key == "head", "every step is asked again"


def test_strangers_and_colleagues_neither_recall_nor_abandon_and_after_the_signature_nobody_does(
    bureau,
):
    sheet = bureau.to_the_leader(bureau.draft())
    for who in ("colleague", "other_head", "editor", "leader"):
        for act in (recall, abandon):
            with pytest.raises(NotAllowed, match="只有送审人或拟稿处室负责人"):
                act(bureau, sheet, who)
    bureau.sign(sheet)
    for act in (recall, abandon):
        with pytest.raises(Overtaken, match="现为“已签发”"):
            act(bureau, sheet)


def test_what_is_abandoned_stays_on_record_with_its_reason_and_its_duties_end(bureau):
    document = bureau.draft()
    sheet = bureau.submit(document)
    with pytest.raises(Refused, match="请填写作废原因"):
        abandon(bureau, sheet, reason=" ")
    assert Obligation.objects.filter(subject_id=document.pk, ending="").exists()
    abandon(bureau, sheet)
    assert bureau.fresh(sheet).state == State.ABANDONED
    assert not Obligation.objects.filter(subject_id=document.pk, ending="").exists()
    assert Entry.objects.get(action="document.abandoned").data["reason"] == "情况变化"
    assert bureau.submit(document).pk != sheet.pk, "it may begin anew, on a sheet of its own"


def test_what_is_under_way_or_with_a_second_person_for_confirmation_is_not_submitted_again(bureau):
    document = bureau.draft()
    sheet = bureau.submit(document)
    for step in (lambda: None, lambda: register(bureau, sheet)):
        step()
        with pytest.raises(NotAllowed, match="只有拟稿处室的同事可以送审本稿"):
            bureau.submit(document)
    assert Clearance.objects.count() == 1


def test_rounds_are_counted_and_every_opinion_of_every_round_is_kept(bureau):
    document = bureau.draft()
    for number, who in enumerate(("head", "deputy", "head"), start=1):
        sheet = bureau.submit(document)
        assert sheet.round == number
        with pytest.raises(Refused, match="请填写退回原因"):
            send_back(bureau, sheet, who, "  ")
        send_back(bureau, sheet, who, f"第 {number} 次退回")
    opinions = sheet.steps.filter(outcome="send_back").values_list("round", "by_name", "opinion")
    assert [opinion[0] for opinion in opinions] == [1, 2, 3]
    assert len({opinion[2] for opinion in opinions}) == 3


def test_a_signature_given_up_makes_room_for_a_new_sheet_and_the_head_alone_gives_it_up(bureau):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    for who in ("drafter", "other_head", "editor", "leader"):
        with pytest.raises(NotAllowed, match="由拟稿处室负责人办理"):
            void(bureau, sheet, who)
    void(bureau, sheet)
    assert bureau.fresh(sheet).state == State.VOIDED
    assert Obligation.objects.get(duty="二(二).6b").ending == "void"
    again = bureau.to_the_leader(document)
    assert again.pk != sheet.pk
    assert bureau.sign(again).digest == sheet.revision.digest, (
        "even the same text needs a new signature"
    )


def test_a_document_of_another_organ_is_not_submitted_by_a_stranger(bureau):
    document = bureau.draft()
    with pytest.raises(NotAllowed, match="只有拟稿处室的同事"):
        bureau.submit(document, "other_drafter")
    assert bureau.submit(document, "colleague")


def test_a_text_that_is_kept_otherwise_than_it_was_sent_is_refused(bureau):
    document = bureau.draft()

    def alters(instance, **_):
        instance.document["title"] = "另一个标题"

    pre_save.connect(alters, sender=Revision)
    try:
        with pytest.raises(Refused, match="保存后的文本与提交的不一致"):
            bureau.submit(document)
    finally:
        pre_save.disconnect(alters, sender=Revision)
    assert not Revision.objects.exists()
    assert bureau.submit(document).revision.value.title == document.title, "the control"
