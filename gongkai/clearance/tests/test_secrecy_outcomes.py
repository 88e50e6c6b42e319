"""条例第十七条; 三(三): 保密审查 ends in one of four ways, each with a name, a reason and a trail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.clearance.states import SecrecyOutcome, State
from gongkai.clearance.tests.acts import at_post, edit, hire
from gongkai.kinds.verbs import reviewing
from gongkai.matters.documents.models import Document
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


@pytest.fixture
def sheet(bureau):
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    return sheet


def test_what_may_be_public_goes_on_to_the_leader(bureau, sheet):
    bureau.review_secrecy(sheet, SecrecyOutcome.PUBLIC)
    assert bureau.fresh(sheet).state == State.CIRCULATING
    assert sheet.steps.get(state="open").key == "sign"
    step = sheet.steps.get(key="secrecy")
    assert (step.by_name, step.secrecy_outcome) == ("保密审查员", "可以公开")
    assert step.digest == bureau.fresh(sheet).revision.digest, "it is this text that was reviewed"


@pytest.mark.parametrize("outcome", [SecrecyOutcome.REDACT, SecrecyOutcome.WITHHOLD])
def test_what_must_be_cut_or_kept_back_returns_to_the_drafter_who_is_told(bureau, sheet, outcome):
    bureau.review_secrecy(sheet, outcome, "第二段涉及训练基地位置")
    assert bureau.fresh(sheet).state == State.SENT_BACK
    assert not sheet.steps.filter(state__in=("open", "waiting")).exists()
    entry = Entry.objects.get(action="document.secrecy_reviewed")
    assert entry.data["outcome"] == outcome.label
    while notifier.catch_up():
        pass
    assert Notice.objects.filter(person=bureau.people["drafter"], entry=entry).exists()


def test_after_the_cut_the_new_text_goes_the_whole_way_again(bureau, sheet):
    bureau.review_secrecy(sheet, SecrecyOutcome.REDACT, "删去第二段")
    document = sheet.revision.value
    with pytest.raises(Overtaken, match="已退回"):
        bureau.sign(sheet)
    edit(bureau, Document.objects.get(), body="<p>删减后的正文。</p>")
    again = bureau.to_the_leader(Document.objects.get())
    assert again.round == 2
    assert bureau.sign(again).revision.value.body != document.body


def test_what_cannot_be_decided_stands_still_until_the_answer_is_entered(bureau, sheet):
    bureau.review_secrecy(sheet, SecrecyOutcome.UNCERTAIN, "请保密行政管理部门确定")
    assert bureau.fresh(sheet).state == State.CIRCULATING
    assert sheet.steps.get(key="secrecy").state == "suspended"
    with pytest.raises(Overtaken, match="不在您的待办中"):
        bureau.sign(sheet)
    bureau.later(days=20)
    bureau.review_secrecy(sheet, SecrecyOutcome.PUBLIC, "已答复：可以公开")
    assert bureau.sign(sheet), "with the answer it goes on"


def test_the_answer_may_be_entered_by_another_reviewer_and_by_nobody_else(bureau, sheet):
    bureau.review_secrecy(sheet, SecrecyOutcome.UNCERTAIN, "请保密行政管理部门确定")
    hire(bureau, "second", "personnel", "secrecy_reviewer")
    answer = {"clearance": sheet, "seen": sheet.revision.digest, "at": bureau.now,
              "outcome": SecrecyOutcome.WITHHOLD, "opinion": "答复：不得公开"}  # fmt: skip
    for who in ("editor", "head", "leader"):
        with pytest.raises(Overtaken, match="不在您的待办中"):
            reviewing.review_secrecy(by=bureau.at(who), **answer)
    reviewing.review_secrecy(by=bureau.at("second"), **answer)
    assert bureau.fresh(sheet).state == State.SENT_BACK


@pytest.mark.parametrize(
    ("outcome", "opinion", "sentence"),
    [
        ("perhaps", "也许", "请选择保密审查结论"),
        ("", "", "请选择保密审查结论"),
        (SecrecyOutcome.REDACT, "", "请写明理由"),
        (SecrecyOutcome.WITHHOLD, "  ", "请写明理由"),
        (SecrecyOutcome.UNCERTAIN, "", "请写明理由"),
        (SecrecyOutcome.PUBLIC, "阅" * 1001, "意见最多 1000 字"),
        (SecrecyOutcome.UNCERTAIN, "阅" * 1001, "意见最多 1000 字"),
    ],
)
def test_an_outcome_without_its_reason_is_refused(bureau, sheet, outcome, opinion, sentence):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=sentence):
        bureau.review_secrecy(sheet, outcome, opinion)
    assert sheet.steps.get(key="secrecy").state == "open"
    assert Entry.objects.count() == before


def test_the_reviewer_is_not_the_drafter_and_reviews_the_text_that_lies_there(bureau):
    document = bureau.draft("drafter")
    hire(bureau, "drafter", "mass_sports", "secrecy_reviewer")
    sheet = bureau.submit(document)
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    post = bureau.people["drafter"].posts.get(role="secrecy_reviewer")
    review = {"clearance": sheet, "outcome": SecrecyOutcome.PUBLIC, "opinion": "", "at": bureau.now}
    with pytest.raises(NotAllowed, match="起草或修改"):
        reviewing.review_secrecy(
            seen=sheet.revision.digest, by=at_post(bureau.people["drafter"], post), **review
        )
    other = replace(sheet.revision.value, title="别的文本").digest
    with pytest.raises(Overtaken, match="文本在您打开之后有变化"):
        reviewing.review_secrecy(seen=other, by=bureau.at("secrecy"), **review)
    assert reviewing.review_secrecy(seen=sheet.revision.digest, by=bureau.at("secrecy"), **review)
