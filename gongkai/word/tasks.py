"""What can be done apart. Imported by the child alone: here begin the libraries that read foreign files."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.word import attached, document, wire
from gongkai.word.apart import Answer


def _read(content: bytes, name: str) -> Answer:
    return wire.packed(document.read(content, name))


def _text(content: bytes, name: str) -> Answer:
    return Answer(attached.text_of(content, name))


TASKS: dict[str, Callable[[bytes, str], Answer]] = {"read": _read, "text": _text}
