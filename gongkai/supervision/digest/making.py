"""Making digests: called by the tick each minute, idempotent. The daily one once a working day, the others once a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.clock.calendars import Calendar, local_day
from gongkai.obligations import chases
from gongkai.obligations.models import Chase, Obligation
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import the_bureaus_plan
from gongkai.supervision.digest import rules
from gongkai.supervision.digest.people import people_by_organ
from gongkai.supervision.models import Digest, DigestLine, DigestRun
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.writing import write

DAILY, URGENT = "digest.made", "digest.urgent"
vocabulary.register(
    {
        DAILY: "{day}到期提醒：今天到期、临期、超期和新催办的任务",
        URGENT: "下一工作日上班前有任务到期，请及时办理",
    },
    names={DAILY: "到期提醒", URGENT: "下一工作日上班前到期提醒"},
)
Lines = list[tuple[int, str]]  # key of the task, heading
LATE_SHOWN = (
    30  # of what has long been late the oldest: a digest is one screen, the rest is in the ledger
)


def hours_of(now: datetime) -> rules.Hours:
    """The plan's parameters."""
    parameters = the_bureaus_plan(local_day(now)).plan.parameters
    return rules.Hours(parameters.digest_at, parameters.quiet_from)


def make(*, by: Actor, at: datetime) -> int:
    """What is due at this moment: the daily digests, or those after hours. Returns how many people are told."""
    calendar, hours = calendar_in_force(), hours_of(at)
    if rules.is_working_time(at, calendar, hours):
        return _daily(by, at, calendar)
    return _after_hours(by, at, calendar, hours)


def _daily(by: Actor, at: datetime, calendar: Calendar) -> int:
    day = local_day(at)
    if DigestRun.objects.filter(day=day, daily=True).exists():
        return 0
    with transaction.atomic():
        before = DigestRun.objects.filter(daily=True).order_by("-made_at").first()
        run, mine = DigestRun.objects.get_or_create(day=day, daily=True, defaults={"made_at": at})
        if not mine:  # another ticker was faster
            return 0
        lines = _lines_of_the_day(at, calendar)
        since = before.made_at if before else at - timedelta(days=1)
        told = _by_person(lines, _newly_chased(since, at), day)
        return _store(run, told, DAILY, by, at)


def _after_hours(by: Actor, at: datetime, calendar: Calendar, hours: rules.Hours) -> int:
    until = rules.next_morning(at, calendar, hours)
    rows = _open().filter(due_at__gt=at, due_at__lte=until)
    tasks = _by_holder(rows)
    if not tasks:
        return 0
    since = rules.last_morning(at, calendar, hours)
    known: dict[int, set[int]] = defaultdict(set)
    told = DigestLine.objects.filter(digest__run__made_at__gte=since)
    for person, task in told.values_list("digest__person", "obligation"):
        known[person].add(task)
    found: dict[int, tuple[Lines, list[Chase]]] = {}
    for organ, people in people_by_organ(local_day(at)).items():
        for person in people:
            keys = rules.after_hours(
                tasks.get(organ, []), at, calendar, hours, frozenset(known[person])
            )
            if keys:
                lines = found.setdefault(person, ([], []))[0]
                lines += [(key, rules.Heading.TODAY.value) for key in keys]
    if not found:
        return 0
    with transaction.atomic():
        run = DigestRun.objects.create(day=local_day(at), daily=False, made_at=at)
        return _store(run, found, URGENT, by, at)


def _open() -> QuerySet[Obligation]:
    return Obligation.objects.filter(ending="", suspended=False, due_at__isnull=False)


def _by_holder(rows: QuerySet[Obligation]) -> dict[str, list[rules.Task]]:
    found: dict[str, list[rules.Task]] = defaultdict(list)
    for o in rows.only("holder", "due_at", "near_at", "suspended", "provisional"):
        if o.due_at is not None:
            task = rules.Task(o.pk, o.due_at, o.near_at or o.due_at, o.suspended, o.provisional)
            found[o.holder].append(task)
    return found


def _lines_of_the_day(at: datetime, calendar: Calendar) -> dict[str, Lines]:
    """By organ: what stands in the digest of everybody who is told of its tasks."""
    end = rules.horizon(local_day(at), calendar)
    rows = _open().filter(Q(near_at__lte=at) | Q(due_at__lte=end))
    return {
        organ: [
            (key, heading.value)
            for heading, keys in rules.daily(tasks, at, calendar).items()
            for key in (keys[:LATE_SHOWN] if heading is rules.Heading.LATE else keys)
        ]
        for organ, tasks in _by_holder(rows).items()
    }


def _newly_chased(since: datetime, at: datetime) -> dict[str, list[Chase]]:
    """催办 since the digest before, not answered yet, by organ."""
    found: dict[str, list[Chase]] = defaultdict(list)
    fresh = chases.within(Chase.objects.all(), since, at)
    for one in chases.answered(fresh, False).order_by("pk"):
        found[one.organ].append(one)
    return found


def _by_person(
    lines: Mapping[str, Lines], chased: Mapping[str, list[Chase]], day: date
) -> dict[int, tuple[Lines, list[Chase]]]:
    found: dict[int, tuple[Lines, list[Chase]]] = {}
    for organ, people in people_by_organ(day).items():
        if not lines.get(organ) and not chased.get(organ):
            continue
        for person in people:
            held = found.setdefault(person, ([], []))
            held[0].extend(line for line in lines.get(organ, []) if line not in held[0])
            held[1].extend(chased.get(organ, []))
    return found


def _store(
    run: DigestRun,
    told: Mapping[int, tuple[Lines, list[Chase]]],
    action: str,
    by: Actor,
    at: datetime,
) -> int:
    """The digests, and one entry that names everybody: the notifier puts it on their desks."""
    for person, (lines, chased) in sorted(told.items()):
        digest = Digest.objects.create(run=run, person_id=person)
        DigestLine.objects.bulk_create(
            DigestLine(digest=digest, obligation_id=key, heading=heading) for key, heading in lines
        )
        digest.chases.add(*chased)
    if told:
        people = Digest.objects.filter(run=run).values_list("person__uuid", flat=True)
        data = {
            "day": f"{run.day.month}月{run.day.day}日",
            "tell": sorted(str(uuid) for uuid in people),
        }
        write(
            by=by,
            action=action,
            subject=Subject("digest", run.uuid),
            at=at,
            clause="三(二)",
            data=data,
        )
    return len(told)
