"""what would change the decision is no 复核更正: figures, dates, 文号, names, amounts, links, pictures, attribute."""

from __future__ import annotations

import pytest

from gongkai.accounts.models import Person
from gongkai.clearance.document import from_json
from gongkai.clearance.tests.acts import correct, signed_text
from gongkai.kinds.verbs import finishing
from gongkai.trail.refusals import Refused

BODY = (
    '<p>根据市体发〔2026〕3号，群众体育处张伟于3月15日上午9时按排第十二条所列一般经费3.5万元（叁万伍仟元整）；'
    '竞体处配合，详见<a href="https://www.xa.gov.cn/a">通知</a>。</p>'
    "<table><tbody><tr><td>12</td><td>3</td></tr></tbody></table><ol><li>统一报名10<sup>2</sup>份</li></ol>"
)  # fmt: skip


@pytest.fixture
def sheet(bureau):
    Person.objects.create(username="zhang", name="张伟", password="!")
    sheet = bureau.to_the_leader(bureau.draft(body=BODY))
    bureau.sign(sheet)
    bureau.number(sheet)
    return bureau.fresh(sheet)


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
