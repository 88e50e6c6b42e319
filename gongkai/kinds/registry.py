"""The registry of kinds (事项). A matter registers its kinds; inbox, builder and verbs know them from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from gongkai.clearance.document import PublicDocument
from gongkai.obligations.emitting import declare
from gongkai.trail.actors import Actor, Subject

# Events that the door itself emits for every kind (docs/plan-format.md).
DOOR_EVENTS = (
    "document.submitted",
    "document.sent_back",
    "document.recalled",
    "document.abandoned",
    "document.signed",
    "document.voided",
    "document.emergency_signed",
    "document.countersigned",
    "document.numbered",
    "document.handed_over",
    "document.corrected",
    "document.published",
    "document.visible",
    "document.placed",
    "document.withdrawn",
    "by_hand.recorded",
    "zero_report.confirmed",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of subject: how it is called, how its text is made, where its pages are.

    `titles`: the document kinds of the plan's chains that it drafts (公文, 信息, …), with Chinese names.
    `document(id)` gives the public document as the draft stands; `edit_address(id)` the page where it is written;
    `may_edit(actor, id)` whether this actor may write at it; `events` what it emits beside the door's own;
    `echoes` its own event for one of the door's, e.g. {"document.visible": "guide.published"};
    `labels` the Chinese names of the public document's `fields`, in the order in which pages show them;
    `hindrance(id)` a sentence when something of its own must be done before 送审, else ''.
    """

    name: str
    title: str
    titles: dict[str, str]
    document: Callable[[UUID], PublicDocument]
    edit_address: Callable[[UUID], str]
    may_edit: Callable[[Actor, UUID], bool]
    events: tuple[str, ...] = ()
    echoes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    hindrance: Callable[[UUID], str] = lambda _: ""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called by a matter's app when it is ready."""
    _kinds[kind.name] = kind
    declare((*kind.events, *kind.echoes.values()), kind.titles)


def kind_of(subject: Subject) -> Kind:
    """The kind of a subject; KeyError for one that no matter registered."""
    return _kinds[subject.kind]


def labelled(document: PublicDocument) -> list[tuple[str, str]]:
    """The document's own fields with their names, in the order of its kind; what is empty is left out."""
    kind = next((k for k in _kinds.values() if document.kind in k.titles), None)
    labels = kind.labels if kind else {}
    return [(labels[name], document.fields[name]) for name in labels if document.fields.get(name)]


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def title_of(document_kind: str) -> str:
    """公文, 信息, … by the plan's id for it."""
    return next((k.titles[document_kind] for k in _kinds.values() if document_kind in k.titles), "")
