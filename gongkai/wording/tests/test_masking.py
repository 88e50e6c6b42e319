"""No field of a finding holds a number that belongs to a person, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.wording.checking import Text, check
from gongkai.wording.masking import folded
from gongkai.wording.tests.corpora import TODAY, planted, rules

IDENTITY, MOBILE, CARD = "610199198803070019", "13800000123", "6222020000000000018"


def said(text: Text) -> str:
    findings = check(text, rules(), TODAY)
    assert findings
    return "\n".join(
        str(part) for f in findings for part in (*astuple(f), f.key, repr(f), str(f.context))
    )


@pytest.mark.parametrize("number", [IDENTITY, MOBILE, CARD])
@pytest.mark.parametrize(
    "text",
    [
        Text("标题{}", "<p>正文</p>"),
        Text("标题", "<p>布署，{}，，进行进行 汉字。</p>"),
        Text("标题", "<table><tr><td>姓名</td><td>银行卡号</td></tr><tr><td>苗</td><td>{}</td></tr></table>"),
        Text("标题", "<p>“{}</p><p>《{}</p><p>({}号)</p>"),
        Text("标题", "<p><a href='file:///{}'>{}</a><a href='http://10.0.0.1/{}'>银行卡{}</a></p>"),
        Text("标题", "<p><img src='file:///{}' alt='{}.png'></p>"),
        Text("标题", "<p>正文</p>", (("名单{}.xlsx", "第一行\n银行{}\n布署"),)),
        Text("{}", "<p>{}</p>"),
    ],
)  # fmt: skip
def test_the_number_is_nowhere_in_a_finding(text: Text, number: str) -> None:
    filled = Text(
        text.title.replace("{}", number),
        text.html.replace("{}", number),
        tuple((a.replace("{}", number), b.replace("{}", number)) for a, b in text.attachments),
    )
    assert number not in said(filled)
    assert number[:-4] not in said(filled)


@settings(max_examples=150, deadline=None)
@given(
    number=st.sampled_from([IDENTITY, MOBILE, CARD]),
    gap=st.sampled_from(["", " ", "-"]),
    wide=st.booleans(),
    before=st.text("布署，。《“（( [2026]12号，，一、的的身份证银行卡姓名：", max_size=15),
    after=st.text("布署，。》”）)，，的的号 元", max_size=15),
)
def test_gaps_and_full_width_digits_hide_nothing_from_the_mask(
    number: str, gap: str, wide: bool, before: str, after: str
) -> None:
    sizes = (6, 8, 4) if number == IDENTITY else (3, 4, 4) if number == MOBILE else (4, 4, 4, 4, 3)
    pieces, at = [], 0
    for size in sizes:
        pieces.append(number[at : at + size])
        at += size
    written = gap.join(pieces)
    if wide:
        written = written.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    before = re.sub(r"[0-9-]+$", "", before) + "卡："
    shown = folded(said(Text("标题", f"<p>{before}{written}，{after}布署</p>")))
    assert number not in re.sub("[ -]", "", shown)


def test_a_masked_number_shows_its_first_three_and_last_four_places() -> None:
    found = {f.found for f in check(Text("标题", f"<p>{IDENTITY}，{MOBILE}</p>"), rules(), TODAY)}
    assert {"610***********0019", "138****0123"} <= found


def test_what_is_already_masked_is_no_finding() -> None:
    masked = Text("标题", "<p>获奖者610***********0019，手机138****0123，请领奖。</p>")
    assert check(masked, rules(), TODAY) == []


def test_no_planted_number_comes_out_again() -> None:
    for entry in planted():
        if not entry.rule.startswith(("personal.identity", "personal.bank", "personal.mobile")):
            continue
        text = folded(str(entry.text)).replace(" ", "").replace("-", "")
        numbers = re.findall(r"[0-9]{11,19}[Xx]?", text)
        shown = "\n".join(str(astuple(f)) for f in entry.findings())
        assert not [n for n in numbers if n in re.sub("[ -]", "", folded(shown))]
