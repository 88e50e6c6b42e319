"""到期提醒 on the desk: the page of a digest as it stands now, and what falls due around the next long break."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.accounts.models import Person
from gongkai.accounts.queries import actor_at, posts_of
from gongkai.clock.calendars import Calendar, local_day, start_of_day
from gongkai.desk.answers import staff
from gongkai.frames.clocks import due_of
from gongkai.frames.environment import moment
from gongkai.frames.pages import staff_page
from gongkai.obligations import chases
from gongkai.obligations import queries as ledger
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.supervision.digest import rules
from gongkai.supervision.models import Digest
from gongkai.trail.actors import Actor

DAYS_BEFORE = 7  # how long before a long break the inbox speaks of it
SHOWN = 8


@staff
def digest(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """One's own digest: which tasks as they were told, their lights and words as they are now."""
    found = Digest.objects.select_related("run").filter(run__uuid=uuid, person__uuid=actor.key)
    mine = found.first()
    if mine is None:
        raise Http404
    now, calendar = timezone.now(), calendar_in_force()
    posts = _posts(actor, now)
    lines = mine.lines.select_related("obligation")
    seen = [one for one in lines if any(ledger.may_see(post, one.obligation) for post in posts)]
    headings = [
        {
            "title": heading.chinese,
            "items": [_row(o.obligation, now, calendar) for o in seen if o.heading == heading],
        }
        for heading in rules.Heading
    ]
    chased = [
        {
            "title": one.text.split("\n")[0],
            "url": reverse("desk:chase", args=[one.uuid]),
            "when": moment(one.at),
        }
        for one in mine.chases.order_by("pk")
        if any(chases.may_see(post, one) for post in posts)
    ]
    context = {
        "day": mine.run.day,
        "headings": [h for h in headings if h["items"]],
        "chases": chased,
        "ledger": reverse("desk:tasks"),
    }
    return staff_page(request, "desk/digest.html", context)


def _posts(actor: Actor, now: datetime) -> list[Actor]:
    """The person at each of their posts: a digest speaks of all of them."""
    person = Person.objects.get(uuid=actor.key)
    return [actor_at(person, post) for post in posts_of(person, local_day(now))]


def _row(obligation: Obligation, now: datetime, calendar: Calendar) -> dict[str, Any]:
    ended = obligation.get_ending_display() if obligation.ending else ""
    light = "normal" if ended else bucket_of(obligation, now).value
    facts = [obligation.duty_title, obligation.holder_name, ended]
    return {
        "bucket": light,
        "title": obligation.title,
        "url": reverse("desk:task", args=[obligation.uuid]),
        "facts": [fact for fact in facts if fact and fact != obligation.title],
        "due": None if ended else due_of(obligation, now, calendar),
    }


def around_the_break(actor: Actor, now: datetime) -> dict[str, Any] | None:
    """Beside the inbox in the days before a long break: what falls due in it and on the first day after."""
    calendar, today = calendar_in_force(), local_day(now)
    for ahead in range(DAYS_BEFORE):
        last = today + timedelta(days=ahead)
        held = rules.break_after(last, calendar) if calendar.is_working(last) else None
        if held:
            break
    else:
        return None
    first, back = held
    rows = ledger.seen_by(actor).filter(
        ending="", suspended=False, due_at__gt=start_of_day(first),
        due_at__lte=start_of_day(back + timedelta(days=1)),
    )  # fmt: skip
    items = [
        {
            "title": o.title,
            "url": reverse("desk:task", args=[o.uuid]),
            "text": f"{o.due_day.month}月{o.due_day.day}日" if o.due_day else "",
        }
        for o in rows.order_by("due_at", "pk")[:SHOWN]
    ]
    name = calendar.name(first)
    return {"title": f"{name}放假期间和节后首日到期", "items": items} if items else None
