"""二(六): 经局领导批准同意后，及时交局办公室统一上网发布。At a set time, in a batch, as a bundle."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from gongkai.clearance.tests.acts import correct, settle, signed_text
from gongkai.kinds.verbs import publishing, scheduling, signing
from gongkai.matters.documents.models import Document
from gongkai.publishing.models import Publication, Schedule
from gongkai.publishing.queries import awaiting, failed, is_awaiting, scheduled
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.casting import Bureau


def set_for_noon(bureau: Bureau, *sheets, together=False, who="editor") -> list[Schedule]:
    return scheduling.schedule(
        clearances=[(sheet, bureau.shown(sheet)) for sheet in sheets],
        moment=bureau.now + timedelta(hours=2),
        together=together,
        by=bureau.at(who),
        at=bureau.now,
    )


def the_moment_comes(bureau: Bureau) -> int:
    return scheduling.release(by=system("定时发布"), at=bureau.later(hours=2))


def test_what_is_set_for_a_moment_is_published_then_by_the_person_who_consented(bureau):
    sheet = bureau.signed()
    set_for_noon(bureau, sheet)
    assert scheduling.release(by=system("定时发布"), at=bureau.later(hours=1)) == 0
    assert not Publication.objects.exists()
    assert scheduling.release(by=system("定时发布"), at=bureau.later(hours=1)) == 1
    assert Publication.objects.get().published_at == bureau.now
    entry = Entry.objects.get(action="document.published")
    assert entry.actor["name"] == "办公室核稿员甲"
    assert scheduling.release(by=system("定时发布"), at=bureau.later(hours=1)) == 0
    assert Publication.objects.count() == 1


def test_a_scheduler_that_was_down_for_a_day_publishes_when_it_is_back(bureau):
    set_for_noon(bureau, bureau.signed())
    assert scheduling.release(by=system("定时发布"), at=bureau.later(days=1)) == 1
    assert Publication.objects.get().published_at == bureau.now, "the true moment, not the one set"


def test_a_schedule_whose_signature_was_voided_does_not_publish_and_says_why(bureau):
    sheet = bureau.signed(document_kind="information", category="news")
    set_for_noon(bureau, sheet)
    signing.void_signature(
        clearance=sheet, reason="数据有误", by=bureau.at("head"), at=bureau.later(minutes=5)
    )
    the_moment_comes(bureau)
    assert not Publication.objects.exists()
    [one] = failed()
    assert "签发已失效" in one.result
    told = Entry.objects.get(action="document.schedule_failed")
    assert told.data["tell"] == [str(bureau.people["editor"].uuid)]


def corrected(bureau: Bureau, sheet) -> None:
    text = signed_text(sheet)
    settle(bureau, correct(bureau, sheet, body=text.body.replace("如下", "如下所列")))


def test_a_correction_after_the_consent_holds_the_schedule_up_and_says_why(bureau):
    sheet = bureau.signed()
    set_for_noon(bureau, sheet)
    corrected(bureau, sheet)
    the_moment_comes(bureau)
    assert not Publication.objects.exists(), "nobody consented to the corrected text"
    assert "文本在同意发布之后有变化" in failed().get().result


def test_consent_to_the_corrected_text_publishes_it(bureau):
    sheet = bureau.signed()
    signed = sheet.revision.digest
    corrected(bureau, sheet)
    with pytest.raises(Overtaken, match="有变化"):
        scheduling.schedule(
            clearances=[(sheet, signed)], moment=bureau.now + timedelta(hours=2), together=False,
            by=bureau.at("editor"), at=bureau.now,
        )  # fmt: skip
    set_for_noon(bureau, sheet)
    the_moment_comes(bureau)
    assert "如下所列" in Publication.objects.get().version.revision.value.body


@pytest.mark.parametrize("act", ["publish", "bundle", "schedule"])
def test_a_correction_between_showing_and_pressing_is_refused_in_the_queue(bureau, client, act):
    sheets = [bureau.signed(title=f"关于第{n}项活动的通知") for n in "一二"]
    client.force_login(bureau.people["editor"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        picked = {"act": act, "at": "2026-03-02T18:00", "item": offered(client)}
        corrected(bureau, sheets[0])
        refused = client.post("/desk/publishing/", picked)
        assert refused.status_code == 409
        assert "有变化" in refused.content.decode()
        assert Publication.objects.count() == (act == "publish"), "singly only the other one"
        again = client.post("/desk/publishing/", picked | {"item": offered(client)})
        assert again.status_code == 302, "positive control: as it is shown now it goes"


def offered(client) -> list[str]:
    page = client.get("/desk/publishing/").content.decode()
    return re.findall(r'name="item" value="([^"]+)"', page)


def test_a_correction_between_opening_the_sheet_and_pressing_is_refused_there_too(bureau, client):
    sheet = bureau.signed()
    client.force_login(bureau.people["editor"], "django.contrib.auth.backends.ModelBackend")
    address = f"/desk/cases/{sheet.uuid}/"
    with time_machine.travel(bureau.now, tick=False):
        shown = offered_on(client, address)
        corrected(bureau, sheet)
        assert client.post(f"{address}act/publish/", {"seen": shown}).status_code == 409
        assert not Publication.objects.exists()
        client.post(f"{address}act/publish/", {"seen": offered_on(client, address)})
    assert "如下所列" in Publication.objects.get().version.revision.value.body


def offered_on(client, address: str) -> str:
    page = client.get(address).content.decode()
    form = page[page.index(f'action="{address}act/publish/"') :]
    return re.search(r'name="seen" value="([^"]+)"', form)[1]


def test_a_failed_schedule_leaves_the_desk_when_its_text_goes_along_the_chain_again(bureau):
    sheet = bureau.signed()
    set_for_noon(bureau, sheet)
    signing.void_signature(clearance=sheet, reason="文字有误", by=bureau.at("head"), at=bureau.now)
    the_moment_comes(bureau)
    assert failed().count() == 1
    bureau.submit(Document.objects.get())
    assert not failed().exists()


def test_a_schedule_of_somebody_whose_post_has_ended_does_not_publish(bureau):
    set_for_noon(bureau, bureau.signed())
    post = bureau.people["editor"].posts.get()
    post.valid_until = bureau.now.date() + timedelta(days=1)
    post.save()
    bureau.later(days=2)
    the_moment_comes(bureau)
    assert not Publication.objects.exists()
    assert failed().get().result


def test_a_poison_item_fails_alone(bureau):
    good, bad, other = (bureau.signed(title=f"关于第{n}项活动的通知") for n in "一二三")
    set_for_noon(bureau, good, bad, other)
    bad.revision.__class__.objects.filter(pk=bad.revision_id).update(document={"broken": True})
    the_moment_comes(bureau)
    assert set(Publication.objects.values_list("title", flat=True)) == {good.title, other.title}
    assert failed().get().result == scheduling.BROKEN


def test_a_bundle_goes_out_whole_or_not_at_all(bureau):
    policy, reading = (
        bureau.signed(title="健身设施管理办法"),
        bureau.signed(title="健身设施管理办法解读"),
    )
    set_for_noon(bureau, policy, reading, together=True)
    signing.void_signature(
        clearance=reading, reason="数据有误", by=bureau.at("head"), at=bureau.now
    )
    the_moment_comes(bureau)
    assert not Publication.objects.exists()
    assert failed().count() == 2
    assert "都没有发布" in failed().first().result


def test_a_bundle_is_one_act(bureau):
    sheets = [bureau.signed(title="健身设施管理办法"), bureau.signed(title="健身设施管理办法解读")]
    publishing.publish_together(
        clearances=[(s, bureau.shown(s)) for s in sheets], by=bureau.at("editor"), at=bureau.now
    )
    assert Publication.objects.count() == 2
    assert len(set(Entry.objects.filter(action="document.published").values_list("act"))) == 1


def test_a_schedule_can_be_taken_back_and_a_bundle_only_whole(bureau):
    first, second = set_for_noon(bureau, bureau.signed(), bureau.signed(), together=True)
    scheduling.cancel(schedule=second, by=bureau.at("editor2"), at=bureau.now)
    assert not scheduled().exists()
    assert the_moment_comes(bureau) == 0
    with pytest.raises(Overtaken):
        scheduling.cancel(schedule=first, by=bureau.at("editor"), at=bureau.now)


def test_what_was_published_by_hand_before_its_moment_is_not_published_again(bureau):
    sheet = bureau.signed()
    set_for_noon(bureau, sheet)
    bureau.publish(sheet)
    assert the_moment_comes(bureau) == 0
    assert not failed().exists()


@pytest.mark.parametrize("who", ["drafter", "head", "leader", "secrecy"])
def test_only_the_office_consents(bureau, who):
    sheet = bureau.signed()
    with pytest.raises(NotAllowed):
        set_for_noon(bureau, sheet, who=who)


def test_a_moment_that_has_passed_and_a_second_schedule_are_refused(bureau):
    sheet = bureau.signed()
    with pytest.raises(Refused, match="今后一年以内"):
        scheduling.schedule(
            clearances=[(sheet, bureau.shown(sheet))], moment=bureau.now, together=False,
            by=bureau.at("editor"), at=bureau.now,
        )  # fmt: skip
    set_for_noon(bureau, sheet)
    with pytest.raises(Overtaken, match="已经定时"):
        set_for_noon(bureau, sheet)
    assert Schedule.objects.count() == 1


def test_an_older_signed_sheet_never_replaces_a_newer_public_text(bureau):
    older = bureau.signed()
    set_for_noon(bureau, older)
    document = Document.objects.get()
    newer = bureau.signed_from(document)
    bureau.publish(newer)
    the_moment_comes(bureau)
    assert Publication.objects.get().version.signature.clearance == newer
    assert "更新的一稿已经发布" in Schedule.objects.get().result


def test_two_sheets_of_one_document_are_not_a_bundle(bureau):
    older = bureau.signed()
    newer = bureau.signed_from(Document.objects.get())
    with pytest.raises(Refused, match="同一文件的两份稿件"):
        publishing.publish_together(
            clearances=[(older, bureau.shown(older)), (newer, bureau.shown(newer))],
            by=bureau.at("editor"),
            at=bureau.now,
        )


def test_an_older_signed_sheet_is_not_offered_once_a_newer_text_is_public(bureau, client):
    older = bureau.signed()
    newer = bureau.signed_from(Document.objects.get())
    assert set(awaiting()) == {older, newer}, "the control: before that both wait"
    publication = bureau.publish(newer)
    assert not awaiting().exists()
    client.force_login(bureau.people["editor"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        assert offered(client) == []
        assert "act/publish/" not in client.get(f"/desk/cases/{older.uuid}/").content.decode()
    corrected(bureau, older)
    assert not awaiting().exists(), "nor when it is corrected"
    corrected(bureau, newer)
    assert set(awaiting()) == {newer}
    bureau.withdraw(publication)
    assert set(awaiting()) == {older, newer}, "nothing newer is public any more"
    assert is_awaiting(older)


def test_one_sheet_is_asked_about_with_the_same_answer_as_all(bureau):
    public, waiting, changed, inside = (bureau.signed() for _ in range(4))
    unnumbered = bureau.to_the_leader(bureau.draft())
    bureau.sign(unnumbered)
    for sheet in (public, changed):
        bureau.publish(sheet)
    corrected(bureau, changed)
    kept_inside = inside.revision.document | {"attribute": "on_request"}
    inside.revision.__class__.objects.filter(pk=inside.revision_id).update(document=kept_inside)
    sheets = [public, waiting, changed, inside, unnumbered]
    expected = {waiting, changed}
    assert set(awaiting()) == expected
    assert {sheet for sheet in sheets if is_awaiting(sheet)} == expected


def test_a_correction_that_a_later_one_overtook_waits_for_nothing(bureau):
    sheet = bureau.signed()
    bureau.publish(sheet)
    corrected(bureau, sheet)
    text = signed_text(sheet)
    settle(bureau, correct(bureau, sheet, body=text.body.replace("如下", "如下所附")))
    assert set(awaiting()) == {sheet}
    bureau.publish(sheet)
    assert "如下所附" in Publication.objects.get().version.revision.value.body
    assert not awaiting().exists()
