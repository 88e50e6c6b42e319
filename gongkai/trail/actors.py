"""Who acts: a snapshot that is copied into the trail, because people and posts change and the record must not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID, uuid4


class Subject(NamedTuple):
    """What an act is about. References point upward only as this pair, never as a foreign key."""

    kind: str
    id: UUID


NOBODY = UUID(int=0)


class ActorKind(StrEnum):
    PERSON = "person"
    SYSTEM = "system"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at one post, the system on somebody's order, or the public.

    `act` is made by the face (request, command, tick) and is the same for all entries of one act.
    """

    kind: ActorKind
    name: str
    person: UUID | None = None
    organ: str = ""
    organ_name: str = ""
    post: UUID | None = None
    role: str = ""
    post_title: str = ""
    in_charge_of: frozenset[str] = frozenset()
    act: UUID = field(default_factory=uuid4)

    @property
    def key(self) -> UUID:
        """The person's key for look-ups; the system's and the public's finds nobody."""
        return self.person or NOBODY

    def snapshot(self) -> dict[str, str]:
        """What the trail keeps of an actor: never more than name, organ and post."""
        return {
            "kind": self.kind.value,
            "person": str(self.person or ""),
            "name": self.name,
            "organ": self.organ,
            "organ_name": self.organ_name,
            "post": self.post_title,
        }

    def in_act(self, act: UUID) -> Actor:
        """The same actor in another act."""
        return replace(self, act=act)


def system(name: str, *, act: UUID | None = None) -> Actor:
    """The software itself, by the name of its part: 时限巡检, 外网探测."""
    return Actor(kind=ActorKind.SYSTEM, name=name, act=act or uuid4())
