"""Links lead somewhere that the public can reach; who knows whether they do is handed in."""

from __future__ import annotations

import pytest

from gongkai.wording.checking import Text, check
from gongkai.wording.tests.corpora import TODAY, of, rules

OUTSIDE = Text("标题", "<p><a href='https://example.org/gone'>名单</a></p>")


def test_nobody_is_asked_unless_somebody_is_handed_in() -> None:
    assert check(OUTSIDE, rules(), TODAY) == []


@pytest.mark.parametrize(("answer", "said"), [(False, ["links.dead"]), (True, []), (None, [])])
def test_a_link_that_does_not_answer_must_be_looked_at(
    answer: bool | None, said: list[str]
) -> None:
    findings = check(OUTSIDE, rules(), TODAY, alive=lambda _: answer)
    assert [f.rule for f in findings] == said
    assert {f.severity for f in findings} <= {"ask"}


def test_a_link_to_a_page_of_ours_that_is_not_there_must_be_mended() -> None:
    text = Text("标题", "<p><a href='/public/2026/none.html'>通知</a></p>")
    (finding,) = check(text, rules(), TODAY, ours=lambda address: not address.endswith("none.html"))
    assert (finding.rule, finding.severity) == ("links.dead", "must")


@pytest.mark.parametrize(
    "address",
    ["http://172.16.3.4/", "http://[::1]/", "http://169.254.1.1/", "http://0.0.0.0/", "http://oa.lan/x"],
)  # fmt: skip
def test_an_address_inside_is_no_address_for_the_public(address: str) -> None:
    assert [f.rule for f in of(f"<p><a href='{address}'>原文</a></p>")] == ["links.inside"]


@pytest.mark.parametrize(
    "address",
    [
        "https://[",
        "http://a",
        "https:/example.org",
        "https//example.org",
        "http://.",
        "http://a..b",
    ],
)
def test_a_broken_address_raises_nothing_and_is_told(address: str) -> None:
    assert [f.severity for f in of(f"<p><a href='{address}'>原文</a></p>")] == ["must"]


@pytest.mark.parametrize(
    "alt", ["IMG_2026.JPG", "图2", "截图", "1", "未命名", "mmexport1700000000"]
)
def test_a_file_name_or_a_number_is_no_description(alt: str) -> None:
    findings = of(f"<p><img src='sha256:ab' alt='{alt}'></p>")
    assert [f.rule for f in findings] == ["pictures.description"]


def test_a_description_in_words_is_one() -> None:
    assert of("<p><img src='sha256:ab' alt='图为运动员在领奖台上挥手致意'></p>") == []
