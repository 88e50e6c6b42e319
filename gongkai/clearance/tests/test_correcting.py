"""实践 F3: 复核更正 by the office mends characters, punctuation, layout; confirmed by the drafting head, bound as a
second digest, published as version 2. Everything that would change what was decided is refused.
"""

from __future__ import annotations

import pytest

from gongkai.accounts.models import Person
from gongkai.clearance.document import from_json
from gongkai.clearance.queries import cleared
from gongkai.clearance.tests.acts import correct, edit, settle, signed_text
from gongkai.kinds.verbs import finishing
from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import public_document
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

BODY = (
    '<p>根据市体发〔2026〕3号，群众体育处张伟于3月15日上午9时按排第十二条所列一般经费3.5万元（叁万伍仟元整）；'
    '竞体处配合，详见<a href="https://www.xa.gov.cn/a">通知</a>。</p>'
    "<table><tbody><tr><td>12</td><td>3</td></tr></tbody></table><ol><li>统一报名10<sup>2</sup>份</li></ol>"
)  # fmt: skip
FIGURES, NAMES, OTHER = (
    "不得改动文号、日期、数字、金额",
    "不得改动姓名和机构名称",
    "只能改正文字、标点和版式",
)

FORBIDDEN = [
    ("3月15日", "3月16日", FIGURES),  # a day
    ("3月15日", "3日15日", FIGURES),  # a date without a digit changed
    ("2026", "2025", FIGURES),  # a 文号
    ("3号", "号", FIGURES),
    ("3.5万", "35万", FIGURES),  # an amount by a point
    ("3.5万元", "3.5元", FIGURES),  # an amount by its unit
    ("叁万", "肆万", FIGURES),  # an amount in capitals
    ("第十二条", "第二十条", FIGURES),
    ("<td>12</td><td>3</td>", "<td>1</td><td>23</td>", FIGURES),  # the same digits in other cells
    ("张伟", "张纬", NAMES),
    ("群众体育处", "竞技体育处", NAMES),
    ("竞体处", "群体处", NAMES),
    ("一般", "一般" + "各" * 21, "最多改动 20 个字，本次改动 21 个字"),
    ("https://www.xa.gov.cn/a", "https://example.org/a", OTHER),  # where a link leads
    ("<ol>", '<ol start="5">', OTHER),
    ("10<sup>2</sup>", "102", OTHER),  # the same characters
    ("<p>根据", f'<p><img src="sha256:{"a" * 64}" alt="">根据', OTHER),
]
ALLOWED = [
    ("按排", "安排"),
    ("；", "。"),
    ("<p>根据", '<p class="align-center">根据'),
    ("一般经费", "一般 经费"),
]


@pytest.fixture
def sheet(bureau):
    Person.objects.create(username="zhang", name="张伟", password="!")
    sheet = bureau.to_the_leader(bureau.draft(body=BODY))
    bureau.sign(sheet)
    bureau.number(sheet)
    return bureau.fresh(sheet)


@pytest.mark.parametrize(("old", "new", "sentence"), FORBIDDEN)
def test_what_would_change_the_decision_is_no_correction(bureau, sheet, old, new, sentence):
    body = signed_text(sheet).body
    assert old in body
    with pytest.raises(Refused, match=sentence):
        correct(bureau, sheet, body=body.replace(old, new))
    assert correct(bureau, sheet, body=body.replace("按排", "安排")), "the control"


