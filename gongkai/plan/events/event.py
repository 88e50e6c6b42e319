"""What an event is, and which facts a plan may ask of it."""

from __future__ import annotations

from dataclasses import dataclass

DOCUMENT_FACTS = (
    "kind",
    "attribute",
    "category",
    "category_elsewhere",
    "drafting_organ",
    "urgent",
    "consulted",
    "mode",
)
# Facts with fixed values; the others take ids of the plan (category, drafting_organ, the kinds of its chains).
FACT_VALUES = {
    "attribute": ("proactive", "on_request", "withheld"),
    "category_elsewhere": ("yes", "no"),
    "urgent": ("yes", "no"),
    "consulted": ("yes", "no"),
    "mode": ("in_person", "registered", "meeting"),
}
# key of a subject -> (its Chinese name, its facts, verb -> Chinese sentence)
Subjects = dict[str, tuple[str, tuple[str, ...], dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a subject, with the facts that a plan may ask for in `when`."""

    name: str
    subject: str
    sentence: str
    facts: tuple[str, ...] = ()


def events_of(subjects: Subjects) -> dict[str, Event]:
    """The events of some subjects by name: `document` and `signed` make `document.signed`."""
    return {
        f"{key}.{verb}": Event(f"{key}.{verb}", subject, sentence, facts)
        for key, (subject, facts, verbs) in subjects.items()
        for verb, sentence in verbs.items()
    }
