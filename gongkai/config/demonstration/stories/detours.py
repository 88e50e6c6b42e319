"""What goes back and forth before it is signed: 退回, 改后签发, 修改后发, 撤回, 作废."""

from __future__ import annotations

from gongkai.clearance.queries import text_of
from gongkai.clearance.states import Act
from gongkai.config.demonstration.case import Case
from gongkai.config.demonstration.stories.straight import (
    after_the_signature,
    review,
    sign,
    to_the_signature,
)
from gongkai.config.demonstration.walking import Story
from gongkai.kinds.verbs import reviewing, signing, submitting


def returned(case: Case) -> Story:
    """One of the reviewers sends it back; it comes again with one paragraph more."""
    case.begin()
    yield case.soon(0.2, 3)
    case.submit()
    yield from _some_reviews(case)
    yield case.soon(0.5, 4)
    step = case.open_step()
    if step is not None:
        acts = case.seen(step)
        reviewing.send_back(
            clearance=acts["clearance"], reason=case.word(), by=acts["by"], at=acts["at"]
        )
    case.reach("sent_back")
    yield case.soon(1, 8)
    case.add("联系渠道和具体要求以承办单位现场公布的为准。")
    yield case.soon(0.2, 2)
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def _some_reviews(case: Case) -> Story:
    """One or two steps are agreed to before somebody objects."""
    for _ in range(case.chance.randint(0, 1) if case.stop else case.chance.randint(0, 2)):
        step = case.open_step()
        if step is None or step.act in (Act.SIGN, Act.SECRECY):
            return
        yield case.soon(0.4, 4)
        case.review(step)


def amended_by_leader(case: Case) -> Story:
    """改后签发: the leader adds a sentence and signs what he made."""
    yield from to_the_signature(case)
    yield case.soon(0.5, 6)
    step = case.open_step()
    if step is not None:
        signing.sign(amended=case.amended(case.word()), opinion="同意，已作修改", **case.seen(step))
    yield from after_the_signature(case)


def sent_for_amendment(case: Case) -> Story:
    """修改后发: the drafter amends by the note, the head confirms, the leader signs by one tap."""
    yield from to_the_signature(case)
    yield case.soon(0.5, 5)
    step = case.open_step()
    if step is not None:
        signing.sign_after_amendment(note=case.word(), **case.seen(step))
    case.reach("amending")
    yield case.soon(0.5, 5)
    case.add("各单位要落实安全责任，明确完成时限，做好群众意见的收集和反馈。")
    yield case.soon(0.3, 3)
    _confirm(case)
    yield from sign(case)
    yield from after_the_signature(case)


def _confirm(case: Case) -> None:
    """The head compares with the note and confirms the drafter's newest text."""
    step = case.open_step()
    if step is not None:
        acts = case.seen(step)
        signing.confirm_amendment(**{**acts, "seen": text_of(case.sheet).digest})


def recalled(case: Case) -> Story:
    """The drafter notices a gap, takes it back, and sends it off again."""
    case.begin()
    yield case.soon(0.2, 2)
    case.submit()
    yield case.soon(0.2, 1)
    submitting.recall(clearance=case.refresh(), **case.by(case.drafter))
    yield case.soon(0.3, 3)
    case.add(case.word())
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def abandoned(case: Case) -> Story:
    """It is not needed any more."""
    case.begin()
    yield case.soon(0.2, 2)
    case.submit()
    yield case.soon(1, 6)
    submitting.abandon(clearance=case.refresh(), reason=case.word(), **case.by(case.drafter))
