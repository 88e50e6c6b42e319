"""使用帮助 stands on every page of the desk and leads to its own section; what is no page is named as such."""

from __future__ import annotations

import pytest
import time_machine

from gongkai.desk.manual.sections import SECTIONS, address_for
from tests.house.test_the_manual_is_whole import NO_PAGE
from tests.security.matrix import table
from tests.security.routes import World, again, browser, world_of

pytestmark = pytest.mark.once


@pytest.fixture
def world(bureau):
    with time_machine.travel(bureau.now, tick=False):
        yield world_of(bureau)


def pages(world: World):
    """Route and body of every GET that answers somebody with 200."""
    for (method, route), cells in table().items():
        role = next((r for r, cell in cells.items() if cell == "200" and r != "anonymous"), None)
        if method == "GET" and role is not None:
            response = again(browser(world.bureau, role)).get(world.address(route))
            yield route, b"".join(response).decode("utf-8", "replace")


def test_each_page_leads_to_its_own_section(world):
    seen = {route: body for route, body in pages(world) if 'class="masthead"' in body}
    assert set(seen) <= set(SECTIONS)
    assert {route for route, _ in pages(world)} - set(seen) <= NO_PAGE
    assert len(seen) > 40, "the control: pages were looked at"
    for route, body in seen.items():
        if route != "desk:sign_in":
            assert f'href="{address_for(route)}" target="_blank"' in body, route


def test_who_has_not_signed_in_is_not_led_to_the_manual(world):
    body = browser(world.bureau, "anonymous").get("/desk/sign-in/").content.decode()
    assert "使用帮助" not in body
    assert "演示账号" in body or "登录" in body, "the control: it is the page"
