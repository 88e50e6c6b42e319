"""One act has one effect, however often and by however many the button is pressed: one wins, the others are told.

A document goes its whole way, and at every act four threads press at once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db.models import Count

from gongkai.clearance.models import Clearance, Correction, Numbering, Revision, Signature
from gongkai.clearance.states import SecrecyOutcome
from gongkai.clearance.tests import acts
from gongkai.clock.calendars import local_day
from gongkai.files.models import Use
from gongkai.kinds.verbs import finishing, publishing, reviewing, signing, submitting
from gongkai.matters.documents import actions as documents
from gongkai.obligations.models import Obligation
from gongkai.publishing.models import Counter, Publication, Shelf, Version
from gongkai.trail import heads
from gongkai.trail.models import Entry
from tests.casting import Bureau
from tests.security.racing import THREADS, Starters, one_won, rounds, starters

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NOWHERE = Path("/nonexistent/heads.jsonl")
PRESSED = (
    "file.attached", "document.submitted", "document.agreed", "document.secrecy_reviewed", "document.signed",
    "document.numbered", "document.published", "document.correction_made", "document.withdrawn",
)  # fmt: skip


class Way:
    """One document's way, each act of it pressed by four at once."""

    def __init__(self, bureau: Bureau, four: Starters, number: int) -> None:
        self.bureau, self.four, self.number = bureau, four, number
        self.document = bureau.draft()
        self.sheet: Any = None

    def go(self) -> None:
        self.attach()
        self.submit()
        self.agree("head")
        self.agree("editor", "editor2")
        self.review()
        self.confirm() if self.number % 2 else self.sign()
        self.give_number()
        publication = self.publish()
        self.correct()
        self.publish()
        self.withdraw(publication)

    def press(self, verb: Any, *people: str, **more: Any) -> Any:
        """The verb on the sheet as everybody has it on the screen."""
        sheet = self.sheet = self.bureau.fresh(self.sheet)
        presses = [self._press(verb, sheet, who, more) for who in people]
        return one_won(f"{verb.__name__} in round {self.number}", self.four.press(*presses))

    def _press(self, verb: Any, sheet: Clearance, who: str, more: dict[str, Any]) -> Any:
        by, at = self.bureau.at(who), self.bureau.now
        return lambda: verb(clearance=sheet, by=by, at=at, **more)

    def attach(self) -> None:
        given = {"document": self.document, "name": "附件.pdf", "content": PDF, "picture": False}
        by = self.bureau.at("drafter")
        outcomes = self.four.press(lambda: documents.attach(**given, by=by, at=self.bureau.now))
        assert [outcome.fault for outcome in outcomes] == [None] * THREADS
        assert len({outcome.value for outcome in outcomes}) == 1, "all were given the one use"

    def submit(self) -> None:
        by = [self.bureau.at(who) for who in ("drafter", "colleague")]
        presses = [
            lambda b=b: submitting.submit(subject=self.document.subject, by=b, at=self.bureau.now)
            for b in by
        ]
        self.sheet = one_won(f"submit in round {self.number}", self.four.press(*presses))

    def agree(self, *people: str) -> None:
        self.press(reviewing.agree, *people, seen=self.sheet.revision.digest, opinion="同意")

    def review(self) -> None:
        seen = self.sheet.revision.digest
        self.press(
            reviewing.review_secrecy,
            "secrecy",
            seen=seen,
            outcome=SecrecyOutcome.PUBLIC,
            opinion="",
        )

    def sign(self) -> None:
        """Two leaders at once: one wins, the other is told."""
        self.press(signing.sign, "leader", "chief", seen=self.sheet.revision.digest)

    def confirm(self) -> None:
        acts.register(self.bureau, self.sheet)
        self.press(signing.confirm_signature, "editor2")

    def give_number(self) -> None:
        number = f"市体发〔2026〕{self.number + 1}号"
        day = local_day(self.bureau.now)
        self.press(finishing.number, "editor", "editor2", document_number=number, document_date=day)

    def publish(self) -> Publication:
        return self.press(publishing.publish, "editor", "editor2")

    def correct(self) -> None:
        signed = acts.signed_text(self.sheet)
        text = replace(signed, body=signed.body.replace("。", "！"))
        correction = self.press(finishing.correct, "editor", "editor2", document=text)
        heads_of = [self.bureau.at(who) for who in ("head", "deputy")]
        presses = [
            lambda by=by, accept=accept: finishing.settle_correction(
                clearance=self.sheet,
                correction=correction,
                accept=accept,
                by=by,
                at=self.bureau.now,
            )
            for by, accept in zip(heads_of, (True, self.number % 3 > 0), strict=True)
        ]
        settled = one_won(f"settle_correction in round {self.number}", self.four.press(*presses))
        if (
            settled.refused_at
        ):  # the one who refused was faster: corrected once more, for the second version
            again = acts.correct(self.bureau, self.sheet, body=signed.body.replace("。", "；"))
            acts.settle(self.bureau, again)

    def withdraw(self, publication: Publication) -> None:
        by = [self.bureau.at(who) for who in ("editor", "editor2")]
        presses = [
            lambda b=b: publishing.withdraw(publication=publication, reason="内容有误", by=b, at=self.bureau.now)
            for b in by
        ]  # fmt: skip
        one_won(f"withdraw in round {self.number}", self.four.press(*presses))


def test_every_act_on_a_documents_way_has_one_effect(open_bureau, record_property):
    done = 0
    with starters() as four:
        for number in rounds():
            Way(open_bureau, four, number).go()
            done += 1
    assert done >= 3
    record_property("rounds", done)
    print(f"{done} rounds of 13 races, double effects 0")  # noqa: T201
    everything_stands_once(done)


def everything_stands_once(ways: int) -> None:
    """Rows and trail say the same as the answers did."""
    for model in (Clearance, Signature, Numbering, Publication, Use):
        assert model.objects.count() == ways, model.__name__
    assert Version.objects.count() == 2 * ways
    assert Revision.objects.count() == ways + Correction.objects.count()
    counted = dict(Entry.objects.values_list("action").annotate(Count("pk")))
    for action in PRESSED:
        each = {"document.agreed": 2, "document.published": 2}.get(action, 1)
        extra = Correction.objects.filter(refused_at__isnull=False).count()
        wanted = each * ways + (extra if action == "document.correction_made" else 0)
        assert counted[action] == wanted, action
    assert Counter.objects.get().last == ways
    assert sum(Shelf.objects.values_list("length", flat=True)) == ways
    twice = Obligation.objects.values("duty", "subject_id", "holder").annotate(n=Count("pk"))
    assert not twice.filter(n__gt=1).exists()
    assert heads.verify(NOWHERE) == []
