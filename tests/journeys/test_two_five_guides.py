"""二(五): 积极公开体育服务事项，编制发布办事指南，简化优化办事流程，形成服务标准规范。"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.clearance.models import Clearance
from gongkai.clearance.tests import acts
from gongkai.kinds.registry import kind_of
from gongkai.kinds.verbs import publishing
from gongkai.kinds.verbs.submitting import submit
from gongkai.matters.guides import actions, jobs
from gongkai.matters.guides.models import Guide, Shown
from gongkai.matters.guides.tests import samples
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.portal import builder, expected
from gongkai.portal.tree import Tree
from gongkai.publishing.models import Publication
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Refused
from tests.casting import Bureau

TICKER = system("时限巡检")


def registered(bureau: Bureau) -> Guide:
    return actions.begin(service=samples.registered(), by=bureau.at("drafter"), at=bureau.now)


def written(bureau: Bureau, guide: Guide, who: str = "drafter", **changes) -> Guide:
    guide.refresh_from_db()
    return actions.save(
        guide=guide, service=samples.service(**changes), edition=guide.edition,
        by=bureau.at(who), at=bureau.now,
    )  # fmt: skip


def signed(bureau: Bureau, draft) -> Clearance:
    """Along the chain: head, secrecy, leader."""
    sheet = bureau.submit(draft)
    bureau.agree(sheet, "head")
    bureau.review_secrecy(sheet)
    bureau.sign(sheet)
    return bureau.fresh(sheet)


def seen(bureau: Bureau, draft) -> Publication:
    """Signed, published, fetched from outside; and the minute after it."""
    publication = bureau.publish(signed(bureau, draft))
    bureau.seen_outside(publication)
    jobs.each_minute(by=TICKER, at=bureau.later(minutes=1))
    return publication


def duty(key: str, **more) -> Obligation:
    return Obligation.objects.get(duty=key, **more)


def page_of(publication: Publication, folder: Path) -> str:
    tree = Tree(folder / "tree", durable=False)
    builder.catch_up(tree, expected.look())
    page = folder / "tree" / publication.address.strip("/") / "index.html"
    tree.close()
    return page.read_text(encoding="utf-8")


def test_registering_a_service_opens_both_duties_for_the_organ_and_for_no_other(bureau):
    guide = registered(bureau)
    opened = Obligation.objects.filter(subject_id=guide.pk)
    assert {(o.duty, o.holder) for o in opened} == {
        ("二(五).1", "mass_sports"),
        ("二(五).2", "mass_sports"),
    }


def test_a_guide_goes_from_the_drafter_to_the_tree_and_the_sight_of_it_discharges(bureau, tmp_path):
    guide = registered(bureau)
    with pytest.raises(Refused, match="办事指南重点要素缺失：受理条件、申请材料"):
        submit(subject=guide.subject, by=bureau.at("drafter"), at=bureau.now)
    sheet = signed(bureau, written(bureau, guide))
    publication = bureau.publish(sheet)
    jobs.each_minute(by=TICKER, at=bureau.now)
    assert not Obligation.objects.filter(subject_id=guide.pk).exclude(ending="").exists(), (
        "the click does not discharge"
    )
    bureau.seen_outside(publication)
    assert duty("二(五).2").ending == "discharged", "办事指南已发布"
    jobs.each_minute(by=TICKER, at=bureau.later(minutes=1))
    done = duty("二(五).1")
    assert done.ending == "discharged", "服务事项已公开"
    assert done.ended_at < bureau.now, "at the moment of the sight, not of the note"
    assert done.evidence["address"] == publication.address
    page = page_of(publication, tmp_path)
    for words in (
        "公共体育场地预约办事指南",
        "场地预约表",
        "年满十六周岁",
        "20 个工作日",
        "可以代办吗",
    ):
        assert words in page, words
    assert "流程优化" not in page, "a first version simplifies nothing"


def test_a_version_with_less_shows_it_and_discharges_the_years_duty(bureau, client, tmp_path):
    tick(by=TICKER, at=bureau.now)
    assert duty("二(五).3", holder="mass_sports").ending == "", "the control: it is open"
    guide = written(bureau, registered(bureau))
    seen(bureau, guide)
    assert duty("二(五).3", holder="mass_sports").ending == "", "a first version simplifies nothing"
    bureau.later(days=1)
    less = samples.WHOLE["materials"][:2]
    guide = written(bureau, guide, materials=less, promised_term="5")
    publication = seen(bureau, guide)
    said = "材料 3 → 2 份；承诺时限 10 → 5 个工作日"
    done = duty("二(五).3", holder="mass_sports")
    assert (done.ending, done.evidence["what"]) == ("discharged", said)
    others = Obligation.objects.filter(duty="二(五).3").exclude(holder="mass_sports")
    assert others.exists()
    assert not others.exclude(ending="").exists(), "what others have to do is theirs"
    assert f"<dd>{said}</dd>" in page_of(publication, tmp_path)
    client.force_login(bureau.people["head"])
    assert said in client.get("/desk/guides/simplified/").content.decode()
    entry = Entry.objects.get(action="guide.simplified")
    assert entry.data["said"] == said


def test_a_version_that_was_replaced_before_the_minute_came_is_noted_before_the_next(bureau):
    guide = written(bureau, registered(bureau))
    first = bureau.publish(signed(bureau, guide))
    bureau.seen_outside(first)
    seen_first = bureau.now
    guide = written(bureau, guide, materials=samples.WHOLE["materials"][:2], title="健身指导服务")
    second = bureau.publish(signed(bureau, guide))
    assert jobs.each_minute(by=TICKER, at=bureau.later(minutes=1)) == 1, "not only once it is seen"
    bureau.seen_outside(second)
    assert jobs.each_minute(by=TICKER, at=bureau.later(minutes=1)) == 1
    one, two = Shown.objects.order_by("pk")
    assert (one.version, one.seen_at) == (1, seen_first), "at its own moment"
    assert (two.version, two.simpler) == (2, True), "compared with the first"
    assert one.title != two.title


def test_of_two_versions_seen_before_the_minute_both_are_noted(bureau):
    guide = written(bureau, registered(bureau))
    bureau.seen_outside(bureau.publish(signed(bureau, guide)))
    guide = written(bureau, guide, materials=samples.WHOLE["materials"][:2])
    bureau.seen_outside(bureau.publish(signed(bureau, guide)))
    assert jobs.each_minute(by=TICKER, at=bureau.later(minutes=1)) == 2
    assert list(Shown.objects.values_list("version", "simpler")) == [(1, False), (2, True)]


def test_a_mended_word_keeps_the_line_and_counts_nothing_twice(bureau, tmp_path):
    guide = written(bureau, registered(bureau))
    seen(bureau, guide)
    guide = written(bureau, guide, visits="0")
    seen(bureau, guide)
    guide = written(bureau, guide, visits="0", place="市民中心二楼 3 号窗口")
    publication = seen(bureau, guide)
    page = page_of(publication, tmp_path)
    assert "到现场 2 → 0 次" in page
    assert "市民中心二楼" in page
    assert Shown.objects.filter(simpler=True).count() == 1
    assert Shown.objects.count() == 3


def test_what_only_moves_work_about_is_no_simplification(bureau):
    guide = written(bureau, registered(bureau))
    seen(bureau, guide)
    more_steps = [*samples.WHOLE["steps"], {"name": "复核"}]
    guide = written(bureau, guide, materials=samples.WHOLE["materials"][:1], steps=more_steps)
    seen(bureau, guide)
    shown = Shown.objects.get(version=2)
    assert shown.said == "环节 3 → 4 个；材料 3 → 1 份"
    assert not shown.simpler
    assert not Entry.objects.filter(action="guide.simplified").exists()


def test_a_version_is_noted_once_however_often_the_minute_comes(bureau):
    guide = written(bureau, registered(bureau))
    seen(bureau, guide)
    assert jobs.each_minute(by=TICKER, at=bureau.later(minutes=1)) == 0
    assert Shown.objects.count() == 1


def test_a_standard_with_its_file_goes_the_same_way_and_discharges_the_years_duty(bureau, tmp_path):
    tick(by=TICKER, at=bureau.now)
    standard = actions.begin_standard(text=samples.STANDARD, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(Refused, match="服务标准规范缺少：标准文本（附件）"):
        submit(subject=standard.subject, by=bureau.at("drafter"), at=bureau.now)
    actions.attach(
        draft=standard, name="服务规范.pdf", content=samples.PDF,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    publication = seen(bureau, standard)
    assert duty("二(五).4", holder="mass_sports").ending == "discharged"
    page = page_of(publication, tmp_path)
    for words in ("市体标〔2026〕1号", "全市公共体育场馆", "服务规范.pdf"):
        assert words in page, words


def test_withdrawn_it_proves_nothing_more(bureau):
    guide = written(bureau, registered(bureau))
    publication = seen(bureau, guide)
    publishing.withdraw(
        publication=publication, reason="事项取消", by=bureau.at("editor"), at=bureau.now
    )
    assert duty("二(五).1").evidence_lost_at is not None
    assert duty("二(五).2").evidence_lost_at is not None


def test_the_leader_asks_for_a_change_and_the_elements_are_what_is_changed(bureau, tmp_path):
    """修改后发: the text is not edited as HTML, the element is; the head confirms what it makes."""
    guide = written(bureau, registered(bureau))
    sheet = bureau.submit(guide)
    bureau.agree(sheet, "head")
    bureau.review_secrecy(sheet)
    acts.ask_to_amend(bureau, sheet, "请写明窗口号")
    guide = written(bureau, guide, place="市民中心二楼 3 号窗口")
    digest = kind_of(guide.subject).document(guide.pk).digest
    acts.confirm_amendment(bureau, sheet, digest)
    bureau.sign(sheet)
    publication = bureau.publish(bureau.fresh(sheet))
    assert "市民中心二楼 3 号窗口" in page_of(publication, tmp_path)


def test_who_wrote_at_it_cannot_review_it(bureau):
    guide = registered(bureau)
    written(bureau, guide, "head")
    sheet = bureau.submit(guide)
    with pytest.raises(NotAllowed, match="参与了本稿的起草"):
        bureau.agree(sheet, "head")


def test_another_organ_neither_sees_nor_writes_it(bureau, client):
    guide = written(bureau, registered(bureau))
    with pytest.raises(NotAllowed, match="不属于本处室"):
        actions.save(
            guide=guide, service=samples.service(title="别的"), edition=guide.edition,
            by=bureau.at("other_drafter"), at=bureau.now,
        )  # fmt: skip
    client.force_login(bureau.people["other_drafter"])
    assert client.get(f"/desk/guides/{guide.pk}/").status_code == 404
    assert samples.TITLE not in client.get("/desk/guides/").content.decode()
    client.force_login(bureau.people["colleague"])
    assert samples.TITLE in client.get("/desk/guides/").content.decode(), "the control"
