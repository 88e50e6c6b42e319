"""Headers of every page of the desk, and Django's own check under the settings of a real installation: 0 warnings."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import time_machine

from gongkai.accounts.models import Person
from tests.casting import PASSWORD, ROOT
from tests.security.matrix import ROLES, table
from tests.security.routes import again, browser, world_of

pytestmark = pytest.mark.once

EVERYWHERE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SANDBOX = "sandbox; default-src 'none'"


@pytest.fixture
def world(bureau):
    with time_machine.travel(bureau.now, tick=False):
        yield world_of(bureau)


def pages(world):
    """Every page that somebody of the cast may open: route, answer."""
    for (method, route), cells in table().items():
        role = next((role for role in ROLES[1:] if cells[role] == "200"), None)
        if method == "GET" and role:
            yield route, again(browser(world.bureau, role)).get(world.address(route))


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: values for name, *values in parts}


def test_no_page_of_the_desk_may_run_or_frame_what_is_not_ours(world):
    seen = 0
    for route, answer in pages(world):
        policy = answer.headers["Content-Security-Policy"]
        if route in ("desk:file", "desk:file_page", "documents:batch_file"):
            assert policy == SANDBOX
            continue
        held = directives(policy)
        assert "unsafe-inline" not in policy, route
        assert "unsafe-eval" not in policy, route
        assert not any(
            "http" in value or "*" in value for values in held.values() for value in values
        ), route
        assert held["default-src"] == ["'self'"]
        assert held["frame-ancestors"] == held["object-src"] == held["base-uri"] == ["'none'"]
        assert held["form-action"] == ["'self'"]
        seen += 1
    assert seen > 15, "the control: there are pages"


def test_every_script_of_a_page_is_of_our_house_and_no_handler_or_style_stands_in_the_text(world):
    for route, answer in pages(world):
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        page = answer.content.decode()
        nonce = directives(answer.headers["Content-Security-Policy"]).get("script-src", [])
        for script in re.findall(r"<script\b([^>]*)>", page):
            source = re.search(r'src="([^"]*)"', script)
            assert (source and source[1].startswith("/static/")) or any(
                value.strip("'").removeprefix("nonce-") in script
                for value in nonce
                if "nonce" in value
            ), f"{route}: <script{script}>"
        assert not re.search(r"<[^>]+\son[a-z]+=", page), f"a handler in the text of {route}"
        assert not re.search(r"<[^>]+\sstyle=", page), f"a style in the text of {route}"


def test_personal_pages_are_kept_by_nobody_and_say_the_rest(world):
    for route, answer in pages(world):
        assert "no-store" in answer.headers["Cache-Control"], route
        for name, value in EVERYWHERE.items():
            assert answer.headers[name] == value, f"{name} of {route}"
        assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["X-Request-Id"])


def test_refusals_and_ways_elsewhere_are_no_exception(world):
    client = browser(world.bureau, "other_drafter")
    missing = client.get(world.address("desk:case"))
    away = browser(world.bureau, "anonymous").get("/desk/")
    refused = browser(world.bureau, "drafter").post(world.address("desk:act"), {"seen": "x"})
    assert (missing.status_code, away.status_code, refused.status_code) == (404, 302, 409)
    for answer in (missing, away, refused):
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in refused.headers["Cache-Control"]


def test_the_session_is_a_new_one_after_signing_in_and_its_cookie_is_read_by_no_script(bureau):
    """CKAN: session fixation. What somebody put into the browser before signing in is worth nothing after."""
    Person.objects.get(username="drafter")
    client = browser(bureau, "anonymous")
    client.cookies["sessionid"] = "chosen-by-somebody-else"
    answer = client.post("/desk/sign-in/", {"username": "drafter", "password": PASSWORD})
    assert answer.status_code == 302, "the control: signed in"
    cookie = answer.cookies["sessionid"]
    assert cookie.value != "chosen-by-somebody-else"
    assert (cookie["httponly"], cookie["path"], cookie["samesite"]) == (True, "/desk/", "Lax")


# --- the settings of a real installation ------------------------------------------------------------


def check_deploy(tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    held = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, text=True, capture_output=True, check=False,
        env={**held, "GONGKAI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
             "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def test_the_check_for_deployment_has_nothing_to_say(tmp_path):
    done = check_deploy(tmp_path, GONGKAI_HOSTS="tiyu.example.gov.cn", GONGKAI_BIND="0.0.0.0")
    assert (done.returncode, "no issues" in done.stdout + done.stderr) == (0, True), done.stderr


def test_on_loopback_it_would_complain(tmp_path):
    """The control: the check is really asked, and cookies without a lock are what it finds there."""
    done = check_deploy(tmp_path)
    assert done.returncode == 1
    assert "security.W012" in done.stderr


def test_any_host_at_all_is_refused_at_the_start(tmp_path):
    done = check_deploy(tmp_path, GONGKAI_HOSTS="*")
    assert done.returncode == 1
    assert "GONGKAI_HOSTS 不接受" in done.stderr
