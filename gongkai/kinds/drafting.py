"""Writing at a draft, whatever its kind: who wrote is noted, and 修改后发 gets its revision."""

from __future__ import annotations

from datetime import datetime

from gongkai.accounts.models import Person
from gongkai.clearance import queries as clearances
from gongkai.clearance.actions.drafting import contribute, revise
from gongkai.kinds.registry import kind_of
from gongkai.trail.actors import Actor, Subject


def wrote(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Called by a matter after each change of a draft or its files, in the same transaction.

    Four eyes counts whoever wrote since the last signed version. While a text is amended by a leader's note
    (修改后发), each save is the revision that the head confirms.
    """
    person = Person.objects.get(uuid=by.key)
    contribute(subject=subject, person=person, at=at)
    sheet = clearances.current(subject)
    if sheet is not None and clearances.being_amended(sheet):
        text = kind_of(subject).document(subject.id)
        revise(subject=subject, document=text, person=person, at=at)
