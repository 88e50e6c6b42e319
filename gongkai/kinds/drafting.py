"""Writing at a draft, whatever its kind: who wrote is noted, and 修改后发 gets its revision."""

from __future__ import annotations

from datetime import datetime

from gongkai.accounts.models import Person
from gongkai.clearance import queries as clearances
from gongkai.clearance.actions.drafting import contribute, revise
from gongkai.kinds.registry import kind_of
from gongkai.trail.actors import Actor, Subject

DRAFTING_ROLES = frozenset(
    {"drafter", "head", "editor", "secrecy_reviewer", "legal_reviewer", "personnel"}
)


def may_draft(actor: Actor) -> bool:
    """Everybody who works in a 处室 or 单位 may write (二(六)); leaders and administrators do not draft."""
    return actor.person is not None and actor.role in DRAFTING_ROLES


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
