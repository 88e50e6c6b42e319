"""Signatures given elsewhere (纸质签批, 会议), one that the leader objects to, and an emergency with 补签."""

from __future__ import annotations

from datetime import timedelta

from gongkai.clearance.actions.registering import SignedElsewhere
from gongkai.clearance.states import Act, Mode
from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.case import Case, actor_of_leader
from gongkai.config.demonstration.stories.straight import (
    after_the_signature,
    number,
    plain,
    publish,
    review,
    sign,
    to_the_signature,
)
from gongkai.config.demonstration.walking import Story
from gongkai.kinds.verbs import signing

A_WHILE = timedelta(minutes=25)


def registered(case: Case) -> Story:
    """Signed on paper; the office enters it, another of the office confirms, the drafter hands it over."""
    yield from to_the_signature(case)
    yield case.soon(2, 6)
    _enter(case, Mode.REGISTERED)
    case.reach("registered")
    yield case.soon(0.3, 3)
    _confirm(case)
    yield from _handed_over(case)


def meeting(case: Case) -> Story:
    """审议通过 by the bureau's meeting, with the number of its minutes."""
    yield from to_the_signature(case)
    yield case.soon(4, 14)
    _enter(case, Mode.MEETING)
    yield case.soon(0.3, 3)
    _confirm(case)
    yield from _handed_over(case)


def objected(case: Case) -> Story:
    """The signer does not know the text: the signature falls, and it is signed again in person."""
    yield from to_the_signature(case)
    yield case.soon(2, 6)
    _enter(case, Mode.REGISTERED)
    yield case.soon(0.3, 3)
    _confirm(case)
    yield case.soon(1, 4)
    signed = case.refresh().signatures.get(standing="standing")
    username = signed.signer.username if signed.signer else ""
    signing.object_to_signature(clearance=case.sheet, reason=case.word(), **case.by(username))
    yield case.soon(1, 6)
    case.add("请按签批意见执行。")
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def _enter(case: Case, mode: Mode) -> None:
    leader = actor_of_leader(case)
    now, serial = case.world.walk.now, case.chance.randint(11, 98)
    year = local_day(now).year
    in_meeting = mode == Mode.MEETING
    told = SignedElsewhere(
        mode=mode,
        signed_at=now - A_WHILE,
        proof=f"局长办公会纪要〔{year}〕{serial // 5}号"
        if in_meeting
        else f"发文稿纸{year}-{serial:03d}",
        signer=None if in_meeting else case.world.cast.person(_username(case, leader.name)),
        signer_name="局长办公会" if in_meeting else "",
        opinion="" if in_meeting else "同意",
    )
    seen = case.sheet.revision.digest
    by = case.by(case.world.cast.editors()[0])
    signing.register_signature(clearance=case.sheet, seen=seen, signed=told, **by)


def _username(case: Case, name: str) -> str:
    return next(n for n, post in case.world.cast.posts.items() if post.person.name == name)


def _confirm(case: Case) -> None:
    by = case.by(case.world.cast.editors()[1])
    signing.confirm_signature(clearance=case.refresh(), **by)


def _handed_over(case: Case) -> Story:
    yield case.soon(0.3, 4)
    signing.hand_over(clearance=case.refresh(), **case.by(case.drafter))
    yield from after_the_signature(case)


def emergency(case: Case) -> Story:
    """In the night: reviewed and signed within the hour, the rest by 补签 the next day."""
    case.begin()
    yield timedelta(minutes=12)
    case.submit(urgent=True, urgent_reason=case.word())
    step = case.open_step()
    while step is not None and not step.afterwards:
        yield timedelta(minutes=case.chance.randint(6, 14))
        if step.act == Act.SIGN:
            signing.sign(**case.seen(step))
        else:
            case.review(step)
        step = case.open_step()
    yield timedelta(minutes=5)
    yield from _at_once(case)
    yield timedelta(hours=8)
    while (step := case.open_step()) is not None:
        case.review(step)
        yield timedelta(minutes=case.chance.randint(20, 60))


def _at_once(case: Case) -> Story:
    if case.refresh().document_kind == "official":
        yield from number(case)
    case.publish()
    yield timedelta(seconds=3)
    case.see()


__all__ = ["emergency", "meeting", "objected", "plain", "publish", "registered"]
