"""A document somewhere on its way, and chance: where the random walks begin."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import current, text_of
from gongkai.clearance.states import State
from gongkai.clearance.tests.acts import ask_to_amend, confirm, register
from gongkai.trail.refusals import Overtaken

PEOPLE = (
    "drafter", "colleague", "head", "deputy", "other_drafter", "other_head", "publicity_head", "editor",
    "editor2", "secrecy", "leader", "other_leader", "chief", "auditor",
)  # fmt: skip


# Where a walk begins, so that the later acts are tried as often as the first.
STARTS = (
    "draft", "of the head", "before the reviewer", "before the leader", "amending", "entered",
    "on paper", "signed", "public", "urgent",
)  # fmt: skip


@dataclass
class World:
    """One document somewhere on its way, and chance."""

    bureau: Any
    start: str
    chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.document = self.bureau.draft("head" if self.start == "of the head" else "drafter")
        if self.start in STARTS[:2]:
            return
        if self.start == "urgent":
            self.sign_in_haste()
            return
        sheet = self.bureau.submit(self.document)
        self.bureau.agree(sheet, "head")
        self.bureau.agree(sheet, "editor")
        if self.start != "before the reviewer":
            self.bureau.review_secrecy(sheet)
        if self.start == "amending":
            ask_to_amend(self.bureau, sheet)
        if self.start in ("entered", "on paper"):
            register(self.bureau, sheet)
        if self.start == "on paper":
            confirm(self.bureau, sheet)
        if self.start in ("signed", "public"):
            self.bureau.sign(sheet)
        if self.start == "public":
            self.bureau.number(sheet)
            self.bureau.publish(sheet)

    def sign_in_haste(self) -> None:
        sheet = self.bureau.submit(self.document, urgent=True, urgent_reason="突发")
        self.bureau.agree(sheet, "publicity_head")
        self.bureau.sign(sheet)

    def sheet(self) -> Clearance:
        found = current(self.document.subject)
        if found is None:
            raise Overtaken("尚未送审。")
        return found

    def state(self) -> State | None:
        found = current(self.document.subject)
        return State(found.state) if found else None

    def likely(self, verbs: Iterable[str]) -> list[str]:
        """All verbs, those that usually come next more often: pure chance would never get anywhere."""
        usual = {
            None: ("submit",),
            State.CIRCULATING: (
                "agree",
                "agree",
                "secrecy",
                "sign",
                "ask",
                "register",
                "send_back",
            ),
            State.AMENDING: ("edit", "confirm_amendment", "sign"),
            State.REGISTERED: ("confirm", "reject"),
            State.SIGNED: (
                "number",
                "number",
                "publish",
                "correct",
                "settle",
                "object",
                "hand_over",
                "countersign",
                "withdraw",
            ),
        }.get(self.state(), ("submit", "edit"))
        return [*verbs, *usual * 8]

    def by(self, *usual: str):
        """Somebody: mostly one whose business it is, else anybody."""
        who = self.chance.choice(usual if self.chance.random() < 0.7 else PEOPLE)
        return self.bureau.at(who)

    def given(self, *usual: str) -> dict[str, Any]:
        return {"clearance": self.sheet(), "by": self.by(*usual), "at": self.bureau.now}

    def seen(self) -> str:
        """What was on the screen: nearly always the text that lies there."""
        return "sha256:stale" if self.chance.random() < 0.05 else text_of(self.sheet()).digest
