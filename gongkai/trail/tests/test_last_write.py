"""The trail entry is the last write of every act: what it says is already true when it is written, and on
PostgreSQL nothing is locked after the end of the chain.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.obligations.ticking import tick
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.tests.every_verb import ALL, DOOR, ready, verbs_of_the_door

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
ENTRY = 'INSERT INTO "trail_entry"'
BOUNDS = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "BEGIN", "COMMIT")


def statements(act) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"].lstrip() for query in captured if query["sql"]]


def writes(said: list[str]) -> list[str]:
    return [sql for sql in said if sql.startswith(WRITES)]


def test_every_verb_of_the_door_has_its_scene():
    """A new verb without a scene turns this red."""
    assert {name.split(":")[0] for name in DOOR} == verbs_of_the_door()
    assert len(verbs_of_the_door()) >= 20


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_trail_entry_is_the_last_write_of_the_act(bureau, name):
    act = ready(name, bureau)
    before = Entry.objects.count()
    said = statements(act)
    written = writes(said)
    assert Entry.objects.count() > before, "the act left an entry"
    assert len(written) > 1, "and it did something besides"
    assert written[-1].startswith(ENTRY)
    first = next(i for i, sql in enumerate(written) if sql.startswith(ENTRY))
    assert all(sql.startswith(ENTRY) for sql in written[first:]), "entries are the last writes"


@pytest.mark.parametrize("name", sorted(ALL))
def test_after_the_end_of_the_chain_nothing_is_read_or_locked_any_more(bureau, name):
    said = statements(ready(name, bureau))
    last = max(i for i, sql in enumerate(said) if sql.startswith(ENTRY))
    assert all(sql.startswith(BOUNDS) for sql in said[last + 1 :])


@pytest.mark.parametrize("name", sorted(DOOR))
def test_one_press_is_one_entry_of_one_act_on_one_subject(bureau, name):
    act = ready(name, bureau)
    before = Entry.objects.order_by("-number")[0].number
    act()
    entry = Entry.objects.get(number__gt=before)
    assert Entry.objects.filter(act=entry.act).count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway")
@pytest.mark.parametrize("name", sorted(DOOR))
def test_on_postgresql_the_end_of_the_chain_is_locked_once_and_after_everything_else(bureau, name):
    said = statements(ready(name, bureau))
    locks = [i for i, sql in enumerate(said) if "pg_advisory_xact_lock" in sql]
    assert len(locks) == 1
    assert not any("FOR UPDATE" in sql for sql in said[locks[0] :])
    assert writes(said[locks[0] :]) == [said[locks[0] + 2]], (
        "the last entry is read, the next one written"
    )


def test_each_reminder_of_the_clock_is_a_transaction_that_ends_with_its_entry(bureau):
    bureau.signed()
    bureau.later(days=40)
    before = Entry.objects.count()
    written = writes(statements(lambda: tick(by=system("时限巡检"), at=bureau.now)))
    made = Entry.objects.count() - before
    assert made >= 6
    assert written[-1].startswith(ENTRY)
    assert sum(sql.startswith(ENTRY) for sql in written) == made


def test_the_measure_itself_notices_a_write_behind_the_entry(bureau):
    """The control: an act that touches a row after its entry is seen."""
    act = ready("submit", bureau)

    def sloppy():
        sheet = act()
        sheet.note = "补记"
        sheet.save(update_fields=["note"])

    written = writes(statements(sloppy))
    assert not written[-1].startswith(ENTRY)
