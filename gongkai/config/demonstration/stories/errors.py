"""What is changed or taken down after it was public: 复核更正, a new version, 撤下, 隐藏."""

from __future__ import annotations

from gongkai.clearance.models import Correction
from gongkai.config.demonstration.case import Case
from gongkai.config.demonstration.stories.straight import (
    after_the_signature,
    gone,
    plain,
    publish,
    publishing_of,
    review,
    sign,
)
from gongkai.config.demonstration.walking import Story
from gongkai.kinds.verbs import finishing, publishing


def corrected(case: Case) -> Story:
    """A wrong character is found on the page: the office corrects it, the drafting head confirms."""
    fitting = [slip for slip in case.slips if slip["right"] in case.given.body]
    case.slip = fitting[0] if fitting else {}
    yield from plain(case)
    if not case.slip:
        return
    yield case.chance.uniform(2, 16)
    correction = _correct(case)
    case.reach("correction")
    yield case.soon(0.5, 4)
    _confirm(case, correction)
    yield from publish(case)


def _correct(case: Case) -> Correction:
    by = case.by(case.editor)
    return finishing.correct(clearance=case.refresh(), document=case.corrected(), **by)


def _confirm(case: Case, correction: Correction) -> None:
    head = case.by(case.world.cast.head(case.given.organ))
    finishing.settle_correction(
        clearance=case.refresh(), correction=correction, accept=True, **head
    )


def revised(case: Case) -> Story:
    """Some weeks later the text is brought up to date and goes the whole way again."""
    yield from plain(case)
    yield case.chance.uniform(30, 90)
    case.add(case.word())
    yield case.soon(0.2, 2)
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)


def withdrawn(case: Case) -> Story:
    yield from _taken_down(case, hide=False)


def hidden(case: Case) -> Story:
    """As if it had never been there; the trail keeps that it was."""
    yield from _taken_down(case, hide=True)


def _taken_down(case: Case, *, hide: bool) -> Story:
    yield from plain(case)
    yield case.chance.uniform(4, 30)
    publishing.withdraw(
        publication=publishing_of(case), reason=case.word(), hide=hide, **case.by(case.editor)
    )
    yield from gone(case)
