"""A signature falls when the drafting head gives it up before publication, or when the signer objects to an entry in his
name. What is public stays signed: the page is replaced by a new version, or withdrawn.
"""

from __future__ import annotations

import pytest
import time_machine

from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import confirm, edit, register, void
from gongkai.kinds.verbs import signing
from gongkai.matters.documents.models import Document
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import objected as objected_public
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


def objected(bureau, sheet, who: str = "leader"):
    return signing.object_to_signature(
        clearance=bureau.fresh(sheet), reason="未签过此件", by=bureau.at(who), at=bureau.now
    )


def test_the_signature_under_a_page_that_stands_is_not_given_up(bureau):
    sheet = bureau.signed()
    publication = bureau.publish(sheet)
    with pytest.raises(Refused, match="已经发布，不能收回签发"):
        void(bureau, sheet)
    assert bureau.fresh(sheet).state == State.SIGNED
    bureau.withdraw(publication)
    void(bureau, sheet)
    assert bureau.fresh(sheet).state == State.VOIDED, "the control: once it is withdrawn it may be"


def test_of_an_earlier_version_it_may_be_for_the_page_rests_on_the_newer(bureau):
    first = bureau.signed()
    bureau.publish(first)
    document = Document.objects.get()
    edit(bureau, document, title="关于开展全民健身活动的通知（第二版）")
    second = bureau.to_the_leader(document)
    bureau.sign(second)
    bureau.number(second)
    with pytest.raises(Refused, match="已经发布，不能收回签发"):
        void(bureau, first)
    publication = bureau.publish(second)
    void(bureau, first)
    assert bureau.fresh(first).state == State.VOIDED
    assert publication.version.signature.clearance == second
    assert publication.version.signature.standing == "standing"


def test_at_every_moment_a_live_page_points_at_a_standing_signature(bureau):
    """Signed is what was published, and stays it, whatever the drafting side tries afterwards."""
    sheet = bureau.signed()
    bureau.publish(sheet)
    for who in ("head", "deputy", "drafter", "leader"):
        with pytest.raises((Refused, NotAllowed)):
            void(bureau, sheet, who)
    live = Publication.objects.get(state="live")
    assert live.version.signature.standing == "standing"
    assert live.version.digest == live.version.signature.digest


def test_one_objects_to_an_entry_in_ones_name_and_not_to_ones_own_hand(bureau):
    own = bureau.to_the_leader(bureau.draft())
    bureau.sign(own)
    with pytest.raises(Refused, match="由您本人在系统中签发"):
        objected(bureau, own)
    entered = bureau.to_the_leader(bureau.draft())
    register(bureau, entered)
    with pytest.raises(Overtaken, match="待确认"):
        objected(bureau, entered)
    confirm(bureau, entered)
    objected(bureau, entered)
    assert bureau.fresh(entered).state == State.VOIDED, "the control"
    assert Entry.objects.get(action="document.voided").data["reason"] == "未签过此件"


def test_what_is_public_when_one_objects_stays_and_the_office_has_it_to_do(bureau, client):
    sheet = bureau.to_the_leader(bureau.draft())
    register(bureau, sheet)
    confirm(bureau, sheet)
    bureau.number(sheet)
    publication = bureau.publish(sheet)
    assert not objected_public().exists(), "the control"
    objected(bureau, sheet)
    publication.refresh_from_db()
    assert publication.state == "live", "whether it goes is the office's to decide"
    told = Entry.objects.get(action="document.voided").data["tell"]
    assert {str(bureau.people[who].uuid) for who in ("editor", "editor2")} <= set(told)
    client.force_login(bureau.people["editor2"], "django.contrib.auth.backends.ModelBackend")
    address = f"/desk/cases/{sheet.uuid}/"
    with time_machine.travel(bureau.now, tick=False):
        inbox = client.get("/desk/").content.decode()
        assert "处理异议" in inbox
        assert address in inbox
        page = client.get(address).content.decode()
        assert "公开页面仍在" in page
        given = {"reason": "签批人提出异议"}
        assert client.post(f"{address}act/withdraw/", given).status_code == 302
        assert f"{address}act/withdraw/" in page
        assert "处理异议" not in client.get("/desk/").content.decode()
    publication.refresh_from_db()
    assert publication.state == "withdrawn"


def test_a_new_version_ends_what_the_office_has_to_do_about_an_objection(bureau):
    sheet = bureau.to_the_leader(bureau.draft())
    register(bureau, sheet)
    confirm(bureau, sheet)
    bureau.number(sheet)
    bureau.publish(sheet)
    objected(bureau, sheet)
    document = Document.objects.get()
    edit(bureau, document, title="关于开展全民健身活动的通知（第二版）")
    again = bureau.signed_from(document)
    assert list(objected_public()) == [bureau.fresh(sheet)]
    bureau.publish(again)
    assert not objected_public().exists()


@pytest.mark.parametrize("act", [void, objected])
def test_it_takes_a_reason_and_falls_once(bureau, act):
    sheet = bureau.to_the_leader(bureau.draft())
    register(bureau, sheet)
    confirm(bureau, sheet)
    verb = signing.void_signature if act is void else signing.object_to_signature
    who = "head" if act is void else "leader"
    with pytest.raises(Refused, match="请写明原因"):
        verb(clearance=bureau.fresh(sheet), reason=" ", by=bureau.at(who), at=bureau.now)
    act(bureau, sheet)
    with pytest.raises(Overtaken):
        act(bureau, sheet)
    assert Entry.objects.filter(action="document.voided").count() == 1
