"""What goes through without a detour: in time, late, excused, with 会签, at a set moment, in other channels too."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from gongkai.clearance.states import Act
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.config.demonstration.case import SEEN_AFTER, Case
from gongkai.config.demonstration.walking import Story
from gongkai.kinds.verbs import placing, publishing, scheduling, signing
from gongkai.obligations.actions import resume, suspend
from gongkai.obligations.models import Obligation
from gongkai.portal.prober import PROBER
from gongkai.publishing import queries as publications
from gongkai.publishing.models import Publication
from gongkai.supervision.ticker import SCHEDULER
from gongkai.trail.actors import system

LATE_BY = (30.0, 48.0)  # office hours between number and publication: more than the plan allows
MORNING, A_DAY = time(9), timedelta(days=1)


def plain(case: Case) -> Story:
    yield from to_the_signature(case)
    yield from sign(case)
    yield from after_the_signature(case)


def late(case: Case) -> Story:
    """Signed and numbered, and then it lies too long."""
    yield from to_the_signature(case)
    yield from sign(case)
    yield from number(case)
    yield case.chance.uniform(*LATE_BY)
    yield from publish(case)


def excused(case: Case) -> Story:
    """The clock stands still while nobody can publish: 扣除时间 with its reason."""
    yield from to_the_signature(case)
    yield from sign(case)
    yield from number(case)
    held = suspend_all(case)
    yield case.chance.uniform(*LATE_BY)
    day = local_day(case.world.walk.now)
    for obligation in held:
        resume(obligation=obligation, until=day, **case.by(case.editor))
    yield case.soon()
    yield from publish(case)


def suspend_all(case: Case) -> list[Obligation]:
    """The office takes time out of every running clock of the text."""
    day, by, reason = local_day(case.world.walk.now), case.by(case.editor), case.word()
    running = Obligation.objects.filter(
        subject_id=case.document.pk, ending="", due_at__isnull=False, suspended=False
    )
    return [suspend(obligation=one, first=day, reason=reason, **by) for one in running]


def consulted(case: Case) -> Story:
    """Two other organs give their consent side by side."""
    others = [organ for organ in case.world.held.organs if organ != case.given.organ]
    case.consulted = case.consulted or tuple(case.chance.sample(others, 2))
    yield from plain(case)


def scheduled(case: Case) -> Story:
    """定时发布: consent today, published the next morning."""
    yield from to_the_signature(case)
    yield from sign(case)
    yield from number(case)
    morning = set_for(case, local_day(case.world.walk.now))
    yield morning
    scheduling.release(by=system(SCHEDULER), at=case.world.walk.now)
    yield from see(case)


def set_for(case: Case, after: date) -> datetime:
    """Set it for nine o'clock of the next working day after this one; that moment."""
    walk, sheet, by = case.world.walk, case.refresh(), case.by(case.editor)
    case.answer(by)
    day = after + A_DAY
    while not walk.calendar.is_working(day):
        day += A_DAY
    moment = datetime.combine(day, MORNING, SHANGHAI)
    digest = case.shown()
    scheduling.schedule(clearances=[(sheet, digest)], moment=moment, together=False, **by)
    return moment


def placed(case: Case) -> Story:
    """It stands in another channel too, and the office notes where."""
    yield from plain(case)
    yield case.soon(0.5, 6)
    channel = case.chance.choice(case.world.held.said["channels"])
    day = local_day(case.world.walk.now)
    address = {
        "notice_board": "局机关一楼公告栏",
        "press": f"本地日报{day.month}月{day.day}日第{case.chance.randint(2, 8)}版",
    }.get(
        channel,
        f"https://{channel.replace('_', '-')}.example.com/{day:%Y%m%d}/{case.chance.randint(1000, 9999)}",
    )
    moment = case.world.walk.now - timedelta(minutes=20)
    placing.place(
        publication=case.publication, channel=channel, address=address, moment=moment,
        **case.by(case.editor),
    )  # fmt: skip


# --- parts that other stories are made of ---------------------------------------------------------


def to_the_signature(case: Case) -> Story:
    """Drafted, submitted, reviewed."""
    case.begin()
    case.reach("draft")
    yield case.soon(0.2, 3)
    case.submit()
    yield from review(case)


def review(case: Case) -> Story:
    """Every step before the signature, each by whose turn it is."""
    while (step := case.open_step()) is not None and step.act != Act.SIGN:
        case.reach(step.key)
        yield case.soon(0.4, 4.5)
        case.review(step)


def sign(case: Case) -> Story:
    case.reach("sign")
    yield case.soon(0.4, 6)
    step = case.open_step()
    if step is not None:
        signing.sign(**case.seen(step))


def after_the_signature(case: Case) -> Story:
    """Numbered where the chain asks for it; public where it may be."""
    yield from number(case)
    if case.refresh().revision.value.attribute == "proactive":
        yield from publish(case)


def number(case: Case) -> Story:
    step = case.open_step()
    if step is not None and step.act == Act.NUMBER:
        case.reach("number")
        yield case.soon(0.3, 2.5)
        case.number()


def publish(case: Case) -> Story:
    case.reach("publish")
    yield case.soon(0.3, 5)
    case.publish()
    yield from see(case)


def see(case: Case) -> Story:
    yield SEEN_AFTER
    case.publication = publishing_of(case)
    case.see()


def publishing_of(case: Case) -> Publication:
    """The publication of the case's text."""
    found = publications.of(case.document.subject)
    if found is None:
        raise RuntimeError(f"not published: {case.given.title}")
    return found


def gone(case: Case) -> Story:
    """The prober sees that it is gone."""
    yield SEEN_AFTER
    publishing.note_gone(publication=publishing_of(case), by=system(PROBER), **case.now)
