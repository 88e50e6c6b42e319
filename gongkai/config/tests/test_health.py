"""The health page turns red for what stops the work, and says it before the calendar ends."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory

from gongkai.config import health

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
LAST = date(2027, 12, 31)


@pytest.fixture
def parts(monkeypatch) -> SimpleNamespace:
    """What the strata below would say; a test changes one of them."""
    said = SimpleNamespace(lag=(0, 0.0), missing=[], last=LAST, failing=[])
    answers = {
        "lag": lambda: said.lag,
        "missing": lambda: said.missing,
        "failing": lambda: said.failing,
        "calendar_in_force": lambda: SimpleNamespace(last=said.last),
    }
    monkeypatch.setattr(health, "_ask", lambda module, name: answers[name]())
    return said


def red(now: datetime = NOON) -> list[str]:
    return [check.name for check in health.checks(now) if not check.ok]


def warned(now: datetime = NOON) -> list[str]:
    return [check.name for check in health.checks(now) if check.warning]


@pytest.mark.django_db
def test_all_is_well(parts):
    answer = health.healthz(RequestFactory().get("/healthz"))
    said = json.loads(answer.content)
    assert (answer.status_code, said["status"]) == (200, "ok")
    assert [check["name"] for check in said["checks"]] == [
        "database",
        "readers",
        "trail",
        "calendar",
        "ticker",
    ]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "names"), [(0, []), (60, []), (60.1, ["readers"])])
def test_a_reader_may_be_a_minute_behind(parts, seconds, names):
    parts.lag = (3, seconds)
    assert red() == names


@pytest.mark.django_db
def test_a_missing_guard_is_red_and_named(parts):
    parts.missing = ["trail_entry_no_update"]
    answer = health.healthz(RequestFactory().get("/healthz"))
    assert answer.status_code == 503
    assert "trail_entry_no_update" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "names_warned", "names_red"),
    [
        (LAST - timedelta(days=61), [], []),
        (LAST - timedelta(days=60), ["calendar"], []),
        (LAST, ["calendar"], []),
        (LAST + timedelta(days=1), [], ["calendar"]),
    ],
)
def test_the_calendar_warns_before_it_ends(parts, day, names_warned, names_red):
    now = datetime(day.year, day.month, day.day, 0, 0, tzinfo=SHANGHAI)
    assert (warned(now), red(now)) == (names_warned, names_red)


@pytest.mark.django_db
def test_days_are_those_of_shanghai(parts):
    """At 16:00 UTC it is tomorrow here."""
    parts.last = date(2026, 11, 23)
    utc = ZoneInfo("UTC")
    assert red(datetime(2026, 11, 23, 15, 59, tzinfo=utc)) == []
    assert red(datetime(2026, 11, 23, 16, 0, tzinfo=utc)) == ["calendar"]


@pytest.mark.django_db
def test_a_step_of_the_ticker_that_fails_is_named(parts):
    parts.failing = ["定时发布"]
    answer = health.healthz(RequestFactory().get("/healthz"))
    assert (warned(), red()) == (["ticker"], [])
    assert "定时发布" in answer.content.decode()


@pytest.mark.django_db
def test_a_warning_is_no_fault(parts):
    parts.last = health.timezone.now().date() + timedelta(days=5)
    answer = health.healthz(RequestFactory().get("/healthz"))
    assert (answer.status_code, json.loads(answer.content)["status"]) == (200, "warning")


def test_a_check_that_breaks_is_red_and_the_others_are_still_made(parts, monkeypatch):
    """Without a database (this test has none) the page still answers."""
    found = {check.name: check.ok for check in health.checks(NOON)}
    assert found == {
        "database": False,
        "readers": True,
        "trail": True,
        "calendar": True,
        "ticker": True,
    }
