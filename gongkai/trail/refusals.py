"""A refusal: an act that did not happen, with the sentence that says why and what to do."""

from __future__ import annotations


class Refused(Exception):
    """Raised by actions, caught by faces. `sentence` is Chinese and complete; `field` names the input, if one."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowed(Refused):
    """The actor lacks the right. Faces answer 404 where even the existence is not theirs to know."""


class Overtaken(Refused):
    """Somebody else was faster, or the form showed an older state than the one that holds now."""
