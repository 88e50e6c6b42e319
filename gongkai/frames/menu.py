"""The desk's menu: parts register entries, the frame asks which of them an actor may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_entries: dict[str, Entry] = {}


def anybody(actor: Any) -> bool:
    return actor is not None


@dataclass(frozen=True)
class Entry:
    title: str
    url_name: str
    order: int = 100
    may_use: Callable[[Any], bool] = anybody
    # The word in the phone's bottom bar, which has room for four: 待办, 任务, 起草, 我的. Empty: not there.
    phone: str = ""
    # A drawing of `frames/macros.html` (`icon`): inbox, tasks, pen, person.
    icon: str = ""
    # Word and drawing there for an actor to whom those above do not apply; None keeps them.
    phone_for: Callable[[Any], tuple[str, str] | None] = lambda _: None
    # Used a few times a year: stands under 更多 where the menu would be too long.
    rare: bool = False

    def on_phone(self, actor: Any) -> tuple[str, str]:
        """Word and drawing in the phone's bottom bar for this actor."""
        return self.phone_for(actor) or (self.phone, self.icon)


def register(entry: Entry) -> Entry:
    """Register once per address; registering again (a second `ready`) replaces."""
    _entries[entry.url_name] = entry
    return entry


def entries_for(actor: Any) -> list[Entry]:
    """What this actor may use, in order; nothing for somebody who has not signed in."""
    if actor is None:
        return []
    usable = (entry for entry in _entries.values() if entry.may_use(actor))
    return sorted(usable, key=lambda entry: (entry.order, entry.title))
