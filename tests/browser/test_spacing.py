"""A button stands apart from the field above it, on a phone and at a desk; beside a field it stands level."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
GAPS = """() => [...document.querySelectorAll("main .field + .button")].map(button => {
  const field = button.previousElementSibling.getBoundingClientRect(), own = button.getBoundingClientRect();
  return {words: button.textContent.trim(), above: own.top - field.bottom, level: Math.abs(own.bottom - field.bottom)};
})"""


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("username", "address", "buttons"),
    [
        ("mass-sports-drafter", "/desk/me/", {"委托", "修改密码"}),
        ("security", "/desk/people/", {"设立账号", "任命", "重设密码"}),
    ],
)
def test_the_button_below_a_form_keeps_its_distance(person, phone, username, address, buttons):
    page = person("某人", phone=phone).signs_in(username).page
    page.goto(address)
    gaps = {gap["words"]: gap["above"] for gap in page.evaluate(GAPS)}
    assert buttons <= set(gaps)
    assert all(above >= 12 for above in gaps.values()), gaps


def test_the_button_beside_the_filters_stands_level(person):
    page = person("某人").signs_in("mass-sports-drafter").page
    page.goto("/desk/documents/")
    assert [gap["level"] < 2 for gap in page.evaluate(GAPS) if gap["words"] == "筛选"] == [True]
