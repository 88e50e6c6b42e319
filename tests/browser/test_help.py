"""使用帮助: from the page on which the question arises to the section that answers it, at the desk and on a phone."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from gongkai.desk.manual.sections import SECTIONS
from tests.browser.test_accessible import faults

pytestmark = pytest.mark.browser
ASKED = {
    "/desk/": "desk:inbox",
    "/desk/documents/new/": "documents:new",
    "/desk/tasks/": "desk:tasks",
    "/desk/publishing/": "desk:publishing",
    "/desk/me/": "desk:myself",
}


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_help_leads_to_the_section_of_the_page(person, phone):
    somebody = person("核稿员甲", phone=phone).signs_in("office-editor")
    for address, route in ASKED.items():
        somebody.page.goto(address)
        with somebody.page.expect_popup() as opened:
            somebody.page.get_by_role("link", name="使用帮助").click()
        page = opened.value
        page.wait_for_load_state()
        name, _, heading = SECTIONS[route].partition("#")
        assert unquote(page.url).endswith(f"/desk/manual/{name}/#{heading}")
        assert page.locator(f"[id='{heading}']").is_visible()
        assert page.locator(f"[id='{heading}']").evaluate("e => e.getBoundingClientRect().top < innerHeight")  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert faults(page) == []
        assert somebody.page.url.endswith(address), "what was being done stays open"
        page.close()
    somebody.page.goto("/desk/manual/")
    somebody.picture("60-使用手册")
    assert faults(somebody.page) == []


def test_every_page_of_the_manual_keeps_nobody_out_and_its_pictures_arrive(person):
    page = person("拟稿人").signs_in("mass-sports-drafter").page
    page.goto("/desk/manual/")
    pages = page.eval_on_selector_all("main aside a", "all => all.map(a => a.getAttribute('href'))")
    assert len(pages) > 20
    for address in pages:
        page.goto(address)
        page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
        page.evaluate(
            "Promise.all([...document.images].map(i => i.decode()))"
        )  # fails where one is broken
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_stranger_reads_no_manual(person):
    page = person("陌生人").page
    page.goto("/desk/manual/")
    assert "/desk/sign-in/" in page.url
