"""One document's way, each act of it pressed by four at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from gongkai.clearance.models import Clearance
from gongkai.clearance.states import SecrecyOutcome
from gongkai.clearance.tests import acts
from gongkai.clock.calendars import local_day
from gongkai.files import actions as files
from gongkai.files.models import Use
from gongkai.kinds.verbs import finishing, publishing, reviewing, signing, submitting
from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.actions import Draft
from gongkai.publishing.models import Publication
from tests.casting import Bureau
from tests.security.racing import Starters, one_won

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
OFFICE, SECTION = ("editor", "editor2"), ("drafter", "colleague")


class Way:
    """From the draft to the withdrawal and to the next submission. `races`: how many there were."""

    def __init__(self, bureau: Bureau, four: Starters, number: int) -> None:
        self.bureau, self.four, self.number = bureau, four, number
        self.document: Any = None
        self.sheet: Any = None
        self.races = 0

    def go(self) -> None:
        self.draft()
        self.remove(self.attach())
        self.submit()
        self.agree("head")
        self.agree(*OFFICE)
        self.review()
        self.confirm() if self.number % 2 else self.sign()
        self.give_number()
        publication = self.publish()
        self.correct()
        self.publish()
        self.withdraw(publication)
        self.on_the_sheet(signing.void_signature, "head", "deputy", reason="须作实质修改")
        self.submit()  # a new sheet for a text that has its revision already
        self.on_the_sheet(submitting.recall, "head", "deputy")
        self.submit()  # the same sheet again

    def won(self, verb: Callable[..., Any], people: tuple[str, ...], **given: Any) -> Any:
        """Two people twice, or one four times, press at once: what the one who won was given."""
        presses = []
        for who in people:
            by, at = self.bureau.at(who), self.bureau.now
            presses.append(lambda by=by, at=at: verb(by=by, at=at, **given))
        self.races += 1
        return one_won(f"{verb.__name__} in round {self.number}", self.four.press(*presses))

    def on_the_sheet(self, verb: Callable[..., Any], *people: str, **given: Any) -> Any:
        """The verb on the sheet as everybody has it on the screen."""
        self.sheet = Clearance.objects.select_related("revision").get(pk=self.sheet.pk)
        return self.won(verb, people, clearance=self.sheet, **given)

    def same(self, verb: Callable[..., Any], **given: Any) -> Any:
        """A double click by one person: who is not told so is given the one thing that was made."""
        by, at = self.bureau.at("drafter"), self.bureau.now
        outcomes = self.four.press(lambda: verb(**given, by=by, at=at))
        faults = [outcome.fault for outcome in outcomes if outcome.fault]
        assert not faults, f"{verb.__name__} in round {self.number}: {faults}"
        made = {outcome.value for outcome in outcomes if not outcome.refused}
        assert len(made) == 1
        self.races += 1
        return made.pop()

    def draft(self) -> None:
        text = Draft(
            "official", "关于开展活动的通知", "<p>各区县：</p>。", "mass_sports_events", "proactive"
        )
        self.document = self.same(documents.begin, draft=text, key=uuid4())

    def attach(self) -> Use:
        given = {"document": self.document, "name": "附件.pdf", "content": PDF, "picture": False}
        return self.same(documents.attach, **given)

    def remove(self, use: Use) -> None:
        self.won(files.remove, SECTION, use=use)

    def submit(self) -> None:
        self.sheet = self.won(submitting.submit, SECTION, subject=self.document.subject)

    def agree(self, *people: str) -> None:
        self.on_the_sheet(reviewing.agree, *people, seen=self.sheet.revision.digest, opinion="同意")

    def review(self) -> None:
        given = {
            "seen": self.sheet.revision.digest,
            "outcome": SecrecyOutcome.PUBLIC,
            "opinion": "",
        }
        self.on_the_sheet(reviewing.review_secrecy, "secrecy", **given)

    def sign(self) -> None:
        """Two leaders at once: one wins, the other is told."""
        self.on_the_sheet(signing.sign, "leader", "chief", seen=self.sheet.revision.digest)

    def confirm(self) -> None:
        acts.register(self.bureau, self.sheet)
        self.on_the_sheet(signing.confirm_signature, "editor2")

    def give_number(self) -> None:
        number, day = f"市体发〔2026〕{self.number + 1}号", local_day(self.bureau.now)
        self.on_the_sheet(finishing.number, *OFFICE, document_number=number, document_date=day)

    def publish(self) -> Publication:
        return self.on_the_sheet(publishing.publish, *OFFICE, seen=self.bureau.shown(self.sheet))

    def correct(self) -> None:
        """The office corrects, and of head and deputy one confirms while the other confirms or refuses."""
        signed = acts.signed_text(self.sheet)
        text = replace(signed, body=signed.body.replace("。", "！"))
        correction = self.on_the_sheet(finishing.correct, *OFFICE, document=text)
        answers = {"head": True, "deputy": bool(self.number % 3)}
        presses = [self._answers(correction, *answer) for answer in answers.items()]
        settled = one_won(f"settle_correction in round {self.number}", self.four.press(*presses))
        self.races += 1
        if settled.refused_at:  # the one who refused was faster: once more, by the same editor
            who, body = correction.by.username, signed.body.replace("。", "；")
            again = acts.correct(self.bureau, self.sheet, who, body=body)
            acts.settle(self.bureau, again)

    def _answers(self, correction: Any, who: str, accept: bool) -> Callable[[], Any]:
        by, at, sheet = self.bureau.at(who), self.bureau.now, self.sheet
        return lambda: finishing.settle_correction(
            clearance=sheet, correction=correction, accept=accept, by=by, at=at
        )

    def withdraw(self, publication: Publication) -> None:
        self.won(publishing.withdraw, OFFICE, publication=publication, reason="内容有误")
