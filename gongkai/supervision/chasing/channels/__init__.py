"""Channels out of the system behind one small interface: a message goes, or `NotDelivered` says in Chinese why not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent. `id` is the same at every attempt: a receiver can tell a repetition."""

    id: str
    heading: str
    text: str
    number: str = ""
    organ: str = ""
    organ_name: str = ""
    address: str = ""


class NotDelivered(Exception):
    """The message did not go. `sentence` is Chinese and shown on the desk; it never holds the secret."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
