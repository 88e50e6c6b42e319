"""催办 (三(二) 检查督促): the office says to an organ what is due; the answer is added when it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from gongkai.accounts.queries import holders, still_holds
from gongkai.clock.calendars import local_day
from gongkai.obligations.actions.rights import only_the_office
from gongkai.obligations.chases import may_answer
from gongkai.obligations.models import Chase, ChaseAnswer, ChasedTask, Obligation, SlipCounter
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

CHASED = "chase.made"
vocabulary.register(
    {
        CHASED: "催办{organ_name} {count} 件任务（{way_name}）{number}",
        "chase.answered": "回复催办（{organ_name}）：{what}",
    }
)
CLAUSE = "三(二)"
WORDS = {Chase.Way.SLIP: "催办", Chase.Way.SUPERVISION_SLIP: "督办"}
TASKS_AT_MOST = 50  # on one chase: more is a list, not a reminder
ANSWER_AT_MOST = 500  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """One task as it is said: without the title of what the organ may not see."""

    obligation: Obligation
    label: str
    left: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said to one organ: the words whole, and the tasks that they are about."""

    organ: str
    organ_name: str
    text: str
    lines: tuple[Line, ...]


@transaction.atomic
def chase(
    *,
    tellings: Sequence[Telling],
    way: str,
    once: UUID,
    spoken_to: str = "",
    answered: str = "",
    demanded: date | None = None,
    by: Actor,
    at: datetime,
) -> list[Chase]:
    """Record what was said to each organ; all of it or nothing. Nothing is sent here: readers of the trail send.

    `answered`: what was answered at once, on the telephone. Refused for tasks that have ended meanwhile.
    """
    only_the_office(by, at, "催办由办公室办理。")
    _possible(tellings, way, spoken_to, answered, demanded, at)
    _still_open(tellings)
    if Chase.objects.filter(once=once).exists():
        raise Overtaken("这次催办已经记录过，请在催办记录中查看。")
    made = [_chased(t, way, once, spoken_to, answered, demanded, by, at) for t in tellings]
    said = [_said(one, telling, at) for one, telling in zip(made, tellings, strict=True)]
    for one, data in zip(made, said, strict=True):  # the trail last, after every lock
        write(by=by, action=CHASED, subject=one.subject, at=at, clause=CLAUSE, data=data)
    return made


def _possible(
    tellings: Sequence[Telling],
    way: str,
    spoken_to: str,
    answered: str,
    demanded: date | None,
    at: datetime,
) -> None:
    if way not in Chase.Way.values:
        raise Refused("请选择催办方式。", field="way")
    if not tellings:
        raise Refused("请先选择要催办的任务。")
    if any(len(telling.lines) > TASKS_AT_MOST for telling in tellings):
        raise Refused(f"一次最多向一个处室催办 {TASKS_AT_MOST} 件，请分次催办。")
    if way == Chase.Way.PHONE and not spoken_to.strip():
        raise Refused("请填写接电话的人。", field="spoken_to")
    if len(spoken_to.strip()) > 60:
        raise Refused("联系人请控制在 60 字以内。", field="spoken_to")
    if len(answered.strip()) > ANSWER_AT_MOST:
        raise Refused(f"回复请控制在 {ANSWER_AT_MOST} 字以内。", field="answered")
    if demanded is not None and demanded < local_day(at):
        raise Refused("要求办结日期不能早于今天。", field="demanded")


def _still_open(tellings: Sequence[Telling]) -> None:
    """Lock the tasks in one order; each must be open and its organ's own."""
    said = {line.obligation.pk: telling.organ for telling in tellings for line in telling.lines}
    rows = Obligation.objects.select_for_update().filter(pk__in=said).order_by("pk")
    if sorted(said) != [o.pk for o in rows if not o.ending and o.holder == said[o.pk]]:
        raise Overtaken("选中的任务中有的已经办结或移交，请返回任务台账重新选择。")


def _chased(
    telling: Telling,
    way: str,
    once: UUID,
    spoken_to: str,
    answered: str,
    demanded: date | None,
    by: Actor,
    at: datetime,
) -> Chase:
    word, year, serial = _next_number(way, at)
    made = Chase(
        once=once, organ=telling.organ, organ_name=telling.organ_name, way=way,
        spoken_to=spoken_to.strip(), text=telling.text, demanded=demanded,
        word=word, year=year, serial=serial,
        by_person=by.person, by_name=by.name, by_organ_name=by.organ_name, at=at,
    )  # fmt: skip
    made.save()
    ChasedTask.objects.bulk_create(
        ChasedTask(
            chase=made, obligation=line.obligation, label=line.label, left=line.left,
            due_day=line.obligation.due_day,
        )
        for line in telling.lines
    )  # fmt: skip
    if answered.strip():
        _answered(made, answered.strip(), by, at)
    return made


def _said(made: Chase, telling: Telling, at: datetime) -> dict[str, Any]:
    """What the trail keeps: whom, how, how many; no words and no titles."""
    return {
        "organ": made.organ, "organ_name": made.organ_name, "count": len(telling.lines),
        "way": made.way, "way_name": made.get_way_display(), "number": made.number,
        "duties": sorted({line.obligation.duty for line in telling.lines}),
        "tell": _whom_to_tell(made.organ, at),
    }  # fmt: skip


def _next_number(way: str, at: datetime) -> tuple[str, int | None, int | None]:
    """The next number of the year where the way is one on paper; the counter's row is the lock."""
    word = WORDS.get(Chase.Way(way), "")
    if not word:
        return "", None, None
    year = local_day(at).year
    SlipCounter.objects.get_or_create(word=word, year=year)
    counter = SlipCounter.objects.select_for_update().get(word=word, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return word, year, counter.last


def _whom_to_tell(organ: str, at: datetime) -> list[str]:
    """Keys of the organ's heads and drafters: those who can bring the task forward."""
    day = local_day(at)
    posts = [*holders(organ, "head", day), *holders(organ, "drafter", day)]
    return sorted({str(post.person.uuid) for post in posts})


def _answered(chased: Chase, text: str, by: Actor, at: datetime) -> ChaseAnswer:
    return ChaseAnswer.objects.create(
        chase=chased, text=text, by_name=by.name, by_organ_name=by.organ_name, at=at
    )


@transaction.atomic
def answer(*, chase: Chase, text: str, by: Actor, at: datetime) -> ChaseAnswer:
    """回复: by the chased organ, or by the office with what it was told. Whoever chased is told of it."""
    if not may_answer(by, chase) or not still_holds(by, at):
        raise NotAllowed("只有被催办的处室和办公室可以回复。")
    said = text.strip()
    if not said or len(said) > ANSWER_AT_MOST:
        raise Refused(f"请填写回复（{ANSWER_AT_MOST} 字以内）。", field="text")
    try:
        with transaction.atomic():
            made = _answered(chase, said, by, at)
    except IntegrityError:
        raise Overtaken("这条回复已经登记过。") from None
    tell = [str(chase.by_person)] if chase.by_person and chase.by_person != by.person else []
    data = {"organ": chase.organ, "organ_name": chase.organ_name, "what": said, "tell": tell}
    write(by=by, action="chase.answered", subject=chase.subject, at=at, clause=CLAUSE, data=data)
    return made
