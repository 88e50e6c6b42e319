"""what would change the decision is no 复核更正: figures, dates, 文号, names, amounts, links, pictures, attribute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.accounts.models import Person
from gongkai.clearance.document import from_json
from gongkai.clearance.figures import numbers
from gongkai.clearance.rules import changes
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
    ("一般经费", "一万元经费", FIGURES),  # where a word stood
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


def touches_a_number(before: str, after: str) -> bool:
    return any(run.figure for run in changes(before, after)) or numbers(before) != numbers(after)


WORDS = ("进一步", "一并", "统一", "一致", "唯一", "一律", "一般", "一定")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_with_a_numeral_in_it_is_no_number(word):
    whole, without = (
        f"为{word}丰富群众生活，现就有关事项通知如下",
        "为丰富群众生活，现就有关事项通知如下",
    )
    assert not touches_a_number(without, whole)
    assert not touches_a_number(whole, without)
    assert not touches_a_number(whole, whole.replace(word, "切实"))


def test_in_case_is_no_number_and_one_in_ten_thousand_is():
    assert not touches_a_number("以防，及时报告", "以防万一，及时报告")
    assert touches_a_number("补助万一般经费", "补助一般经费")
    assert touches_a_number("三万一千元", "三万元")


NUMBERS = [
    ("为丰富", "为一万元丰富"),
    ("二十天", "二十一天"),
    ("第一", "第二"),
    ("第一并", "第并"),
    ("二十一并报送", "二十并报送"),
    ("二十一定于", "二十定于"),
    ("周一定于", "周日定于"),
    ("周一定于", "周于"),
    ("星期一律休息", "星期日律休息"),
    ("三分之一定为", "三分之定为"),
    ("系统一楼", "系统楼"),
    ("系统一楼", "系楼"),
    ("项目一并入项目二", "项目入项目二"),
    ("附件一并报送", "附件报送"),
    ("统一百元", "统百元"),
    ("拨付统一万元", "拨付万元"),
    ("唯一一次", "唯次"),
    ("前进一步", "前进两步"),
    ("前进一步", "前进"),
    ("一致", "致"),
    ("一般", "二般"),
    ("统一", "统二"),
]


@pytest.mark.parametrize(("before", "after"), NUMBERS)
def test_what_could_be_read_as_a_number_stays_one(before, after):
    assert touches_a_number(before, after)
    assert touches_a_number(after, before)


NUMERALS = "0123456789〇零一二三四五六七八九十百千万亿两"


@given(
    st.text(NUMERALS, min_size=1, max_size=6), st.sampled_from("年月日元条个名次%"),
    st.lists(st.sampled_from(WORDS), max_size=3), st.lists(st.sampled_from(WORDS), max_size=3),
    st.text(NUMERALS, max_size=6),
)  # fmt: skip
def test_no_number_is_changed_behind_such_words(number, unit, left, right, other):
    before = f"经{'，'.join(left)}费{number}{unit}，{'，'.join(right)}发放"
    after = f"经{'，'.join(right)}费{other}{unit if other else ''}，{'，'.join(left)}发放"
    assert touches_a_number(before, after) or number == other


def test_the_refusal_says_what_to_do_before_and_after_the_text_is_public(bureau, sheet):
    body = signed_text(sheet).body.replace("3月15日", "3月16日")
    with pytest.raises(Refused, match="请拟稿处室负责人收回重签"):
        correct(bureau, sheet, body=body)
    bureau.publish(sheet)
    with pytest.raises(Refused, match="请拟稿处室修订后重新审签"):
        correct(bureau, sheet, body=body)
