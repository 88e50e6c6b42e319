"""二(二): 集中清理. Each organ goes through all that is in force, the head confirms, the public sees what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.clearance.tests import acts
from gongkai.clock.calendars import SHANGHAI
from gongkai.matters.documents.actions import cleaning, confirming, opening
from gongkai.matters.documents.models import Cleanup, CleanupItem, Document
from gongkai.matters.documents.queries import cleanup as rounds
from gongkai.matters.documents.rules.cleanup import Said
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.publishing.models import Publication, Validity
from gongkai.supervision.figures import conform
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.casting import Bureau

DUTY = "二(二).7"
DAY = date(2026, 3, 1)
REVIEW = date(2027, 3, 1)
INNER = {"attribute": "withheld", "ground": "16-internal", "body": "", "review_on": REVIEW}


def opened(b: Bureau, who: str = "drafter") -> Cleanup:
    return opening.open_cleanup(by=b.at(who), at=b.now)


def concluded(b: Bureau, cleanup: Cleanup, who: str = "drafter", **said: Any) -> Cleanup:
    """The same conclusion for every item that has none; without keywords all are only looked at."""
    items = list(cleanup.items.filter(conclusion=""))
    return cleaning.conclude(
        cleanup=cleanup, said={i.pk: Said(**said) for i in items},
        editions={i.pk: i.edition for i in items}, by=b.at(who), at=b.now,
    )  # fmt: skip


def one(b: Bureau, item: CleanupItem, who: str = "drafter", **said: Any) -> Cleanup:
    return cleaning.conclude(
        cleanup=item.cleanup, said={item.pk: Said(**said)}, editions={item.pk: item.edition},
        by=b.at(who), at=b.now,
    )  # fmt: skip


def kept(b: Bureau, cleanup: Cleanup) -> Cleanup:
    """Seen page by page, the rest in force, before the head."""
    concluded(b, cleanup)
    cleaning.keep_rest(cleanup=cleanup, by=b.at("drafter"), at=b.now)
    return cleaning.hand_in(cleanup=cleanup, by=b.at("drafter"), at=b.now)


def confirmed(b: Bureau, cleanup: Cleanup) -> Cleanup:
    return confirming.confirm(cleanup=cleanup, by=b.at("head"), at=b.now)


def next_year(b: Bureau) -> None:
    """The first working days of the year after: the calendar has opened the duty."""
    b.now = b.now.replace(year=2027, month=1, day=11, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=b.now)


def test_from_the_calendar_to_the_public_page_and_the_evidence(bureau):
    old = bureau.published(title="关于健身活动的旧办法")
    newer = bureau.published(title="关于健身活动的新办法")
    inner = bureau.signed(title="内部分工", **INNER)
    next_year(bureau)
    duty = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    assert duty.due_day == date(2027, 6, 30)
    cleanup = opened(bureau)
    assert cleanup.period == "2026"
    titles = [i.title for i in cleanup.items.all()]
    assert titles == [old.title, newer.title, inner.title], "the ones never published too"
    item = cleanup.items.get(title=old.title)
    one(
        bureau, item, conclusion="abolish", basis="市体发〔2026〕20号", since=DAY,
        replaced_by=newer.index_number,
    )  # fmt: skip
    kept(bureau, cleanup)
    confirmed(bureau, cleanup)
    duty.refresh_from_db()
    assert duty.ending == "discharged"
    assert duty.evidence["what"] == "2026年文件清理：共 3 件，继续有效 2 件，废止 1 件"
    assert old.validity is None, "confirmed is not carried out"
    (due,) = rounds.to_carry_out()
    confirming.carry_out(item=due, by=bureau.at("editor"), at=bureau.now)
    assert Publication.objects.get(pk=old.pk).validity.state == "abolished"
    assert not rounds.to_carry_out().exists()
    assert {r.title for r in rounds.in_force("mass_sports")} == {newer.title, inner.title}


def test_who_filled_in_a_conclusion_does_not_confirm_it(bureau):
    bureau.signed()
    cleanup = opened(bureau)
    concluded(bureau, cleanup, "head", conclusion="keep")
    cleaning.hand_in(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(NotAllowed, match="其他负责人确认"):
        confirmed(bureau, cleanup)
    confirming.confirm(cleanup=cleanup, by=bureau.at("deputy"), at=bureau.now)


def test_who_concluded_once_does_not_confirm_it_though_a_colleague_concluded_anew(bureau):
    bureau.signed()
    bureau.signed()
    cleanup = opened(bureau)
    first, second = cleanup.items.all()
    one(bureau, first, "head", conclusion="amend", basis="条文过时")
    one(bureau, second, "deputy")
    one(bureau, cleanup.items.get(pk=first.pk), conclusion="keep")
    one(bureau, cleanup.items.get(pk=second.pk), conclusion="keep")
    assert {i.concluded_by.username for i in cleanup.items.all()} == {"drafter"}
    cleaning.hand_in(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(NotAllowed, match="其他负责人确认"):
        confirmed(bureau, cleanup)
    confirming.confirm(cleanup=cleanup, by=bureau.at("deputy"), at=bureau.now)  # only looked at it


@pytest.mark.parametrize("who", ["drafter", "colleague", "other_head", "editor", "leader", "chief"])
def test_nobody_but_the_head_of_the_organ_confirms_or_returns(bureau, who):
    bureau.signed()
    cleanup = kept(bureau, opened(bureau))
    with pytest.raises(NotAllowed):
        confirming.confirm(cleanup=cleanup, by=bureau.at(who), at=bureau.now)
    with pytest.raises(NotAllowed):
        confirming.send_back(cleanup=cleanup, reason="不妥", by=bureau.at(who), at=bureau.now)


def test_the_head_returns_it_with_a_reason_and_it_goes_on_where_it_was(bureau):
    bureau.signed()
    cleanup = kept(bureau, opened(bureau))
    with pytest.raises(Refused, match="退回理由"):
        confirming.send_back(cleanup=cleanup, reason=" ", by=bureau.at("head"), at=bureau.now)
    confirming.send_back(cleanup=cleanup, reason="第1件已废止", by=bureau.at("head"), at=bureau.now)
    cleanup.refresh_from_db()
    assert (cleanup.state, cleanup.returned) == ("open", "第1件已废止")
    assert cleanup.items.get().conclusion == "keep", "nothing is lost"
    one(bureau, cleanup.items.get(), conclusion="expire", basis="期满", since=DAY)
    cleaning.hand_in(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    confirmed(bureau, cleanup)
    with pytest.raises(Overtaken):
        one(bureau, cleanup.items.get(), conclusion="keep")


def test_the_rest_is_kept_only_after_every_page_was_seen(bureau):
    for _ in range(3):
        bureau.signed()
    cleanup = opened(bureau)
    one(bureau, cleanup.items.first(), conclusion="keep")
    with pytest.raises(Refused, match="还有 2 件没有看过"):
        cleaning.keep_rest(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(Refused, match="还有 2 件没有结论"):
        cleaning.hand_in(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    concluded(bureau, cleanup)
    assert cleaning.keep_rest(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now) == 2


def test_an_organ_without_documents_confirms_so_in_one_click(bureau):
    with pytest.raises(Refused, match="本期无文件"):
        opened(bureau)
    with pytest.raises(NotAllowed):
        opening.confirm_none(by=bureau.at("drafter"), at=bureau.now)
    next_year(bureau)
    cleanup = opening.confirm_none(by=bureau.at("head"), at=bureau.now)
    assert cleanup.state == "confirmed"
    done = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    assert done.evidence["what"] == "2026年文件清理：本期无文件"
    with pytest.raises(Overtaken, match="已经开始"):
        opening.confirm_none(by=bureau.at("head"), at=bureau.now)


def test_who_has_documents_cannot_say_that_there_are_none(bureau):
    bureau.signed()
    with pytest.raises(Refused, match="不能确认"):
        opening.confirm_none(by=bureau.at("head"), at=bureau.now)


def test_the_figures_of_the_clause_are_those_of_the_trail(bureau):
    bureau.signed()
    next_year(bureau)
    confirmed(bureau, kept(bureau, opened(bureau)))
    opening.confirm_none(by=bureau.at("other_head"), at=bureau.now)
    said = Entry.objects.filter(action="cleanup.confirmed").count()
    assert said == 2
    bureau.later(minutes=1)
    report = next(r for r in conform(bureau.now, None, None) if r["plan"] == "xian-sports")
    duties = {d["id"]: d for c in report["clauses"] for d in c["duties"]}
    assert duties[DUTY]["kind"] == "software"
    assert duties[DUTY]["done"] == duties[DUTY]["in_time"] == said


def test_what_was_confirmed_before_the_calendar_asked_counts_once(bureau):
    bureau.signed()
    confirmed(bureau, kept(bureau, opened(bureau)))
    done = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    assert (done.ending, done.done_late) == ("discharged", False)
    tick(by=system("时限巡检"), at=bureau.now)
    assert Obligation.objects.filter(duty=DUTY, holder="mass_sports").count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"conclusion": "abolish", "since": DAY}, "请填写依据"),
        ({"conclusion": "abolish", "basis": "市体发〔2026〕9号"}, "自哪天起废止"),
        ({"conclusion": "expire", "basis": "期满", "since": date(2026, 3, 3)}, "不能晚于今天"),
        ({"conclusion": "amend"}, "请填写依据"),
        ({"conclusion": "burn", "basis": "理由"}, "请从列表中选择"),
        ({"conclusion": "keep", "basis": "长" * 301}, "最多 300 字"),
        ({"conclusion": "attribute", "basis": "理由"}, "调整为哪一种"),
        ({"conclusion": "attribute", "basis": "理由", "to_attribute": "proactive"}, "与现在相同"),
        ({"conclusion": "amend", "basis": "理由", "replaced_by": "DEMO/2026-99999"}, "没有索引号"),
        ({"conclusion": "amend", "basis": "理由", "replaced_by": "'; DROP"}, "没有索引号"),
        ({"conclusion": "amend", "basis": "理由", "replaced_by": "x/٣-٣"}, "没有索引号"),
    ],
)
def test_a_conclusion_that_does_not_hold_is_refused_and_nothing_is_kept(bureau, said, sentence):
    bureau.signed()
    cleanup = opened(bureau)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=sentence) as refused:
        one(bureau, cleanup.items.get(), **said)
    assert refused.value.field.endswith(f"-{cleanup.items.get().pk}")
    item = cleanup.items.get()
    assert (item.conclusion, item.seen_at, item.edition) == ("", None, 0)
    assert Entry.objects.count() == entries


def test_a_document_is_not_replaced_by_itself(bureau):
    page = bureau.published()
    item = opened(bureau).items.get()
    with pytest.raises(Refused, match="被它自己替代"):
        one(
            bureau,
            item,
            conclusion="abolish",
            basis="新办法",
            since=DAY,
            replaced_by=page.index_number,
        )


def test_a_mark_of_secrecy_in_a_basis_is_refused_and_only_that_is_noted(bureau):
    bureau.signed()
    with pytest.raises(Refused):
        one(bureau, opened(bureau).items.get(), conclusion="amend", basis="见机密★10年文件")
    assert Entry.objects.filter(action="refused.secrecy_mark").exists()


def test_of_two_who_conclude_at_once_the_second_is_told(bureau):
    bureau.signed()
    cleanup = opened(bureau)
    mine, theirs = cleanup.items.get(), cleanup.items.get()
    one(bureau, mine, conclusion="keep")
    with pytest.raises(Overtaken, match="群体处拟稿人已在您打开之后填写了第 1 件"):
        one(bureau, theirs, "colleague", conclusion="amend", basis="条文过时")
    assert cleanup.items.get().conclusion == "keep"
    one(bureau, theirs, "colleague", conclusion="keep")  # the same is no conflict


def test_of_two_who_open_at_once_one_opens(bureau):
    bureau.signed()
    opened(bureau)
    with pytest.raises(Overtaken, match="已经开始"):
        opened(bureau, "colleague")


def test_a_round_of_another_organ_is_neither_seen_nor_filled(bureau):
    bureau.signed()
    cleanup = opened(bureau)
    for who in ("other_drafter", "other_head", "editor", "leader", "chief", "auditor"):
        assert not rounds.seen_by(bureau.at(who)).exists(), who
        with pytest.raises(NotAllowed):
            one(bureau, cleanup.items.get(), who, conclusion="keep")
    confirmed(bureau, kept(bureau, cleanup))
    for who, sees in (("other_head", False), ("editor", True), ("leader", True), ("chief", True),
                      ("other_leader", False), ("auditor", False)):  # fmt: skip
        assert rounds.seen_by(bureau.at(who)).exists() is sees, who


def test_what_was_withdrawn_meanwhile_asks_for_nothing_more(bureau):
    page = bureau.published()
    cleanup = opened(bureau)
    one(bureau, cleanup.items.get(), conclusion="expire", basis="期满", since=DAY)
    confirmed(bureau, kept(bureau, cleanup))
    (due,) = rounds.to_carry_out()
    bureau.withdraw(page)
    assert not rounds.to_carry_out().exists()
    with pytest.raises(Overtaken, match="已经撤下"):
        confirming.carry_out(item=due, by=bureau.at("editor"), at=bureau.now)
    assert not Validity.objects.exists()


def test_an_adjusted_attribute_goes_through_the_doors_there_are(bureau):
    page = bureau.published()
    bureau.signed(attribute="on_request", ground="13-on-request", review_on=REVIEW)
    cleanup = opened(bureau)
    public, closed = cleanup.items.all()
    one(bureau, public, conclusion="attribute", basis="涉及第三方", to_attribute="withheld")
    one(bureau, closed, conclusion="attribute", basis="可以公开", to_attribute="proactive")
    confirmed(bureau, kept(bureau, cleanup))
    assert [i.pk for i in rounds.to_carry_out()] == [public.pk]
    assert [i.pk for i in rounds.to_publish("mass_sports")] == [closed.pk]
    with pytest.raises(Refused, match="撤下，或重新送审"):
        confirming.carry_out(item=public, by=bureau.at("editor"), at=bureau.now)
    bureau.withdraw(page, reason="公开属性调整")
    assert not rounds.to_carry_out().exists()
    document = Document.objects.get(pk=closed.document_id)
    acts.edit(bureau, document, attribute="proactive", ground="")
    sheet = bureau.to_the_leader(Document.objects.get(pk=document.pk))
    bureau.sign(sheet)
    bureau.number(sheet)
    bureau.publish(sheet)
    assert not rounds.to_publish("mass_sports").exists()


def test_only_the_office_carries_out_and_only_what_was_confirmed_and_only_once(bureau):
    bureau.published()
    cleanup = opened(bureau)
    one(bureau, cleanup.items.get(), conclusion="amend", basis="市体发〔2026〕9号")
    item = cleanup.items.get()
    with pytest.raises(Overtaken, match="尚未经处室负责人确认"):
        confirming.carry_out(item=item, by=bureau.at("editor"), at=bureau.now)
    confirmed(bureau, kept(bureau, cleanup))
    for who in ("drafter", "head", "leader"):
        with pytest.raises(NotAllowed):
            confirming.carry_out(item=item, by=bureau.at(who), at=bureau.now)
    confirming.carry_out(item=item, by=bureau.at("editor"), at=bureau.now)
    with pytest.raises(Overtaken, match="已由办公室核稿员甲办理"):
        confirming.carry_out(item=item, by=bureau.at("editor2"), at=bureau.now)


def test_the_result_is_announced_through_the_door_and_names_only_what_is_public(bureau):
    bureau.published(title="可以公开的通知")
    bureau.signed(title="内部事务安排", **INNER)
    cleanup = opened(bureau)
    kept(bureau, cleanup)
    with pytest.raises(Refused, match="确认后"):
        confirming.announce(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    confirmed(bureau, cleanup)
    draft = confirming.announce(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    assert draft.title == "群众体育处2025年文件清理结果"
    assert "可以公开的通知" in draft.body
    assert "内部事务安排" not in draft.body
    assert "共 1 件" in draft.body
    with pytest.raises(Overtaken, match="已经起草"):
        confirming.announce(cleanup=cleanup, by=bureau.at("colleague"), at=bureau.now)
    sheet = bureau.to_the_leader(draft)
    bureau.sign(sheet)
    bureau.number(sheet)
    assert "可以公开的通知" in bureau.publish(sheet).version.revision.document["body"]


def test_an_announcement_refused_for_a_mark_leaves_its_entry_and_nothing_else(bureau):
    bureau.published()
    cleanup = confirmed(bureau, kept(bureau, opened(bureau)))
    cleanup.items.update(title="关于印发秘密★3年材料的通知")
    with pytest.raises(Refused):
        confirming.announce(cleanup=cleanup, by=bureau.at("drafter"), at=bureau.now)
    assert Entry.objects.filter(action="refused.secrecy_mark").count() == 1
    cleanup.refresh_from_db()
    assert cleanup.announcement is None
    assert not Entry.objects.filter(action="cleanup.announced").exists()


def test_every_act_stands_on_the_trail(bureau):
    bureau.published()
    cleanup = opened(bureau)
    one(bureau, cleanup.items.get(), conclusion="abolish", basis="新办法", since=DAY)
    confirmed(bureau, kept(bureau, cleanup))
    confirming.carry_out(item=rounds.to_carry_out().get(), by=bureau.at("editor"), at=bureau.now)
    said = Entry.objects.filter(subject_id=cleanup.pk).values_list("action", flat=True)
    assert list(said) == [
        "cleanup.opened", "cleanup.concluded", "cleanup.handed_in", "cleanup.confirmed",
        "cleanup.carried_out",
    ]  # fmt: skip
    assert Entry.objects.filter(action="document.validity_changed", clause="二(二)").count() == 1
