"""Every page of the desk and of the portal, by axe-core: nothing that keeps somebody out (WCAG 2.1 A and AA)."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE

pytestmark = pytest.mark.browser
ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    "resultTypes": ["violations"],  # what is in order is not told one by one
}
# Whom to send where: each sees the menu of their post and the first link of every list.
PEOPLE = {
    "mass-sports-drafter": ["/desk/documents/new/?kind=official", "/desk/design/"],
    "mass-sports-head": [],
    "office-editor": [],
    "leader-mass": [],
    "security": [],
    "auditor": [],
}


def faults(page) -> list[str]:
    """What axe-core finds on the page: rule and the first place."""
    found = Axe().run(page, options=ASKED).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def to_look_at(page) -> list[str]:
    """The pages of the menu, and one of each sort to which their first rows lead."""
    menu = page.eval_on_selector_all(
        "header nav a[href^='/desk/']", "all => all.map(a => a.getAttribute('href'))"
    )
    rows = []
    for address in dict.fromkeys(menu):
        page.goto(address)
        rows += page.eval_on_selector_all(
            "main a[href^='/desk/']", "all => all.slice(0, 4).map(a => a.getAttribute('href'))"
        )
    sorts = {_sort(address): address for address in reversed([*menu, *rows])}
    return [address for address in sorts.values() if not re.search("/files/|export", address)]


def _sort(address: str) -> str:
    """Pages of one sort differ by what they are about, and by what a list was asked for; a tab is a page of its own."""
    path, _, query = address.partition("?")
    tab = re.search(r"tab=\w+", query)
    return re.sub(r"[0-9a-f-]{36}|\d+", "*", path) + (tab[0] if tab else "")


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_of_the_desk_keeps_anybody_out(person, who):
    page = person(who).signs_in(who).page
    wrong, seen = {}, 0
    for address in [*to_look_at(page), *PEOPLE[who]]:
        page.goto(address)
        for screen in (DESK, PHONE):
            page.set_viewport_size(screen)
            if found := faults(page):
                wrong[f"{address} {screen['width']} px"] = found
        page.set_viewport_size(DESK)
        seen += 1
    assert wrong == {}
    assert seen >= 2, "the control: there were pages"


def test_axe_does_find_what_is_wrong(person):
    page = person("对照").page
    page.goto("/desk/sign-in/")
    assert faults(page) == []
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')"
    )
    assert any(fault.startswith("image-alt") for fault in faults(page))


def test_no_page_of_the_portal_keeps_anybody_out(person):
    page = person("公民").page
    page.goto("/")
    links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
    for address in list(dict.fromkeys(["/", *links]))[:20]:
        page.goto(address)
        assert faults(page) == [], address
