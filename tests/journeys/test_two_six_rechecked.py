"""三(三): what is already public is looked at again each night; the office mends, takes down or answers for it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gongkai.clearance.models import Confirmation
from gongkai.clock.calendars import SHANGHAI
from gongkai.kinds.verbs import checking
from gongkai.supervision import notifier, rechecking
from gongkai.supervision.models import Notice, PublicFinding
from gongkai.trail.actors import system
from gongkai.trail.models import Entry

UNSURE = "<p>联系人：张某，手机13812345678。</p>"
CLEAN = "<p>现将有关事项通知如下。</p>"


def a_night(bureau, hours: float = 2) -> int:
    """The night after the bureau's present day; how many texts were looked at."""
    bureau.later(days=1)
    midnight = bureau.now.astimezone(SHANGHAI).replace(hour=0, minute=0)
    at, looked = midnight + timedelta(hours=hours), 0
    while done := rechecking.next_piece(by=system("表述检查"), at=at):
        looked += done
    return looked


@pytest.fixture
def public(bureau):
    """Two public texts; the telephone in the first was let pass, and the answer for it is gone since (a new rule)."""
    wrong = bureau.published(body=UNSURE)
    bureau.published(body=CLEAN)
    Confirmation.objects.all().delete()
    return wrong


def test_each_public_text_is_looked_at_once_a_night_and_the_office_reads_of_it(bureau, public):
    assert a_night(bureau) == 2
    assert rechecking.next_piece(by=system("表述检查"), at=bureau.now) == 0, (
        "the night's work is done"
    )
    [found] = rechecking.unanswered()
    assert found.publication == public
    assert "13812345678" not in found.said, "personal data are masked"
    entry = Entry.objects.get(action="public.rechecked")
    assert (entry.data["found"], entry.clause) == (1, "三(三)")
    while notifier.catch_up():
        pass
    readers = {notice.person.name for notice in Notice.objects.filter(entry=entry)}
    assert readers == {"办公室核稿员甲", "办公室核稿员乙"}


@pytest.mark.parametrize("hours", [0.5, 6, 12])
def test_by_day_nothing_is_looked_at(bureau, public, hours):
    assert a_night(bureau, hours) == 0
    assert not PublicFinding.objects.exists()


def test_what_the_office_answers_for_is_not_told_again(bureau, public):
    a_night(bureau)
    sheet = public.version.signature.clearance
    keys = list(rechecking.unanswered().values_list("key", flat=True))
    assert checking.confirm_before_publishing(
        clearance=sheet, keys=keys, by=bureau.at("editor"), at=bureau.now
    )
    assert not rechecking.unanswered().exists()
    a_night(bureau)
    assert not rechecking.unanswered().exists()
    assert Entry.objects.filter(action="public.rechecked").count() == 1


def test_a_finding_goes_with_its_text(bureau, public):
    a_night(bureau)
    bureau.withdraw(public)
    assert not rechecking.unanswered().exists()


def test_what_was_found_before_keeps_its_day(bureau, public):
    a_night(bureau)
    first = PublicFinding.objects.get().found_on
    a_night(bureau)
    assert PublicFinding.objects.get().found_on == first
    assert Entry.objects.filter(action="public.rechecked").count() == 1, "told once"


def test_a_link_to_a_page_of_ours_that_was_withdrawn_is_found(bureau, monkeypatch):
    gone = bureau.published(body=CLEAN)
    day = bureau.now.date()
    address = f"https://sport.example.gov.cn{gone.address}"
    plan = rechecking.the_bureaus_plan(day).plan
    monkeypatch.setattr(plan.bureau.__class__, "site_domain", "sport.example.gov.cn", raising=False)
    object.__setattr__(plan.bureau, "site_domain", "sport.example.gov.cn")
    assert rechecking.is_there(address, day=day) is True
    bureau.withdraw(gone)
    assert rechecking.is_there(address, day=day) is False
    for other in ("https://www.gov.cn/p/2026/1/", "https://sport.example.gov.cn/", "mailto:a@b.cn"):
        assert rechecking.is_there(other, day=day) is None


def test_the_office_finds_them_on_a_page_that_leads_to_the_sheet(bureau, public, client):
    import time_machine

    a_night(bureau)
    client.force_login(bureau.people["editor"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(datetime.combine(bureau.now, bureau.now.time(), SHANGHAI), tick=False):
        page = client.get("/desk/rechecked/").content.decode()
        sheet = public.version.signature.clearance
        assert f"/desk/cases/{sheet.uuid}/" in page
        case = client.get(f"/desk/cases/{sheet.uuid}/").content.decode()
    assert "已公开信息的检查" in case
