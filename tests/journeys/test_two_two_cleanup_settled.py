"""二(二): after a 清理 was confirmed: what cannot be carried out is closed, what ended by mistake is put right."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.matters.documents.actions import confirming, settling
from gongkai.matters.documents.models import CleanupItem
from gongkai.matters.documents.queries import cleanup as rounds
from gongkai.publishing.models import Publication, Validity
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.casting import Bureau
from tests.journeys.test_two_two_cleanup import REVIEW, confirmed, kept, one, opened
from tests.security.routes import browser

DAY = date(2026, 3, 1)
ABOLISH = {"conclusion": "abolish", "basis": "新办法", "since": DAY}


def settled(b: Bureau, **said) -> CleanupItem:
    """One item of a confirmed round, with this conclusion."""
    cleanup = opened(b)
    one(b, cleanup.items.first(), **said)
    confirmed(b, kept(b, cleanup))
    return cleanup.items.first()


def close(
    b: Bureau, item: CleanupItem, reason: str = "文件已撤下", who: str = "editor"
) -> CleanupItem:
    return settling.close(item=item, reason=reason, by=b.at(who), at=b.now)


def right(
    b: Bureau, item: CleanupItem, reason: str = "原件仍在执行", who: str = "editor"
) -> CleanupItem:
    return settling.put_right(item=item, reason=reason, by=b.at(who), at=b.now)


def test_what_was_withdrawn_meanwhile_is_closed_with_a_reason(bureau):
    page = bureau.published()
    item = settled(bureau, conclusion="amend", basis="条文过时")
    assert not rounds.out_of_reach().exists(), "the page stands"
    bureau.withdraw(page)
    assert list(rounds.out_of_reach()) == [item]
    with pytest.raises(Refused, match="请写明不能办理的原因"):
        close(bureau, item, " ")
    for who in ("drafter", "head", "leader"):
        with pytest.raises(NotAllowed):
            close(bureau, item, who=who)
    act = reverse("documents:cleanup_act", args=[item.cleanup_id, "close"])
    address = reverse("documents:cleanup", args=[item.cleanup_id])
    office = browser(bureau, "editor")
    assert "不能办理的，写明原因办结" in office.get(address).content.decode()
    assert office.post(act, {"item": item.pk, "reason": "文件已撤下"}).status_code == 302
    assert not rounds.out_of_reach().exists()
    shown = office.get(address).content.decode()
    assert "办公室核稿员甲办结，未办理：文件已撤下" in shown
    entry = Entry.objects.get(action="cleanup.closed")
    assert (entry.data["reason"], entry.data["conclusion"]) == ("文件已撤下", "修改")
    assert entry.data["tell"] == [str(bureau.people["drafter"].uuid)]
    with pytest.raises(Overtaken, match="已由办公室核稿员甲办理"):
        close(bureau, item)


def test_what_is_to_be_published_is_closed_by_the_organ(bureau):
    bureau.signed(attribute="on_request", ground="13-on-request", review_on=REVIEW)
    item = settled(bureau, conclusion="attribute", basis="可公开", to_attribute="proactive")
    with pytest.raises(NotAllowed, match="本处室"):
        close(bureau, item)
    assert rounds.to_publish("mass_sports").exists()
    close(bureau, item, "经研究不再公开", "drafter")
    assert not rounds.to_publish("mass_sports").exists()


def test_a_replacement_that_was_withdrawn_does_not_stop_the_marking(bureau):
    page, newer = bureau.published(), bureau.published(title="新的办法")
    item = settled(bureau, **ABOLISH, replaced_by=newer.index_number)
    bureau.withdraw(newer)
    made = confirming.carry_out(item=item, by=bureau.at("editor"), at=bureau.now)
    assert (made.state, made.replaced_by) == ("abolished", None)
    assert Publication.objects.get(pk=page.pk).validity == made


def test_what_ended_by_mistake_is_put_right_in_public_and_on_the_next_list(bureau):
    page = bureau.published()
    item = settled(bureau, **ABOLISH)
    confirming.carry_out(item=item, by=bureau.at("editor"), at=bureau.now)
    assert rounds.in_force("mass_sports") == []
    for who in ("drafter", "head", "leader"):
        with pytest.raises(NotAllowed):
            right(bureau, item, who=who)
    with pytest.raises(Refused, match="请写明恢复有效的依据"):
        right(bureau, item, "")
    right(bureau, item)
    states = list(Validity.objects.filter(publication=page).order_by("number").values_list("state", "basis"))  # fmt: skip
    assert states == [("abolished", "新办法"), ("in_force", "原件仍在执行")], "both stay"
    assert [row.document for row in rounds.in_force("mass_sports")] == [item.document_id]
    said = Entry.objects.filter(subject_id=item.cleanup_id).values_list("action", flat=True)
    assert list(said)[-2:] == ["cleanup.carried_out", "cleanup.put_right"]
    item.refresh_from_db()
    assert item.conclusion == "abolish", "the record is not rewritten"
    with pytest.raises(Overtaken, match="已由办公室核稿员甲恢复有效"):
        right(bureau, item)
    address = reverse("documents:cleanup", args=[item.cleanup_id])
    page_of = browser(bureau, "drafter").get(address).content.decode()
    assert "办公室核稿员甲更正，恢复有效：原件仍在执行" in page_of


def test_put_right_before_it_was_marked_nothing_is_marked(bureau):
    bureau.published()
    item = settled(bureau, **ABOLISH)
    right(bureau, item)
    assert not rounds.to_carry_out().exists()
    assert not Validity.objects.exists()
    with pytest.raises(Overtaken, match="已恢复有效"):
        confirming.carry_out(item=item, by=bureau.at("editor"), at=bureau.now)
    assert len(rounds.in_force("mass_sports")) == 1


def test_only_what_ended_is_put_right_and_only_what_was_concluded_is_closed(bureau):
    bureau.published()
    item = settled(bureau, conclusion="keep")
    with pytest.raises(Refused, match="只有结论为废止或失效"):
        right(bureau, item)
    with pytest.raises(Refused, match="没有需要办理"):
        close(bureau, item)
