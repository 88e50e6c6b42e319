"""A year of invented work (shortened here): the real acts under a walked clock, and what they leave behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.db.models import Count

from gongkai.accounts.models import Post
from gongkai.accounts.queries import actor_at
from gongkai.clearance import secrecy
from gongkai.clearance.models import Clearance, Signature, Step
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.config import demonstration, installation
from gongkai.config.demonstration import routine, year
from gongkai.config.demonstration.case import World
from gongkai.config.demonstration.cast import Cast, invented
from gongkai.config.demonstration.composing import compose, desks
from gongkai.config.demonstration.filling import Filler
from gongkai.config.demonstration.walking import Walk
from gongkai.desk.inbox import rows_of
from gongkai.matters.documents.models import Document
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Chase, Obligation, Record
from gongkai.plan import calendars, queries
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.portal import builder, expected, verify, whole
from gongkai.portal.tree import Tree
from gongkai.publishing.models import Placement, Publication, Schedule
from gongkai.publishing.queries import awaiting, not_yet_gone, unseen
from gongkai.supervision.figures import conform
from gongkai.supervision.models import Notice
from gongkai.trail.actors import Subject, system
from gongkai.trail.models import Entry
from gongkai.trail.origin import DEMONSTRATION, PRODUCTION
from gongkai.trail.refusals import Refused
from gongkai.trail.writing import write

MONTHS = 2
UNTIL = datetime(2026, 7, 15, 18, 30, tzinfo=SHANGHAI)  # a Wednesday, after office hours
ADMINISTRATORS = ("system_administrator", "security_administrator", "auditor")


@dataclass
class Shown:
    """The loaded installation at its last moment."""

    now: datetime


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker) -> Iterator[Shown]:  # type: ignore[no-untyped-def]
    """Loaded once for all tests here, and rolled back behind them."""
    with django_db_blocker.unblock(), transaction.atomic():
        queries.forget()
        installation.begin_with_a_year(until=UNTIL, months=MONTHS)
        yield Shown(UNTIL)
        transaction.set_rollback(True)
    queries.forget()
    calendars._kept = None


def signed_first(entries: list[Entry]) -> bool:
    """Whether a signature stands on the trail before each publication of the subject."""
    signed = 0
    for entry in entries:
        if entry.action in ("document.signed", "document.emergency_signed"):
            signed += 1
        if entry.action == "document.published" and not signed:
            return False
    return True


def test_texts_lie_in_every_state_and_most_are_public(shown):
    states = Counter(Clearance.objects.values_list("state", flat=True))
    assert states["circulating"] >= 15
    assert states["sent_back"] >= 6
    assert {"amending", "registered", "abandoned", "voided"} <= set(states)
    assert states["signed"] > sum(states.values()) / 2
    assert Publication.objects.filter(state="live").count() >= 30
    assert {"withdrawn", "hidden"} <= set(Publication.objects.values_list("state", flat=True))
    assert set(Signature.objects.values_list("mode", flat=True)) == {"in_person", "registered", "meeting"}  # fmt: skip
    assert {"redact", "withhold"} <= set(Step.objects.values_list("outcome", flat=True))
    assert Document.objects.filter(attribute="withheld").exists()
    assert Publication.objects.filter(versions__number__gt=1).exists()
    assert Placement.objects.exclude(channel="portal").exists()
    assert Record.objects.count() >= 8
    assert Chase.objects.exists()


def test_texts_wait_at_each_step_and_the_office_has_its_queue(shown):
    waiting = Counter(Step.objects.filter(state="open").values_list("key", flat=True))
    assert {"head", "consult", "office_check", "category_owner", "secrecy", "sign", "number"} <= set(waiting)  # fmt: skip
    scheduled = Schedule.objects.filter(state="waiting", moment__gt=shown.now)
    assert scheduled.count() == 2
    assert 5 <= awaiting().count() - scheduled.count() <= 9
    lights = Counter(bucket_of(o, shown.now).value for o in Obligation.objects.filter(ending=""))
    assert lights["late"] >= 1
    assert lights["near"] >= 1
    assert lights["suspended"] >= 1


def test_everybody_has_something_to_do_or_to_read(shown):
    for post in Post.objects.select_related("person"):
        if post.role in ADMINISTRATORS:
            continue
        actor = actor_at(post.person, post)
        found = {tab: rows_of(actor, tab).count() for tab in ("todo", "doing", "done", "read")}
        assert sum(found.values()), (post.person.username, found)
        if post.role == "leader":
            assert 3 <= found["todo"] <= 6
        if post.role in ("head", "drafter", "editor"):
            assert found["todo"], post.person.username


def test_most_was_done_in_time(shown):
    done = Obligation.objects.filter(ending="discharged", due_at__isnull=False)
    late = sum(task.done_late for task in done)
    assert late, "the control: not everything"
    assert late <= 0.15 * done.count()


def test_the_figures_equal_a_recount(shown):
    told = {
        (plan["plan"], duty["id"]): duty
        for plan in conform(shown.now)
        for clause in plan["clauses"]
        for duty in clause["duties"]
    }
    standing = [o for o in Obligation.objects.all() if o.ending != "void"]
    assert len(standing) > 100
    by_duty = Counter((o.plan_id_text, o.duty) for o in standing)
    for key, opened in by_duty.items():
        mine = [o for o in standing if (o.plan_id_text, o.duty) == key]
        lost = sum(o.evidence_lost_at is not None for o in mine)
        still = sum(not o.ending for o in mine)
        assert (told[key]["open"], told[key]["done"]) == (still, opened - still - lost), key


def test_what_is_discharged_was_discharged_by_an_act_on_the_trail(shown):
    acts = set(Entry.objects.values_list("recorded", flat=True))
    done = Obligation.objects.filter(ending="discharged")
    assert all(task.ended_at in acts for task in done)


def test_nothing_is_public_that_was_not_signed_before(shown):
    by_subject: dict = {}
    for entry in Entry.objects.order_by("number"):
        by_subject.setdefault(entry.subject_id, []).append(entry)
    published = [e for e in by_subject.values() if any(x.action == "document.published" for x in e)]
    assert len(published) >= 30
    assert all(signed_first(entries) for entries in published)


def test_moments_go_forward_and_none_lies_ahead(shown):
    moments = list(Entry.objects.order_by("number").values_list("recorded", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= shown.now
    assert local_day(moments[0]) == local_day(year.first_moment(UNTIL, MONTHS))


def test_the_prober_has_nothing_left_to_see(shown):
    assert not unseen().exists()
    assert not not_yet_gone().exists()


def test_old_messages_have_been_read_and_young_ones_not_all(shown):
    old = Notice.objects.filter(entry__recorded__lt=shown.now - timedelta(days=4))
    assert old.exists()
    assert not old.filter(read_at__isnull=True).exists()
    assert Notice.objects.filter(read_at__isnull=True).exists()


def test_the_builder_builds_it_and_verify_is_green(shown, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(whole, "FEW", 10_000)  # another process would not see this transaction
    tree = Tree(tmp_path / "tree", durable=False)
    assert builder.rebuild(tree, expected.look()) > 60
    tree.close()
    assert verify.inside(tmp_path / "tree") == []


def test_nobody_has_a_name_and_no_text_a_mark(shown):
    held = invented()
    plan = the_bureaus_plan(local_day(shown.now)).plan
    roles = {row["name"] for row in held.people} | {
        f"{plan.organ(organ).short}{word}"
        for organ in held.organs
        for word in ("拟稿人", "负责人", "副职")
    }
    assert {post.person.name for post in Post.objects.select_related("person")} == roles
    for document in Document.objects.all():
        assert secrecy.mark_in(f"{document.title}\n{document.body}") is None


def test_a_second_load_changes_nothing(shown):
    before = Entry.objects.count()
    assert installation.load_demonstration(until=shown.now + timedelta(days=1)) is False
    assert Entry.objects.count() == before


def begin(action: str, at: datetime) -> None:
    with transaction.atomic():
        write(
            by=system("测试"), action=action, subject=Subject("installation", year.HERE.id), at=at
        )


def test_a_real_bureau_refuses_the_clock_and_the_data(db):
    begin(PRODUCTION, UNTIL)
    with pytest.raises(Refused, match="不是演示系统"):
        Walk(UNTIL - timedelta(days=30), UNTIL, calendar_in_force(), lambda _: None)
    with pytest.raises(Refused, match="不是演示系统"):
        installation.load_demonstration(until=UNTIL)
    assert Entry.objects.count() == 1


def test_a_demonstration_that_began_today_is_not_filled_backwards(db):
    begin(DEMONSTRATION, UNTIL)
    with pytest.raises(Refused, match="留痕不能倒填"):
        installation.load_demonstration(until=UNTIL)


def composed(until: datetime) -> list[str]:
    """The titles of a whole year that ends at this moment, without acting it out."""
    world = World(
        Walk(year.first_moment(until), until, calendar_in_force(), lambda _: None),
        Cast(),
        invented(),
    )
    plan = the_bureaus_plan(local_day(until)).plan
    filler = Filler(world.held.fills, {organ.id: organ.short for organ in plan.organs})
    made = [*compose(world, filler, Random(str(local_day(until)))), *desks(world, filler)]
    assert len(made) == len(filler.titles)
    return sorted(filler.titles)


def test_every_day_gives_a_year_of_some_three_hundred_texts_no_two_alike(db):
    begin(DEMONSTRATION, UNTIL)
    for name in ("plan.toml", "national.toml"):
        installation.load(installation.PLANS / name, by=system("测试"), at=UNTIL)
    demonstration.people(by=system("测试"), at=UNTIL)
    for number in range(24):
        until = datetime(2026, 1, 5, 2, 0, tzinfo=UTC) + timedelta(days=17 * number)
        titles = composed(until)
        assert 280 <= len(titles) <= 380, until
    assert composed(UNTIL) == composed(UNTIL), "the same day gives the same year"


@pytest.mark.once
def test_who_always_says_the_same_words_says_them_on_another_day(db, monkeypatch):
    """The same words for one duty on one day are refused as a double click: the year must not stop at it."""
    on_one_day = datetime(2026, 7, 14, 10, tzinfo=SHANGHAI)  # the tasks of two months come together
    monkeypatch.setattr(Filler, "words", lambda *_: "已完成并留存记录。")
    monkeypatch.setattr(routine, "_when", lambda *_: on_one_day)
    installation.begin_with_a_year(until=UNTIL, months=2)
    said = Record.objects.values("plan_id_text", "duty", "holder").annotate(n=Count("pk"))
    assert said.filter(n__gt=1).exists(), "the control"
