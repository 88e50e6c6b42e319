"""A document of a random organ, as far on its way as is asked."""

from __future__ import annotations

import random

from gongkai.clearance.tests.acts import confirm, register, send_back, void
from gongkai.kinds.verbs import submitting
from tests.casting import Bureau

# drafter → head and leader of the organ
ORGANS = {
    "drafter": ("head", "leader"), "other_drafter": ("other_head", "other_leader"),
    "publicity_drafter": ("publicity_head", "leader"), "office_drafter": ("office_head", "other_leader"),
}  # fmt: skip
OWNERS = {"mass_sports": "head", "publicity_education": "publicity_head"}
CATEGORIES = ("other", "mass_sports_events", "normative_documents")
# stage: how many of send, review, clear, sign, publish come before it
STAGES = {
    "draft": 0, "in haste": 0, "sent": 1, "sent back": 1, "recalled": 1, "reviewed": 2, "before the leader": 3,
    "entered": 3, "confirmed": 3, "signed": 4, "void": 4, "public": 5, "withdrawn": 5, "hidden": 5,
}  # fmt: skip


class Road:
    """One document of an organ that chance names."""

    def __init__(self, bureau: Bureau, chance: random.Random) -> None:
        self.bureau, self.who = bureau, chance.choice(list(ORGANS))
        self.head, self.leader = ORGANS[self.who]
        category = chance.choice(CATEGORIES)
        self.document = bureau.draft(self.who, category=category, document_kind="information")

    def go(self, stage: str) -> None:
        steps = (self.send, self.review, self.clear, self.sign, self.publish)
        for step in steps[: STAGES[stage]]:
            step()
        ends = {
            "in haste": self.in_haste,
            "sent back": lambda: send_back(self.bureau, self.sheet, self.head),
            "recalled": lambda: submitting.recall(
                clearance=self.sheet, by=self.bureau.at(self.who), at=self.bureau.now
            ),
            "entered": self.enter,
            "confirmed": lambda: (self.enter(), confirm(self.bureau, self.sheet)),
            "void": lambda: void(self.bureau, self.sheet, self.head),
            "withdrawn": lambda: self.bureau.withdraw(self.publication),
            "hidden": lambda: self.bureau.withdraw(self.publication, hide=True),
        }
        ends.get(stage, lambda: None)()

    def send(self) -> None:
        self.sheet = self.bureau.submit(self.document, self.who)

    def in_haste(self) -> None:
        self.sheet = self.bureau.submit(self.document, self.who, urgent=True, urgent_reason="突发")
        self.bureau.agree(self.sheet, "publicity_head")

    def review(self) -> None:
        self.bureau.agree(self.sheet, self.head)

    def clear(self) -> None:
        owed = self.sheet.steps.filter(key="category_owner", state="open").first()
        if owed is not None:
            self.bureau.agree(self.sheet, OWNERS[owed.organ])
        self.bureau.review_secrecy(self.sheet)

    def enter(self) -> None:
        register(self.bureau, self.sheet, signer=self.bureau.people[self.leader])

    def sign(self) -> None:
        self.bureau.sign(self.sheet, self.leader)

    def publish(self) -> None:
        self.publication = self.bureau.publish(self.sheet)
