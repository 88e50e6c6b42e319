"""The notifier: a reader of the trail that puts what somebody shall read on their desk (待阅).

What is to leave the system (催办 by hook or mail) it prepares beside; the messenger sends it. Its position lies in the same database as the notices: one commit with what it built.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import held_on
from gongkai.clock.calendars import local_day
from gongkai.supervision.chasing.deliveries import prepare
from gongkai.supervision.models import Cursor, Notice
from gongkai.trail.chain import START
from gongkai.trail.models import Entry
from gongkai.trail.reading import Position, since

READER = "notifier"


@transaction.atomic
def catch_up() -> int:
    """Read the next entries, write their notices and deliveries. Idempotent: reading twice makes no second one."""
    cursor, _ = Cursor.objects.select_for_update().get_or_create(
        reader=READER, defaults={"number": 0, "head": START}
    )
    entries = since(Position(cursor.number, cursor.head))
    for entry in entries:
        for person in readers_of(entry):
            Notice.objects.get_or_create(person=person, entry=entry)
        prepare(entry)
    if entries:
        cursor.number, cursor.head = entries[-1].number, entries[-1].head
        cursor.save()
    return len(entries)


def readers_of(entry: Entry) -> list[Person]:
    """Whom the entry names; of what turned yellow or red, the heads of the organ that holds it."""
    named = [UUID(value) for value in entry.data.get("tell", [])]
    people = list(Person.objects.filter(uuid__in=named))
    if entry.action in ("obligation.near", "obligation.late"):
        day = local_day(entry.recorded)
        heads = Post.objects.filter(held_on(day), organ=entry.data["holder"], role="head")
        people += [post.person for post in heads.select_related("person")]
    return people
