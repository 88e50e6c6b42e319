"""Another bureau loads another plan file and changes no code: its own chain, its own term, its own name on the page."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.clearance.states import State
from gongkai.clock.calendars import SHANGHAI
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.portal import expected
from gongkai.supervision.figures import conform
from gongkai.trail.actors import system
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.casting import PLANS, ROOT, SMALL_CAST, SMALL_PLAN, Bureau, cast_bureau


@pytest.fixture
def city(db) -> Bureau:
    """云河市城市管理局: three sections, one signature, five working days."""
    return cast_bureau(plans=(SMALL_PLAN, PLANS / "national.toml"), cast=SMALL_CAST)


def drafted(city: Bureau, **changes):
    return city.draft(
        category="announcements", title="关于修剪行道树的公告", body="<p>自即日起。</p>", **changes
    )


def signed(city: Bureau):
    sheet = city.submit(drafted(city))
    city.sign(sheet)
    return city.fresh(sheet)


def test_a_text_goes_its_own_short_chain_from_the_draft_to_the_page(city):
    sheet = city.submit(drafted(city))
    assert [step.key for step in sheet.steps.all()] == ["sign"]
    city.sign(sheet)
    assert city.fresh(sheet).state == State.SIGNED
    publication = city.publish(sheet)
    assert (publication.index_number, publication.address) == ("YH0042/2026-00001", "/p/2026/1/")
    assert city.seen_outside(publication)
    assert Obligation.objects.get(duty="第三条.1").ending == "discharged"


def test_its_own_term_runs_five_working_days(city):
    signed(city)
    task = Obligation.objects.get(duty="第三条.1")
    assert (task.due_day, task.holder_name) == (date(2026, 3, 9), "综合科")
    city.later(days=8)
    tick(by=system("时限巡检"), at=city.now)
    clause = next(c for c in conform(city.now)[-1]["clauses"] if c["id"] == "第三条")
    assert clause["duties"][0]["late"] == 1, "and is red on the sixth"


def test_the_rules_are_the_same_four_eyes_rights_and_one_door(city):
    sheet = city.submit(drafted(city))
    with pytest.raises(Overtaken, match="不在您的待办中"):
        city.sign(sheet, "head")
    with pytest.raises(Overtaken, match="尚未签发"):
        city.publish(sheet)
    city.sign(sheet)
    with pytest.raises(NotAllowed, match="由办公室统一上网发布"):
        city.publish(sheet, "head")
    with pytest.raises(Refused, match="请选择信息类别"):
        city.draft(category="mass_sports_events")
    assert city.publish(sheet), "the control"


def test_the_national_rules_bind_it_too_under_its_own_office(city):
    signed(city)
    national = Obligation.objects.get(duty="条例26.1")
    assert national.holder == "general_office"
    plans = {
        report["plan"]: [clause["id"] for clause in report["clauses"]]
        for report in conform(city.now)
    }
    assert plans.pop("yunhe-city-management") == ["第三条", "第四条", "第五条"]
    assert [("条例26" in clauses) for clauses in plans.values()] == [True]


def test_its_month_ends_with_a_task_of_its_own(city):
    """第五条.1: within five working days after the month the general office sums it up."""
    city.now = datetime(2026, 5, 2, 9, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=city.now)
    task = Obligation.objects.get(duty="第五条.1")
    assert (task.holder, task.due_day) == ("general_office", date(2026, 5, 11))


def test_no_page_of_it_bears_the_name_or_the_business_of_the_first_bureau(city):
    publication = city.publish(signed(city))
    city.withdraw(city.publish(signed(city)))
    pages = {
        path: content.decode() for path, content in expected.everything() if path.endswith(".html")
    }
    own = pages[f"{publication.address.strip('/')}/index.html"]
    assert "云河" in own
    assert "关于修剪行道树的公告" in own, "the control: it is the page"
    for path, page in pages.items():
        assert "体育" not in page, path
        assert "西安" not in page, path


def test_what_is_of_the_first_bureau_stands_in_its_plan_and_not_in_the_code():
    """Names of its organs, categories and clauses occur in no module that runs; samples and inventions may."""
    invented = (
        "frames/design.py",
        "config/demonstration/",
        "config/installation.py",
        "plan/shape/",
        "/tests/",
        "/migrations/",
    )
    words = (
        "xian-sports",
        "mass_sports",
        "competitive_sports",
        "publicity_education",
        "西安市体育局",
        "群众体育处",
    )
    found = [
        (path.name, word)
        for path in sorted((ROOT / "gongkai").rglob("*.py"))
        if not any(part in path.as_posix() for part in invented)
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []
