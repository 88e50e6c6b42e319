"""三(三): what came from the old site is looked at each night too, by its own day; the office can answer for it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.clearance.models import Clearance, Confirmation
from gongkai.files.models import Stored
from gongkai.kinds.verbs import checking
from gongkai.publishing.models import Publication
from gongkai.supervision import rechecking
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Refused
from tests.journeys.test_two_six_rechecked import a_night
from tests.old_site import ID_CARD, carried, item, plain
from tests.security.routes import browser

LEADER = "<p>局长鄢如拟出席启动仪式并讲话。</p>"  # invented; in office until 2024-03-01
THEN, LATER = {"原发布时间": "2021-03-05"}, {"原发布时间": "2025-03-05"}


def sheet_of(publication: Publication) -> Clearance:
    return publication.version.signature.clearance


def keys() -> list[str]:
    return list(rechecking.unanswered().values_list("key", flat=True))


def test_names_and_dates_are_judged_by_the_day_it_was_first_public(bureau):
    right, wrong = carried(bureau, plain(1, 正文=LEADER, **THEN), plain(2, 正文=LEADER, **LATER))
    a_night(bureau)
    assert {found.publication for found in rechecking.unanswered()} == {wrong}
    assert right.version.judged_on.year == 2021


def test_the_office_answers_by_name_and_with_a_reason(bureau):
    (wrong,) = carried(bureau, plain(2, 正文=LEADER, **LATER))
    a_night(bureau)
    given = {"clearance": sheet_of(wrong), "keys": keys(), "at": bureau.now}
    with pytest.raises(Refused, match="理由"):
        checking.confirm_before_publishing(**given, by=bureau.at("editor"), reason=" ")
    with pytest.raises(NotAllowed):
        checking.confirm_before_publishing(**given, by=bureau.at("head"), reason="核对无误")
    assert rechecking.unanswered().exists()
    checking.confirm_before_publishing(**given, by=bureau.at("editor"), reason="引用历史讲话")
    assert not rechecking.unanswered().exists()
    held = Confirmation.objects.get()
    assert (held.person.name, held.reason) == ("办公室核稿员甲", "引用历史讲话")
    entry = Entry.objects.get(action="document.carried_finding_confirmed")
    assert entry.data["reason"] == "引用历史讲话"


def test_on_the_sheet_the_office_confirms_or_is_led_to_the_other_doors(bureau):
    (wrong,) = carried(bureau, plain(2, 正文=LEADER, **LATER))
    a_night(bureau)
    office, sheet = browser(bureau, "editor"), sheet_of(wrong)
    address = reverse("desk:case", args=[sheet.uuid])
    page = office.get(address).content.decode()
    assert "已公开信息的检查" in page
    assert "请拟稿处室修订后重新送审；不宜公开的，请撤下" in page
    act = reverse("desk:act", args=[sheet.uuid, "confirm_findings"])
    refused = office.post(act, {"confirmed": keys(), "reason": "长" * 201})
    assert refused.status_code == 409
    assert "长" * 201 in refused.content.decode(), "what was typed stays"
    assert office.post(act, {"confirmed": keys(), "reason": "引用历史讲话"}).status_code == 302
    assert "已公开信息的检查" not in office.get(address).content.decode()


def test_what_the_batch_let_pass_is_not_asked_again(bureau):
    body = f"<p>张某，身份证号{ID_CARD}。</p>"
    row = plain(1, 正文=body)
    (kept,) = carried(bureau, row, accepted={"2": "personal.identity_number"})
    a_night(bureau)
    assert not rechecking.unanswered().exists()
    held = Confirmation.objects.get(subject_id=kept.subject_id)
    assert held.person.name == "办公室核稿员甲", "who confirmed the batch at the desk"
    assert "办公室核稿员乙" in held.reason, "whom the list names"
    assert ID_CARD not in held.said
    entry = Entry.objects.get(action="document.carried_over")
    assert entry.data["accepted"][0]["by"] == "办公室核稿员乙"


def test_the_words_of_its_attachments_were_read(bureau):
    carried(bureau, item(1))
    assert "Fitness" in Stored.objects.get(type="application/pdf").text
    a_night(bureau)
    assert not rechecking.unanswered().filter(rule="attachment.unread").exists()
