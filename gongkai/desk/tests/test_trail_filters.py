"""留痕: found by what was done, by whom and when; what no filter understands is passed over."""

from __future__ import annotations

import pytest
from lxml import html

from tests.security.routes import browser


@pytest.fixture
def days(bureau):
    """On Monday the drafter wrote and sent off; on Wednesday the head agreed."""
    sheet = bureau.submit(bureau.draft())
    bureau.later(days=2)
    bureau.agree(sheet, "head")
    return bureau


def found(bureau, **asked: str) -> list[str]:
    answer = browser(bureau, "auditor").get("/desk/trail/", asked)
    assert answer.status_code == 200
    tree = html.fromstring(answer.content.decode())
    return tree.xpath("//ol[contains(@class,'entries')]/li/span[@class='sentence']/text()")


def test_what_one_person_did(days):
    said = found(days, person=str(days.people["head"].uuid))
    assert said
    assert all("群体处负责人" in one for one in said)
    assert len(said) < len(found(days))


def test_what_was_done_from_one_day_to_another_both_included(days):
    monday, wednesday = found(days, to="2026-03-02"), found(days, **{"from": "2026-03-04"})
    assert any("送审" in one for one in monday)
    assert not any("同意" in one for one in monday)
    assert any("群体处负责人　处室负责人审核：同意" in one for one in wednesday)
    assert found(days, **{"from": "2026-03-03", "to": "2026-03-03"}) == []
    assert found(days, **{"from": "2026-03-04", "to": "2026-03-04"}) == wednesday


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "x", "20260302"])
def test_a_day_that_is_none_finds_no_fault(days, day):
    assert isinstance(found(days, **{"from": day}), list)
    assert isinstance(found(days, to=day, person="x"), list)
