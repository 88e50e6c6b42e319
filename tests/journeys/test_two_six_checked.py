"""三(三): 落实信息发布审批权限责任。Before 送审 and before 发布 every finding is mended or confirmed by name."""

from __future__ import annotations

import pytest
import time_machine

from gongkai.clearance.checking import looked_at
from gongkai.clearance.models import Confirmation
from gongkai.files.tests.samples import pdf
from gongkai.kinds.verbs import checking, publishing, submitting
from gongkai.matters.documents import actions
from gongkai.matters.documents.queries import public_document
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Refused
from gongkai.word.tests.making import docx as written
from gongkai.word.tests.making import p
from tests.casting import Bureau

WRONG = "<p>请各区县做好工作按排。</p>"
UNSURE = "<p>请与市法制办联系。</p>"
NUMBER = "610102199003070011"


def send(bureau: Bureau, document):
    return submitting.submit(subject=document.subject, by=bureau.at("drafter"), at=bureau.now)


def answer(bureau: Bureau, document, who: str = "drafter") -> int:
    text = public_document(document.pk)
    keys = {one.finding.key for one in looked_at(document.subject, text, bureau.now.date())}
    return checking.confirm(subject=document.subject, keys=keys, by=bureau.at(who), at=bureau.now)


def test_what_must_be_mended_stops_the_draft_and_is_named_with_place_and_mend(bureau):
    document = bureau.draft(body=WRONG)
    with pytest.raises(Refused, match=r"正文第 1 段“按排”.*改为“安排”"):
        send(bureau, document)
    assert answer(bureau, document) == 0, "it cannot be confirmed away"
    with pytest.raises(Refused):
        send(bureau, document)


def test_a_right_text_goes_on_without_a_word(bureau):
    assert send(bureau, bureau.draft())


def test_what_is_unsure_is_confirmed_by_name_and_stays_confirmed_when_other_words_change(bureau):
    document = bureau.draft(body=UNSURE)
    with pytest.raises(Refused, match="逐条确认"):
        send(bureau, document)
    assert answer(bureau, document) == 1
    kept = Confirmation.objects.get()
    assert kept.person.name == "群体处拟稿人"
    assert Entry.objects.get(action="document.finding_confirmed").clause == "三(三)"
    names = ("document_kind", "title", "category", "attribute", "addressees")
    draft = actions.Draft(
        **{name: getattr(document, name) for name in names}, body=f"{UNSURE}<p>另加一段文字。</p>"
    )
    actions.save(document=document, draft=draft, edition=1, by=bureau.at("drafter"), at=bureau.now)
    assert send(bureau, document)


def test_an_identity_number_is_never_repeated_by_refusal_trail_or_confirmation(bureau):
    document = bureau.draft(body=f"<p>联系人身份证号{NUMBER}。</p>")
    with pytest.raises(Refused) as refused:
        send(bureau, document)
    assert NUMBER not in refused.value.sentence
    answer(bureau, document)
    told = [str(e.data) for e in Entry.objects.all()]
    told += Confirmation.objects.values_list("said", flat=True)
    assert told
    assert not any(NUMBER in line for line in told)


def test_before_publishing_it_is_checked_again_and_the_office_answers_for_what_it_lets_pass(bureau):
    sheet = bureau.signed(body=UNSURE)
    Confirmation.objects.all().delete()  # as if the rule had come after signing
    with pytest.raises(Refused, match="发布前的检查"):
        publishing.publish(
            clearance=sheet, seen=bureau.shown(sheet), by=bureau.at("editor"), at=bureau.now
        )
    found = looked_at(sheet.subject, sheet.revision.value, bureau.now.date())
    keys = [one.finding.key for one in found]
    with pytest.raises(NotAllowed):
        checking.confirm_before_publishing(
            clearance=sheet, keys=keys, by=bureau.at("drafter"), at=bureau.now
        )
    checking.confirm_before_publishing(
        clearance=sheet, keys=keys, by=bureau.at("editor"), at=bureau.now
    )
    assert publishing.publish(
        clearance=sheet, seen=bureau.shown(sheet), by=bureau.at("editor"), at=bureau.now
    )


def test_the_page_offers_a_box_for_what_may_be_confirmed_and_none_for_what_must_be_mended(
    bureau, client
):
    document = bureau.draft(body=WRONG + UNSURE)
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        page = client.get(f"/desk/documents/{document.pk}/").content.decode()
    assert "必须改（1）" in page
    assert "请确认（1）" in page
    assert page.count('name="confirmed"') == 1


def test_an_attachment_in_which_no_words_were_found_counts_as_not_checked_until_somebody_says_he_looked(
    bureau,
):
    document = bureau.draft()
    actions.attach(
        document=document, name="附件.pdf", content=pdf(), picture=False,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    with pytest.raises(Refused, match="没有读到文字"):
        send(bureau, document)
    assert answer(bureau, document) == 1
    assert send(bureau, document)


def test_an_identity_number_in_an_attachment_is_found_too(bureau):
    document = bureau.draft()
    content = written(p(f"报名表：身份证号{NUMBER}"))
    actions.attach(
        document=document, name="报名表.docx", content=content, picture=False,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"附件“报名表\.docx”"):
        send(bureau, document)


def test_who_signs_on_reads_what_was_confirmed_and_by_whom(bureau, client):
    document = bureau.draft(body=UNSURE)
    answer(bureau, document)
    send(bureau, document)
    sheet = bureau.sheet_of(document)
    for who in ("head", "editor"):
        client.force_login(bureau.people[who], "django.contrib.auth.backends.ModelBackend")
        with time_machine.travel(bureau.now, tick=False):
            page = client.get(f"/desk/cases/{sheet.uuid}/").content.decode()
        assert "表述检查：1 处已由人确认" in page
        assert "群体处拟稿人 确认" in page
