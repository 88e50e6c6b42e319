"""A Word file as the body of a public document."""

from __future__ import annotations

from gongkai.word import apart, kinds, office, wire
from gongkai.word.imported import Imported


def read(content: bytes, name: str, limits: apart.Limits = apart.LIMITS) -> Imported:
    """The body, its pictures, what the text says about itself, and what the drafter must know.

    `name` is only quoted: the kind is judged by the content, and a .docx named .doc is read as what it is.
    Raises Refused with a Chinese sentence (field "file") for all that is not taken.
    """
    if kinds.kind_of(content, name) == "old":
        content = office.convert(content, name)
    return wire.unpacked(apart.run("read", content, name, limits))
