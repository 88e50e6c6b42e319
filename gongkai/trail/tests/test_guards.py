"""The database itself refuses to alter the trail: through the ORM and through SQL, whoever asks."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.trail import guards
from gongkai.trail.chain import START
from gongkai.trail.models import Entry
from gongkai.trail.tests.tampering import (
    POSTGRESQL,
    WORDS,
    as_it_stands,
    drop,
    entries,
    fresh,
    guards_lifted,
    one_more,
    raw,
    refused,
)

pytestmark = pytest.mark.django_db
only_on_sqlite = pytest.mark.skipif(POSTGRESQL, reason="only SQLite has this statement")


@pytest.fixture(autouse=True)
def _three_entries() -> None:
    entries(3)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_entry SET action = 'x' WHERE number = 2",
        "UPDATE trail_entry SET head = head",
        "UPDATE trail_entry SET number = 9 WHERE number = 3",
        "DELETE FROM trail_entry WHERE number = 3",
        "DELETE FROM trail_entry",
    ],
)
def test_update_and_delete_in_sql_are_refused(sql):
    refused(sql)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Entry.objects.filter(number=2).update(action="x"),
        lambda: Entry.objects.filter(number=3).delete(),
        lambda: Entry.objects.get(number=1).delete(),
        lambda: Entry.objects.get(number=1).save(),
        lambda: Entry.objects.bulk_update([Entry(number=2, action="x")], ["action"]),
        lambda: Entry.objects.update_or_create(number=2, defaults={"action": "x"}),
        lambda: Entry.objects.all()._raw_delete("default"),
    ],
    ids=[
        "update",
        "delete",
        "delete one",
        "save",
        "bulk_update",
        "update_or_create",
        "_raw_delete",
    ],
)
def test_update_and_delete_through_the_orm_are_refused(tamper):
    before = as_it_stands()
    with pytest.raises(DatabaseError, match=WORDS), transaction.atomic():
        tamper()
    assert as_it_stands() == before


@pytest.mark.parametrize("number", [-1, 0, 2, 3, 5, 99])
def test_an_entry_out_of_order_is_refused_and_the_next_one_is_taken(number):
    refused(*raw("INSERT", 3, number=number, uuid=fresh()))
    late = Entry.objects.get(number=3)
    late.number, late.uuid, late.head = number, uuid4(), START
    with pytest.raises(DatabaseError, match=WORDS), transaction.atomic():
        late.save(force_insert=True)
    with connection.cursor() as cursor:  # the control: the same statement with the next number
        cursor.execute(*raw("INSERT", 3, number=4, uuid=fresh()))
    assert Entry.objects.count() == 4


@only_on_sqlite
@pytest.mark.parametrize("number", [2, 3, 4])
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_replacing_an_entry_by_number_or_by_uuid_is_refused(verb, number):
    """REPLACE steps over delete triggers unless `recursive_triggers` is on: the insert guard refuses first."""
    if number < 4:
        refused(*raw(verb, number, action="x"))
    refused(*raw(verb, 2, number=number, action="x"))


@only_on_sqlite
def test_update_or_replace_is_refused():
    refused("UPDATE OR REPLACE trail_entry SET number = 2 WHERE number = 3")


def test_the_guards_stand_and_a_dropped_one_is_named():
    assert guards.missing() == []
    for name in sorted(guards.names()):
        drop(name)
        assert guards.missing() == [name]
        guards.set_guards()
        assert guards.missing() == []


def test_without_the_guards_all_of_this_would_go_through():
    """The control: it is the guards that refuse, and nothing else."""
    with guards_lifted():
        assert Entry.objects.filter(number=2).update(action="x") == 1
        assert Entry.objects.filter(number=3).delete()[0] == 1
    with transaction.atomic():
        assert one_more().number == 3
