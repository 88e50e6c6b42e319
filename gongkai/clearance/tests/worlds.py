"""A document somewhere on its way, and chance: where the random walks begin."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
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
        bureau = self.bureau
        self.document = bureau.draft("head" if self.start == "of the head" else "drafter")
        if self.start in STARTS[:2]:
            return
        if self.start == "urgent":
            self.sign_in_haste()
            return
        sheet = bureau.submit(self.document)
        bureau.agree(sheet, "head")
        bureau.agree(sheet, "editor")
        rest: dict[str, tuple[Callable[..., Any], ...]] = {
            "before the reviewer": (),
            "amending": (bureau.review_secrecy, partial(ask_to_amend, bureau)),
            "entered": (bureau.review_secrecy, partial(register, bureau)),
            "on paper": (
                bureau.review_secrecy,
                partial(register, bureau),
                partial(confirm, bureau),
            ),
            "signed": (bureau.review_secrecy, bureau.sign),
            "public": (bureau.review_secrecy, bureau.sign, bureau.number, bureau.publish),
        }
        for step in rest.get(self.start, (bureau.review_secrecy,)):
            step(sheet)

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
        held = Clearance.objects.filter(subject_id=self.document.pk).order_by("-pk")
        found = held.values_list("state", flat=True).first()
        return State(found) if found else None

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
