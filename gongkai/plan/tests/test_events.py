"""The published list of events."""

from __future__ import annotations

from gongkai.plan.check import check_text
from gongkai.plan.events import DOCUMENT_FACTS, EVENTS
from gongkai.plan.tests.samples import NATIONAL, PLAN

DOOR = [
    "submitted",
    "sent_back",
    "recalled",
    "abandoned",
    "signed",
    "voided",
    "emergency_signed",
    "countersigned",
    "numbered",
    "handed_over",
    "published",
    "visible",
    "placed",
    "corrected",
    "withdrawn",
]


def test_the_door_has_its_events_with_the_facts_of_a_document() -> None:
    for verb in DOOR:
        assert EVENTS[f"document.{verb}"].facts == DOCUMENT_FACTS


def test_each_event_has_a_subject_and_a_sentence_in_chinese() -> None:
    for event in EVENTS.values():
        assert event.subject
        assert event.sentence


def test_sentences_tell_events_apart() -> None:
    assert len({e.sentence for e in EVENTS.values()}) == len(EVENTS)


def test_every_matter_of_the_plan_has_events() -> None:
    matters = {name.split(".")[0] for name in EVENTS}
    used = {
        event.split(".")[0]
        for text in (PLAN, NATIONAL)
        for duty in check_text(text).duties
        for event in (*duty.opened_by, *duty.discharged_by)
    }
    assert used <= matters
    assert len(used) >= 18