@pytest.mark.parametrize(
    "changes",
    [
        {"attribute": "on_request", "ground": "13-on-request", "review_on": "2027-03-02"},
        {"category": "other"},
        {"kind": "information"},
        {"source_name": "竞技体育处"},
        {"fields": {"addressees": "各区县"}},
        {
            "files": [
                {
                    "digest": "a" * 64,
                    "name": "附件.pdf",
                    "size": 3,
                    "type": "application/pdf",
                    "picture": False,
                }
            ]
        },
    ],
)
def test_attribute_category_source_and_files_are_no_matter_of_a_correction(bureau, sheet, changes):
    with pytest.raises(Refused, match=OTHER):
        finishing.correct(
            clearance=sheet, document=from_json({**sheet.revision.document, **changes}),
            by=bureau.at("editor"), at=bureau.now,
        )  # fmt: skip


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_characters_punctuation_and_layout_become_version_two_at_the_same_address(
    bureau, sheet, old, new
):
    first = bureau.publish(sheet)
    bureau.seen_outside(first)
    correction = correct(bureau, sheet, body=signed_text(sheet).body.replace(old, new, 1))
    with pytest.raises(Overtaken, match="已经发布"):
        bureau.publish(sheet)
    settle(bureau, correction)
    bureau.later(hours=1)
    second = bureau.publish(sheet)
    assert (second.pk, second.address, second.published_at) == (
        first.pk,
        first.address,
        first.published_at,
    )
    assert second.version.number == 2
    assert second.version.digest == correction.digest != second.version.signature.digest
    assert second.version.document_number == first.versions.get(number=1).document_number
    assert bureau.seen_outside(second), "the new version is looked for from outside again"


def test_the_office_corrects_the_drafting_head_confirms_and_the_signer_is_told(bureau, sheet):
    body = signed_text(sheet).body.replace("按排", "安排")
    for who in ("drafter", "head", "leader", "secrecy"):
        with pytest.raises(NotAllowed, match="由办公室办理"):
            correct(bureau, sheet, who, body=body)
    correction = correct(bureau, sheet, body=body)
    assert "按排" in cleared(sheet).document.body, "until it is confirmed the signed text holds"
    for who in ("editor", "editor2", "drafter", "other_head", "office_head"):
        with pytest.raises(NotAllowed, match="由拟稿处室负责人确认"):
            settle(bureau, correction, who)
    settle(bureau, correction)
    assert "安排" in cleared(sheet).document.body
    while notifier.catch_up():
        pass
    told = Notice.objects.filter(entry__action="document.corrected")
    assert {notice.person.username for notice in told} == {"leader", "editor"}


def test_one_correction_waits_at_a_time_and_a_refused_one_changes_nothing_and_may_be_made_again(
    bureau, sheet
):
    body = signed_text(sheet).body.replace("按排", "安排")
    correction = correct(bureau, sheet, body=body)
    with pytest.raises(Overtaken, match="已有一处更正等待"):
        correct(bureau, sheet, body=body.replace("；", "。"))
    settle(bureau, correction, accept=False)
    assert "按排" in cleared(sheet).document.body
    with pytest.raises(Overtaken, match="该更正已处理"):
        settle(bureau, correction)
    settle(bureau, correct(bureau, sheet, body=body))
    assert cleared(sheet).document.body == body


def test_many_small_corrections_do_not_add_up_to_another_text(bureau, sheet):
    for count in (8, 16):
        body = BODY.replace("统一报名", "请" * count + "统一报名")
        settle(bureau, correct(bureau, sheet, body=body))
    with pytest.raises(Refused, match="最多改动 20 个字，本次改动 24 个字"):
        correct(bureau, sheet, body=BODY.replace("统一报名", "请" * 24 + "统一报名"))
    assert correct(bureau, sheet, body=BODY.replace("统一报名", "请" * 20 + "统一报名")), (
        "the control"
    )


def test_a_draft_changed_after_the_signature_does_not_come_in_with_a_correction(bureau, sheet):
    document = Document.objects.get()
    edit(bureau, document, body="<p>另一篇正文。</p>")
    documents.attach(
        document=document, name="图.png", content=b"\x89PNG\r\n\x1a\n", picture=True,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    body = signed_text(sheet).body.replace("按排", "安排")
    settle(bureau, correct(bureau, sheet, body=body))
    assert (cleared(sheet).document.files, cleared(sheet).document.body) == ((), body)
    assert public_document(document.uuid).body == "<p>另一篇正文。</p>", (
        "the control: the draft is another text"
    )
