"""what a signer and the office may change at a text without a new round, and under whose name it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.clearance import rules
from gongkai.clearance.document import from_json
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused


@pytest.fixture
def document(bureau):
    return bureau.draft()


@pytest.fixture
def sheet(bureau, document):
    return bureau.to_the_leader(document)


# --- 改后签发: one act, and the signature binds to the amended text ---------------------------------


def test_who_amends_and_signs_binds_the_amended_text_and_keeps_the_difference_in_his_name(
    bureau, sheet
):
    before = sheet.revision
    amended = replace(before.value, body=before.value.body.replace("现将", "兹将"))
    signature = bureau.sign(sheet, amended=amended)
    assert signature.digest == amended.digest == signature.revision.value.digest
    assert signature.amended_from == before
    assert (signature.revision.author_name, signature.revision.purpose) == (
        "分管局领导甲",
        "amendment",
    )
    shown = rules.marked(before.value.body, signature.revision.value.body)
    assert ("gone", "现") in shown
    assert ("new", "兹") in shown
    assert Entry.objects.get(action="document.signed").data["amended"] is True
    bureau.number(sheet)
    assert bureau.publish(sheet).version.digest == amended.digest


def test_signing_the_text_as_it_is_is_no_amendment(bureau, sheet):
    signature = bureau.sign(sheet, amended=sheet.revision.value)
    assert signature.amended_from is None
    assert signature.revision == sheet.revision


def test_the_sheet_bears_the_title_that_was_signed(bureau, sheet):
    amended = replace(sheet.revision.value, title="关于广泛开展全民健身活动的通知")
    bureau.sign(sheet, amended=amended)
    assert bureau.fresh(sheet).title == "关于广泛开展全民健身活动的通知"
    assert Entry.objects.get(action="document.signed").data["title"] == amended.title


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "information"}, "只能修改标题、正文和公开属性；"),
        ({"source": "office"}, "只能修改标题、正文和公开属性；"),
        ({"category": "normative_documents"}, "只能修改标题、正文和公开属性；"),
        ({"title": " "}, "请填写标题"),
        ({"title": "长" * 201}, "标题最多 200 字，现有 201 字"),
        ({"attribute": "withheld"}, "须选择理由，并填写定期评估审查日期"),
        ({"body": "<p>机密★三年</p>"}, "本系统为非涉密系统"),
    ],
)
def test_an_amendment_that_is_none_is_refused_and_nothing_is_signed(
    bureau, sheet, changes, sentence
):
    with pytest.raises(Refused, match=sentence):
        bureau.sign(sheet, amended=amended_by(sheet, changes))
    assert not sheet.signatures.exists()
    assert bureau.fresh(sheet).revision == sheet.revision
    changes = {"attribute": "on_request", "ground": "13-on-request", "review_on": "2027-03-02"}
    assert bureau.sign(sheet, amended=amended_by(sheet, changes)), (
        "the control: an attribute with its ground"
    )


def amended_by(sheet, changes):
    return from_json({**sheet.revision.document, **changes})
