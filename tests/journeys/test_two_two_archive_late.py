"""二(二): 归档 of what was registered after the year was received (补充移交), and the package that stays as it was."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from gongkai.clearance.tests import acts
from gongkai.matters.documents.actions import archiving, handing_over
from gongkai.matters.documents.models import ArchiveList
from gongkai.matters.documents.queries import packages
from gongkai.matters.documents.queries.archive import to_supplement
from gongkai.obligations.models import Obligation
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Overtaken, Refused
from tests.casting import Bureau
from tests.journeys.test_two_two_archive import DUTY, completed, handed, opened, packed, received
from tests.security.routes import browser


def supplemented(b: Bureau, period: str = "2026") -> ArchiveList:
    return archiving.open_archive(period=period, by=b.at("drafter"), at=b.now)


@pytest.fixture
def late(bureau) -> ArchiveList:
    """The list of 2026, received; then a paper signed in 2026 is registered."""
    bureau.signed(title="按时归档的通知")
    sheet, signed_at = bureau.to_the_leader(bureau.draft(title="年底才签的通知")), bureau.now
    archive = received(bureau, handed(bureau, completed(bureau, opened(bureau))))
    assert to_supplement("mass_sports") == []
    acts.register(bureau, sheet, signed_at=signed_at)
    acts.confirm(bureau, sheet)
    return archive


def test_what_was_registered_after_the_receipt_comes_on_a_supplement(bureau, late):
    waits = browser(bureau, "drafter").get("/desk/").content.decode()
    assert "2026年有签收后登记的签发文件，待补充移交" in waits
    more = supplemented(bureau)
    assert (more.part, [e.title for e in more.entries.all()]) == (1, ["年底才签的通知"])
    page = browser(bureau, "drafter").get(reverse("documents:archive", args=[more.pk]))
    assert "2026年（补充1）归档文件目录" in page.content.decode()
    with pytest.raises(Overtaken, match="已经建立"):
        supplemented(bureau)
    done = received(bureau, handed(bureau, completed(bureau, more)))
    assert [e.number for e in more.entries.all()] == ["D30-0002"], "it goes on where the year ended"
    assert done.receipt == "2027-002"
    assert Obligation.objects.filter(duty=DUTY, holder="mass_sports").count() == 1
    duty = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    assert "签收编号 2027-001" in duty.evidence["what"], "the duty was done with the year's list"
    said = Entry.objects.filter(action="archive.received").latest("number")
    assert said.data["period"] == "2026年（补充1）"
    assert to_supplement("mass_sports") == []
    bag = zipfile.ZipFile(io.BytesIO(packed(more)))
    assert {name.split("/")[0] for name in bag.namelist()} == {"群众体育处2026年（补充1）归档文件"}
    assert packages.faults(io.BytesIO(packed(more))) == []


def test_a_supplement_is_returned_and_mended_like_any_list(bureau, late):
    more = handed(bureau, completed(bureau, supplemented(bureau)))
    handing_over.send_back(archive=more, reason="缺页", by=bureau.at("editor"), at=bureau.now)
    duty = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    assert duty.ending == "discharged"
    more.refresh_from_db()
    received(bureau, handed(bureau, completed(bureau, more, pages="4")))


def test_a_year_from_which_nothing_is_missing_has_no_supplement(bureau):
    bureau.signed()
    archive = handed(bureau, completed(bureau, opened(bureau)))
    with pytest.raises(Overtaken, match="已经建立"):
        supplemented(bureau)
    received(bureau, archive)
    with pytest.raises(Overtaken, match="已经建立"):
        supplemented(bureau)
    with pytest.raises(Refused, match="请选择"):
        supplemented(bureau, "2020")


def test_the_package_stays_byte_for_byte_what_was_handed_over(bureau, monkeypatch):
    sheet = bureau.published(title="关于健身话动的通知").version.signature.clearance
    archive = handed(bureau, completed(bureau, opened(bureau)))
    content = packed(archive)
    bureau.later(minutes=5)
    correction = acts.correct(bureau, sheet, title="关于健身活动的通知")
    acts.settle(bureau, correction)
    again = bureau.publish(bureau.fresh(sheet))
    assert again.version.number == 2, "the control: it was corrected and is public so"
    assert packed(archive) == content
    monkeypatch.setattr("gongkai.trail.vocabulary.sentence", lambda entry: "别的说法")
    monkeypatch.setattr("gongkai.matters.documents.queries.papers.clean", lambda body: "")
    assert packed(archive) == content, "nor with another version of the software"
    assert packages.faults(io.BytesIO(content)) == []


def test_a_returned_list_is_sealed_anew(bureau):
    sheet = bureau.signed(title="关于健身话动的通知")
    archive = handed(bureau, completed(bureau, opened(bureau)))
    content = packed(archive)
    handing_over.send_back(archive=archive, reason="错字", by=bureau.at("editor"), at=bureau.now)
    acts.settle(bureau, acts.correct(bureau, sheet, title="关于健身活动的通知"))
    archive.refresh_from_db()
    handed(bureau, archive)
    assert packed(archive) != content
    names = zipfile.ZipFile(io.BytesIO(packed(archive))).namelist()
    assert any(name.endswith("/更正文本.json") for name in names)
