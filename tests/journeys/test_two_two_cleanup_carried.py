"""二(二): 集中清理 of what came from the old site, and of what was corrected after signing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.clearance.tests import acts
from gongkai.kinds.verbs import finishing, validity
from gongkai.matters.documents.actions import opening
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries.cleanup import in_force
from gongkai.trail.refusals import Refused
from tests.casting import Bureau
from tests.journeys.test_two_two_cleanup import one
from tests.old_site import carried, plain
from tests.security.routes import browser

ORGAN = "mass_sports"


def says(bureau: Bureau, publication, state: str) -> None:
    validity.set_validity(
        publication=publication, state=state, since=date(2026, 3, 1), basis="核对原件",
        by=bureau.at("editor"), at=bureau.now,
    )  # fmt: skip


def test_a_carried_text_stands_with_its_own_number_and_its_original_date(bureau):
    here = bureau.signed(title="本系统签发的通知")
    there = carried(bureau, plain(7))[0]
    first, second = in_force(ORGAN)
    assert first.document == there.subject_id
    assert (first.number, first.signed_on) == ("市体发〔2019〕7号", date(2019, 3, 8))
    assert first.carried
    assert (second.document, second.carried) == (here.subject_id, False)
    cleanup = opening.open_cleanup(by=bureau.at("drafter"), at=bureau.now)
    page = browser(bureau, "drafter").get(reverse("documents:cleanup", args=[cleanup.pk]))
    shown = page.content.decode()
    assert "2019-03-08原发布" in shown
    assert "市体发〔2019〕7号" in shown


def test_what_the_old_site_said_had_ended_is_not_in_force_until_the_office_says_so(bureau):
    rows = carried(
        bureau, plain(1, 有效性="废止"), plain(2, 有效性="失效"), plain(3), plain(4, 有效性="")
    )
    assert {r.document for r in in_force(ORGAN)} == {rows[2].subject_id, rows[3].subject_id}
    says(bureau, rows[0], "in_force")
    says(bureau, rows[2], "expired")
    assert {r.document for r in in_force(ORGAN)} == {rows[0].subject_id, rows[3].subject_id}


def test_a_correction_of_a_carried_text_does_not_bring_it_into_force(bureau):
    rows = carried(bureau, plain(1, 有效性="废止"), plain(2))
    for row in rows:
        acts.edit(bureau, Document.objects.get(pk=row.subject_id), body="<p>改正后的正文。</p>")
        sheet = bureau.to_the_leader(Document.objects.get(pk=row.subject_id))
        bureau.sign(sheet)
        bureau.number(sheet)
    (left,) = in_force(ORGAN)
    assert left.document == rows[1].subject_id
    assert (left.carried, left.signed_on) == (False, date(2026, 3, 2)), "signed here now"


def test_the_title_is_the_one_that_stands_after_its_correction(bureau):
    sheet = bureau.published(title="关于健身话动的通知").version.signature.clearance
    correction = acts.correct(bureau, sheet, title="关于健身活动的通知")
    assert [r.title for r in in_force(ORGAN)] == ["关于健身话动的通知"], "not confirmed yet"
    finishing.settle_correction(
        clearance=sheet, correction=correction, accept=True, by=bureau.at("head"), at=bureau.now
    )
    assert [r.title for r in in_force(ORGAN)] == ["关于健身活动的通知"]


def test_a_replacement_may_be_named_by_its_old_number_and_never_is_the_text_itself(bureau):
    old, newer = carried(bureau, plain(1), plain(2))
    cleanup = opening.open_cleanup(by=bureau.at("drafter"), at=bureau.now)
    item = cleanup.items.get(document=old.subject_id)
    said = {"conclusion": "abolish", "basis": "新办法", "since": date(2026, 3, 1)}
    with pytest.raises(Refused, match="被它自己替代"):
        one(bureau, item, **said, replaced_by="old-2019-00001")
    one(bureau, item, **said, replaced_by="old-2019-00002")
    item.refresh_from_db()
    assert item.replaced_by == newer
