"""What is personal data and what only looks like it."""

from __future__ import annotations

import pytest

from gongkai.wording.checks.bank_cards import luhn
from gongkai.wording.checks.identity import check_character
from gongkai.wording.tests.corpora import of


def test_the_check_character_is_that_of_the_standard() -> None:
    # The example in annex A of GB 11643.
    assert check_character("11010519491231002") == "X"
    assert check_character("44052418800101001") == "4"


def test_luhn() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")


@pytest.mark.parametrize(
    "number",
    ["610199198813070019", "990199198803070019", "610199203003070013", "610199198803070018"],
    ids=["no such month", "no such region", "not yet born", "wrong check character"],
)
def test_eighteen_digits_alone_are_no_identity_number(number: str) -> None:
    assert [f for f in of(f"<p>编码为{number}。</p>") if "identity" in f.rule] == []


def test_part_of_a_longer_number_is_nothing() -> None:
    assert of("<p>流水号1610199198803070019。索引号A610199198803070019。</p>") == []


def test_a_name_raises_a_mobile_number_to_must() -> None:
    (alone,) = of("<p>请拨打13800000123。</p>")
    (named,) = of("<p>伤者刘芳，手机号13800000123，已送医。</p>")
    (contact,) = of("<p>联系人：刘芳，电话：13800000123。</p>")
    assert [alone.severity, named.severity, contact.severity] == ["ask", "must", "ask"]


def test_a_public_account_asks() -> None:
    (finding,) = of("<p>户名：西安市财政局，账号：6228480000000000059。</p>")
    assert (finding.rule, finding.severity) == ("personal.bank_card", "ask")


def test_numbers_that_the_bureau_has_published_are_silent() -> None:
    assert of("<p>来访人曾拨打029-86780000和12345。</p>") == []


def test_a_home_telephone_asks_even_where_an_office_is_named() -> None:
    (finding,) = of("<p>办公室登记的家庭电话：029-85550012。</p>")
    assert finding.rule == "personal.landline"


def test_a_column_tells_what_its_cells_are() -> None:
    rows = "<tr><th>场馆</th><th>联系电话</th></tr><tr><td>某馆</td><td>029-85550012</td></tr>"
    assert of(f"<table>{rows}</table>") == []
    assert of(f"<table>{rows.replace('联系电话', '备注')}</table>") != []
