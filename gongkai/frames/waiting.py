"""What waits on somebody's desk beside sheets: parts register who can say it, the inbox shows it among them, by its task."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.trail.actors import Subject


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of 待办: where the act is done, what it is called, short facts below the title.

    `tasks`: subjects of the tasks that it carries out; the earliest open one gives it its light.
    """

    title: str
    url: str
    label: str
    facts: tuple[str, ...] = ()
    tasks: tuple[Subject, ...] = ()


Ask = Callable[[Any], Iterable[Waiting]]
_asked: list[Ask] = []


def register(ask: Ask) -> Ask:
    """Register once; what it gives for an actor is shown to that actor alone. A constant number of queries."""
    if ask not in _asked:
        _asked.append(ask)
    return ask


def waiting_for(actor: Any) -> list[Waiting]:
    """Everything that waits for this actor, in the order in which the parts registered."""
    return [one for ask in _asked for one in ask(actor)]
