"""A migration may rebuild the table: on SQLite that drops the guards silently, and only `post_migrate` mends it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models

from gongkai.trail import guards
from gongkai.trail.models import Entry
from gongkai.trail.tests.tampering import POSTGRESQL, entries


def wider_clause() -> None:
    """What a migration's AlterField does, if only the length of one column changes; and back again."""
    old = Entry._meta.get_field("clause")
    new = models.CharField("条款", max_length=41, blank=True)
    new.set_attributes_from_name("clause")
    new.model = Entry
    for before, after in ((old, new), (new, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(Entry, before, after)


@pytest.mark.skipif(POSTGRESQL, reason="PostgreSQL alters the column in place")
def test_an_alter_field_on_sqlite_drops_every_guard_and_migrating_sets_them_again(open_bureau):
    written = Entry.objects.count()
    assert guards.missing() == [], "they stand before"
    wider_clause()
    assert guards.missing() == sorted(guards.names()), "the loss: nobody was told"
    Entry.objects.filter(number=1).update(head="x")  # so the trail could be altered now
    call_command("migrate", verbosity=0)
    assert guards.missing() == [], "the repair"
    with pytest.raises(DatabaseError, match="留痕只能追加"):
        Entry.objects.filter(number=1).update(head="y")
    assert Entry.objects.count() == written


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite rebuilds the table")
def test_an_alter_field_on_postgresql_leaves_the_guards_alone(open_bureau):
    wider_clause()
    assert guards.missing() == []
    with pytest.raises(DatabaseError, match="留痕只能追加"):
        Entry.objects.filter(number=1).update(head="y")


def test_after_all_migrations_the_guards_stand(db):
    """The database of the tests was made by the migrations alone."""
    assert guards.missing() == []
    entries(1)
    with pytest.raises(DatabaseError, match="留痕只能追加"):
        Entry.objects.update(head="y")
