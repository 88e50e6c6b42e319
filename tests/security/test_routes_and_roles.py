"""Nobody sees what is not theirs: every route × every role, the answers written by hand. Another's record answers 404,
as if it did not exist; looking changes nothing; opening one route turns the matrix red.
"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from gongkai.clearance import queries as clearances
from gongkai.trail.models import Entry
from tests.security.matrix import ROLES, WRITES, table
from tests.security.routes import World, again, browser, every_route, world_of
from tests.security.rows import Held, changed, rows

pytestmark = pytest.mark.once


@pytest.fixture
def world(bureau):
    with time_machine.travel(bureau.now, tick=False):
        yield world_of(bureau)


def answer(world: World, client, method: str, route: str, before: Held) -> tuple[str, list[str]]:
    """Status (`to`: sent elsewhere without anything written) and the tables that changed; afterwards all is as before."""
    with transaction.atomic():
        end = Entry.objects.count()
        ask = client.get if method == "GET" else client.post
        data = {} if method == "GET" else world.form(route)
        response = ask(world.address(route), data)
        wrote = changed(before)
        assert wrote or Entry.objects.count() == end
        transaction.set_rollback(True)
    status = str(response.status_code)
    return ("to" if status == "302" and not wrote else status), wrote


def mismatches(world: World, only: set[str] | None = None) -> list[str]:
    """Where the installation answers otherwise than the matrix says."""
    clients = {role: browser(world.bureau, role) for role in ROLES}
    found, before = [], rows()
    for (method, route), cells in table().items():
        for role, expected in cells.items():
            if only is not None and route not in only:
                continue
            got, wrote = answer(world, again(clients[role]), method, route, before)
            may_write = method == "POST" and (
                expected == "302" or (expected == "200" and route in WRITES)
            )
            if got != expected:
                found.append(f"{method} {route} as {role}: {got} instead of {expected}")
            elif bool(wrote) != may_write:
                found.append(f"{method} {route} as {role}: wrote {wrote}")
    return found


def test_every_route_has_its_rows():
    routes = {route for _, route in table()}
    assert routes == set(every_route()), "a new route needs its row, a lost one loses it"
    assert {route for method, route in table() if method == "GET"} == routes
    assert len(routes) > 25, "the control: they were really found"


def test_no_answer_says_forbidden_and_so_that_there_is_something():
    assert not any("403" in cells.values() for cells in table().values())


def test_every_route_answers_every_role_as_it_is_written_and_looking_changes_nothing(world):
    assert mismatches(world) == []


def test_opening_one_route_turns_the_matrix_red(world, monkeypatch):
    """The control of the matrix itself."""
    monkeypatch.setattr(clearances, "may_see", lambda actor, sheet: True)
    found = mismatches(world, {"desk:case", "desk:act"})
    assert "GET desk:case as other_drafter: 200 instead of 404" in found
    assert "POST desk:act as other_drafter: 409 instead of 404" in found


@pytest.mark.parametrize(
    "role", ["other_drafter", "other_leader", "auditor", "system_administrator"]
)
def test_anothers_record_and_none_at_all_answer_with_the_same_bytes(world, role):
    client = browser(world.bureau, role)
    for route in ("desk:case", "desk:sign", "desk:amend", "documents:edit", "desk:act"):
        ask = client.post if route == "desk:act" else client.get
        rest = ["agree"] if route == "desk:act" else []
        theirs, none = ask(world.address(route)), ask(reverse(route, args=[uuid4(), *rest]))
        assert theirs.status_code == none.status_code == 404
        assert without_tokens(theirs) == without_tokens(none)
    assert "没有这个页面" in without_tokens(none), "the control: it is a page"


def without_tokens(response) -> str:
    """The page without what is random in every page: nonce and token."""
    return re.sub(r'(nonce|value)="[^"]*"', "", response.content.decode())


def test_a_forged_post_is_refused_at_every_route_and_writes_nothing(world):
    """CSRF: signed in as each role that might be let in, without the token of the page."""
    for role in ("drafter", "head", "editor", "leader", "security_administrator", "anonymous"):
        client = browser(world.bureau, role)
        before = rows()
        for route in every_route():
            forged = again(client, enforce_csrf_checks=True)
            with transaction.atomic():
                response = forged.post(world.address(route), world.form(route))
                assert changed(before) == [], f"{route} as {role}"
                transaction.set_rollback(True)
            expected = 403 if role != "anonymous" or route in ("healthz", "desk:sign_in") else 302
            assert response.status_code == expected, f"{route} as {role}"


def test_who_is_at_no_post_today_is_told_so_and_gets_nowhere(world):
    person = world.bureau.people["drafter"]
    person.posts.update(valid_until=world.bureau.now.date())
    client = browser(world.bureau, "drafter")
    before = rows()
    for (method, route), cells in table().items():
        if cells["drafter"] == "405" or route in (
            "healthz",
            "desk:sign_in",
            "desk:sign_out",
            "desk:switch_post",
            "desk:design",
        ):
            continue
        status, wrote = answer(world, again(client), method, route, before)
        assert (status in ("404", "409"), wrote) == (True, []), f"{method} {route}: {status}"
    told = client.get("/desk/").content.decode()
    assert "您目前没有在任的岗位，请与安全管理员联系。" in told
