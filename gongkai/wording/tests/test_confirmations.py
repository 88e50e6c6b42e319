"""A confirmation is kept by the key of a finding: it survives edits elsewhere, not of the words themselves."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.wording.tests.corpora import of

HERE = "<p>会议对冬季安全生产工作作出布署，要求各单位认真落实各项安全管理措施。</p>"


def key(html: str, rule: str = "terms.character") -> str:
    return next(f.key for f in of(html) if f.rule == rule)


def test_a_key_is_short_and_the_same_every_time() -> None:
    assert key(HERE) == key(HERE)
    assert len(key(HERE)) == 32


@settings(max_examples=60, deadline=None)
@given(st.text("西安市体育，。会议（一）布署 0123", max_size=40))
def test_text_in_other_paragraphs_changes_no_key(more: str) -> None:
    assert key(HERE) in {f.key for f in of(f"<p>{more}</p>{HERE}<p>{more}</p>")}


def test_text_further_on_in_the_same_paragraph_changes_no_key() -> None:
    longer = HERE.replace("<p>", "<p>十一月二十三日上午，").replace("。</p>", "，定期报告。</p>")
    assert key(longer) == key(HERE)


def test_other_words_around_need_a_new_confirmation() -> None:
    assert key(HERE.replace("作出", "进行")) != key(HERE)


def test_two_places_with_different_neighbours_have_two_keys() -> None:
    keys = {f.key for f in of("<p>会议作出布署，要求认真落实。</p><p>局里也已布署到位了。</p>")}
    assert len(keys) == 2


def test_the_same_link_elsewhere_keeps_its_key() -> None:
    link = "<p><a href='http://10.0.0.1/a'>原文</a></p>"
    assert key(link, "links.inside") == key(f"<p>新的一段。</p>{link}", "links.inside")


def test_another_person_with_the_same_masked_number_in_other_words_is_confirmed_anew() -> None:
    one = key("<p>来访人苗禾的手机为13800000123。</p>", "personal.mobile_phone")
    other = key("<p>志愿者江舟请拨打13800000123。</p>", "personal.mobile_phone")
    assert one != other
