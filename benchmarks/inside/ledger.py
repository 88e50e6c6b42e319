"""A ledger with very many open obligations: the scan of the tick, the inbox of each post, lights and lists."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from benchmarks.inside import archive
from benchmarks.inside.copying import copied
from gongkai.accounts.models import Person
from gongkai.clock.calendars import local_day, start_of_day
from gongkai.desk import inbox
from gongkai.obligations.models import Leg, Obligation
from gongkai.obligations.queries import in_bucket
from gongkai.obligations.ticking import due_to_tell
from gongkai.plan.queries import PlanInForce, the_bureaus_plan
from gongkai.plan.shape import Duty, Organ
from tests.casting import Bureau

KINDS = 1000  # different obligations, each copied many times
TIMES = 7
POSTS = ("drafter", "head", "leader", "editor", "chief")
LIGHTS = ("late", "near", "normal")
LISTS = {
    "all": "",
    "late": "?light=late",
    "a clause": "?clause=二(二)",
    "an organ": "?organ=office",
}


def measured(size: int) -> dict[str, Any]:
    """Seconds of each reading, several times over."""
    cast = archive.bureau()
    _fill(cast, size // KINDS)
    now, rows, desk = timezone.now(), Obligation.objects.all(), _at_the_desk("editor")
    due = {what: len(list(due_to_tell(what, now))) for what in ("near", "late")}
    return {
        "open": rows.filter(ending="").count(),
        "due": due,
        "scan": _times(lambda: [list(due_to_tell(what, now)) for what in due]),
        "inbox": {post: _times(partial(_inbox, cast, post, now)) for post in POSTS},
        "lights": {name: _times(in_bucket(rows, name, now).count) for name in LIGHTS},
        "list": {name: _times(partial(_list, desk, asked)) for name, asked in LISTS.items()},
    }


def _fill(cast: Bureau, copies: int) -> None:
    """A thousand different ones, and copies of each with its leg."""
    day = local_day(cast.now)
    held = the_bureaus_plan(day)
    duties = [duty for duty in held.plan.duties if duty.kind == "software"]
    organs = held.plan.organs_on(day)[:9]  # those of the bureau itself
    Obligation.objects.bulk_create(
        _one(number, held, duties[number % len(duties)], organs[number % 9], cast.now)
        for number in range(KINDS)
    )
    made = list(Obligation.objects.order_by("pk"))
    Leg.objects.bulk_create(
        Leg(obligation=o, holder=o.holder, holder_name=o.holder_name, first=o.opened_at)
        for o in made
    )
    copied({Obligation: made, Leg: list(Leg.objects.all())}, copies - 1, days=0)


def _one(number: int, held: PlanInForce, duty: Duty, organ: Organ, now: datetime) -> Obligation:
    """Numbers 0 to 15 are late, 16 is near, a tenth has no term, the rest is due within 60 days.

    All that is near or late was told of, but for number 15 (as near) and number 14 (as late).
    """
    days = number - 16 if number < 17 else 3 + number % 60
    due_day = None if number > 16 and number % 10 == 9 else local_day(now) + timedelta(days=days)
    due_at = start_of_day(due_day + timedelta(days=1)) if due_day else None
    near_at = due_at - timedelta(days=1) if due_at else None
    return Obligation(
        plan_id=held.pk,
        plan_id_text=held.plan.id,
        duty=duty.id,
        duty_title=duty.title,
        clause=duty.clause,
        subject_kind="document",
        subject_id=uuid4(),
        title=f"关于开展第 {number} 项工作的通知",
        holder=organ.id,
        holder_name=organ.name,
        term="3 working days" if due_day else "",
        opened_at=now - timedelta(days=30, minutes=number),
        due_day=due_day,
        due_at=due_at,
        near_at=near_at,
        near_told_at=now if number < 17 and number != 15 else None,
        late_told_at=now if number < 16 and number != 14 else None,
    )


def _inbox(cast: Bureau, post: str, now: datetime) -> None:
    """What the inbox asks the database: each tab's number and first rows, the figures, the organ's bar."""
    actor = cast.at(post)
    for tab, _ in inbox.TABS:
        rows = inbox.rows_of(actor, tab)
        rows.count()
        list(rows[:30])
    inbox._figures(actor, now)
    inbox._organ(actor, now)


def _at_the_desk(post: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(Person.objects.get(username=post), backend)
    return client


def _list(desk: Client, asked: str) -> None:
    answer = desk.get(f"/desk/tasks/{asked}")
    if answer.status_code != 200:
        raise RuntimeError(f"/desk/tasks/{asked} answered {answer.status_code}")


def _times(read: Callable[[], object]) -> list[float]:
    read()
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        read()
        found.append(time.perf_counter() - begun)
    return found
