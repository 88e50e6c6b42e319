"""The first person of a real bureau: the security administrator, who appoints everybody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.accounts.actions import add_person, appoint
from gongkai.accounts.models import Person
from gongkai.clock.calendars import local_day
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Actor


@transaction.atomic
def security_administrator(username: str, password: str, *, by: Actor, at: datetime) -> Person:
    """Refuses a weak password before anything is stored."""
    person = add_person(username=username, name="安全管理员", password=password, by=by, at=at)
    plan = the_bureaus_plan(local_day(at)).plan
    organ = plan.members("disclosure_office")[0]
    appoint(
        person=person, organ=organ.id, organ_name=organ.name, role="security_administrator",
        title="安全管理员", valid_from=local_day(at), by=by, at=at,
    )  # fmt: skip
    return person
