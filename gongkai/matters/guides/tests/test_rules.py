"""Completeness, 流程优化 and the text of a guide, whatever is typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clearance.cleaning import clean, plain
from gongkai.matters.guides.rules import completeness, measures, rendering, standards
from gongkai.matters.guides.rules.reading import ShapeRefused, shape_in
from gongkai.matters.guides.rules.shape import Element
from gongkai.matters.guides.rules.values import NONE, checked, tidy_line, tidy_text
from gongkai.matters.guides.tests import samples

TODAY = date(2026, 3, 2)
SHAPE = samples.shape()
WORDS = st.text(min_size=1, max_size=40)
REQUIRED = [e.id for e in SHAPE.elements if e.required and e.when is None]


def stored(**changes: Any) -> dict[str, Any]:
    done = checked(SHAPE, samples.whole(**changes), TODAY)
    assert done.faults == {}
    return done.values


def cell(column: Any) -> st.SearchStrategy[str]:
    if column.form == "choice":
        return st.sampled_from(column.options)
    return st.integers(0, column.limit).map(str) if column.form == "number" else WORDS


def typed_for(element: Element) -> st.SearchStrategy[Any]:
    """Anything that an element may be given."""
    match element.form:
        case "choice":
            return st.sampled_from(element.options)
        case "choices":
            return st.lists(st.sampled_from(element.options), min_size=1)
        case "number":
            return st.integers(0, element.limit).map(str)
        case "day":
            return st.dates(date(2000, 1, 1), TODAY).map(date.isoformat)
        case "link":
            return st.sampled_from(
                [
                    "https://a.gov.cn/?a=1&b=%20&amp;c",
                    "http://服务.example.cn/“中文”",
                    "https://a.cn/a;b=(1)#第一",
                ]
            )
        case "rows":
            columns = [c for c in element.columns if c.form != "file"]
            row = st.fixed_dictionaries({c.id: cell(c) for c in columns})
            return st.lists(row, min_size=1, max_size=4)
    return st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


GUIDES = st.fixed_dictionaries({e.id: typed_for(e) for e in SHAPE.elements})


def words_of(element: Element, value: Any) -> list[str]:
    """Everything that the public must find of one value."""
    if element.form == "rows":
        return [line for row in value for held in row.values() for line in str(held).split("\n")]
    if element.form == "day":
        return [str(date.fromisoformat(value).year)]
    return [line for held in (value if isinstance(value, list) else [value]) for line in str(held).split("\n")]  # fmt: skip


@given(GUIDES, WORDS)
def test_the_text_loses_no_element_and_cleaning_changes_nothing(typed, title):
    typed = {**typed, "legal_term": "365"}  # the promised term may be anything below it
    values = checked(SHAPE, typed, TODAY).values
    html = rendering.body(SHAPE, tidy_line(title), values)
    assert clean(html) == html
    shown = plain(html).replace("\u00a0", " ")
    for element in SHAPE.elements:
        for words in words_of(element, values.get(element.id, [])):
            assert words.replace("\u00a0", " ").strip() in shown, element.id


@given(WORDS, WORDS, WORDS, WORDS)
def test_the_text_of_a_standard_loses_nothing_and_cleaning_changes_nothing(title, number, scope, summary):  # fmt: skip
    given_ = [tidy_line(title), tidy_line(number), tidy_text(scope), tidy_text(summary)]
    html = standards.body(*given_)
    assert clean(html) == html
    shown = plain(html)
    assert all(line in shown for part in given_ for line in part.split("\n"))


@given(st.sets(st.sampled_from(REQUIRED)))
def test_exactly_what_was_left_out_is_missing(left_out):
    values = checked(SHAPE, samples.whole(**dict.fromkeys(left_out)), TODAY).values
    assert {e.id for e in completeness.missing(SHAPE, values)} == left_out
    hindered = completeness.hindrance(SHAPE, values, ())
    assert bool(hindered) == bool(left_out)
    for each in left_out:
        assert SHAPE.by_id[each].label in hindered


def test_what_is_charged_needs_its_basis_and_what_is_free_does_not():
    assert not completeness.missing(SHAPE, stored(fee="不收费"))
    assert [e.id for e in completeness.missing(SHAPE, stored(fee="收费"))] == ["fee_basis"]


def test_what_is_said_not_to_exist_is_not_missing_and_stands_in_the_text():
    values = stored(materials=None, none=["materials"])
    assert not completeness.missing(SHAPE, values)
    assert "无需提交材料" in rendering.body(SHAPE, "事项", values)
    assert measures.numbers(SHAPE, values)["materials"] == 0


def test_nought_is_a_value():
    values = stored(visits="0")
    assert not completeness.missing(SHAPE, values)
    assert "0 次" in rendering.body(SHAPE, "事项", values)


@given(st.integers(0, 400))
def test_a_comparison_is_old_after_the_days_of_the_file_and_not_before(days):
    values = stored(compared_on=(TODAY - timedelta(days)).isoformat())
    assert completeness.days_since_comparison(SHAPE, values, TODAY) == days
    assert completeness.stale(SHAPE, values, TODAY) == (days > SHAPE.comparison_fresh_days)


NUMBERS = st.dictionaries(st.sampled_from([m.id for m in SHAPE.measures]), st.integers(0, 60))


@given(NUMBERS, NUMBERS)
def test_the_numbers_come_back_from_the_signed_text_and_their_differences_mirror(before, after):
    assert measures.from_fields({"simplified": "x", **measures.as_fields(after)}) == after
    there = measures.differences(SHAPE, before, after)
    back = measures.differences(SHAPE, after, before)
    assert [(d.label, d.before, d.after) for d in there] == [(d.label, d.after, d.before) for d in back]  # fmt: skip
    assert {m.id for m in SHAPE.measures if before.get(m.id) != after.get(m.id)} >= {
        m.id for m in SHAPE.measures if m.label in {d.label for d in there}
    }
    assert not (measures.is_simpler(there) and measures.is_simpler(back))
    assert measures.is_simpler(there) == (bool(there) and all(d.after < d.before for d in there))


@given(GUIDES)
def test_what_is_stored_is_accepted_again_unchanged(typed):
    typed = {**typed, "legal_term": "365"}
    once = checked(SHAPE, typed, TODAY)
    if not once.faults:
        again = checked(SHAPE, once.values, TODAY)
        assert again.faults == {}
        assert again.values == once.values


JUNK = st.none() | st.text(max_size=8) | st.integers() | st.lists(st.integers(), max_size=2)


@given(st.dictionaries(st.sampled_from([e.id for e in SHAPE.elements if e.form not in ("rows", "choices")]), JUNK))  # fmt: skip
def test_whatever_is_sent_is_checked_and_nothing_breaks(typed):
    done = checked(SHAPE, typed, TODAY)
    assert set(done.values) <= {e.id for e in SHAPE.elements} | {NONE}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("comparison_fresh_days = 90", "comparison_fresh_days = 0", "太小"),
        ('section = "terms"', 'section = "nowhere"', "不存在"),
        ('id = "visits"', 'id = "steps"', "写了两次"),
        ('form = "day"', 'form = "daily"', "不在可选之列"),
        ('element = "promised_term"', 'element = "place"', "应是表格或数字"),
        ('not_above = "legal_term"', 'not_above = "place"', "应指向一个数字要素"),
        ("most = 60", "mots = 60", "不认识的键“mots”"),
        ("[[sections]]", "[sections", "语法"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_a_sentence(old, new, said):
    text = samples.FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ShapeRefused, match=said) as refused:
        shape_in(text.replace(old, new, 1))
    assert "guides.toml" in refused.value.sentence
