"""二(二): 各处室在拟制公文时，要明确主动公开、依申请公开、不予公开等属性，随文一并报局领导审批；
确定属于主动公开的，在3个工作日内，交由办公室统一在门户网站上向社会公开。
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.clearance.states import State
from gongkai.obligations.models import Obligation
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from tests.casting import Bureau


def duties(bureau: Bureau, document) -> dict[str, Obligation]:
    return {o.duty: o for o in Obligation.objects.filter(subject_id=document.pk)}


def test_a_document_goes_from_the_drafter_to_the_portal_and_every_duty_of_the_clause_is_discharged(
    bureau,
):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    bureau.later(hours=1)
    bureau.sign(sheet)
    bureau.number(sheet, "市体发〔2026〕1号")
    bureau.later(hours=1)
    publication = bureau.publish(sheet)
    held = duties(bureau, document)
    assert held["二(二).6a"].ending == "discharged", (
        "signed in person: the approval itself hands over"
    )
    assert held["二(二).6b"].ending == "", "the click does not discharge"
    bureau.seen_outside(publication)
    held = duties(bureau, document)
    assert held["二(二).6b"].ending == "discharged"
    assert held["条例26.1"].ending == "discharged"
    assert publication.index_number == "演示/2026-00001"
    assert publication.address == "/p/2026/1/"


def test_both_legs_run_from_the_signing_moment_to_the_same_due_moment_three_working_days_on(bureau):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    held = duties(bureau, document)
    assert held["二(二).6a"].opened_at == held["二(二).6b"].opened_at == bureau.now
    assert held["二(二).6a"].due_day == held["二(二).6b"].due_day == date(2026, 3, 5)
    assert held["二(二).6b"].holder == "office"
    assert held["二(二).6a"].holder == "mass_sports"
    assert held["条例26.1"].due_day == date(2026, 3, 30), "20 working days of article 26 run beside"


def test_what_is_not_proactive_opens_no_duty_to_publish_and_cannot_be_published(bureau):
    document = bureau.draft(
        attribute="on_request", ground="13-on-request", review_on=date(2027, 3, 2)
    )
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    bureau.number(sheet)
    assert "二(二).6b" not in duties(bureau, document)
    with pytest.raises(Refused, match="不得上网发布"):
        bureau.publish(sheet)


def test_withheld_documents_are_a_row_in_the_register_without_body(bureau):
    withheld = {"attribute": "withheld", "ground": "16-internal", "review_on": date(2027, 3, 2)}
    with pytest.raises(Refused, match="不在本系统存放正文"):
        bureau.submit(bureau.draft(**withheld))
    sheet = bureau.submit(bureau.draft(body="", **withheld))
    assert sheet.state == State.CIRCULATING


def test_a_category_of_another_organ_is_open_to_every_drafter_and_its_owner_reviews(bureau):
    document = bureau.draft(category="normative_documents")
    sheet = bureau.submit(document)
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    bureau.agree(sheet, "publicity_head", "归口审核同意")
    names = set(sheet.steps.exclude(by=None).values_list("by_name", flat=True))
    assert {"群体处负责人", "宣教处负责人"} <= names
    assert Entry.objects.filter(action="document.agreed", data__opinion="归口审核同意").count() == 1


def test_consulted_organs_stand_side_by_side_and_all_must_answer(bureau):
    sheet = bureau.submit(bureau.draft(), consulted=("competitive_sports", "publicity_education"))
    bureau.agree(sheet, "head")
    assert sheet.steps.filter(state="open").count() == 2
    bureau.agree(sheet, "other_head")
    assert sheet.steps.get(state="open").organ == "publicity_education"
    bureau.agree(sheet, "publicity_head")
    assert sheet.steps.get(state="open").key == "office_check"


def test_lateness_is_recorded_and_never_refuses_the_act(bureau):
    document = bureau.draft()
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    bureau.number(sheet)
    bureau.later(days=10)
    bureau.seen_outside(bureau.publish(sheet))
    held = duties(bureau, document)["二(二).6b"]
    assert held.ending == "discharged"
    assert held.done_late
    assert held.ended_at - held.opened_at == timedelta(days=10)
