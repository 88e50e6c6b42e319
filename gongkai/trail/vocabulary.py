"""The words of the trail: every action has a name and a sentence. An action without one cannot be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from gongkai.trail.models import Entry

_sentences: dict[str, str] = {}
_names: dict[str, str] = {}
_HEAD = re.compile(r"[^{《“（，：；、]*")  # of a sentence, up to its particulars


def register(sentences: Mapping[str, str], names: Mapping[str, str] | None = None) -> None:
    """Add actions with their Chinese sentences; `{name}` is filled from the entry's data.

    `names`: how an action is called in a list where the head of its sentence does not say it.
    """
    _names.update(names or {})
    for action, sentence in sentences.items():
        if _sentences.setdefault(action, sentence) != sentence:
            raise ValueError(f"action {action} has two sentences")


def known(action: str) -> bool:
    return action in _sentences


def actions() -> list[str]:
    return sorted(_sentences)


def sentence(entry: Entry) -> str:
    """The entry as a sentence; what its data lacks is left out rather than guessed."""
    return _Gentle().vformat(_sentences.get(entry.action, entry.action), (), entry.data)


def words(action: str) -> str:
    """The action's name, for a list to choose from: its own, or its sentence up to the first particular."""
    head = _HEAD.match(_sentences.get(action, action))
    return _names.get(action) or (head[0].strip() if head else "")


class _Gentle(Formatter):
    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "") if isinstance(key, str) else ""
