"""One invented text in the hands of the people: each act is the real one, at the walked moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from django.db.models import F
from django.utils.html import escape

from gongkai.clearance import queries as clearances
from gongkai.clearance.checking import looked_at
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import Act, SecrecyOutcome, StepState
from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.attachments import Drawn, attachment, picture
from gongkai.config.demonstration.cast import Cast
from gongkai.config.demonstration.filling import Filled
from gongkai.config.demonstration.material import Material
from gongkai.config.demonstration.seeing import see
from gongkai.config.demonstration.walking import Pause, Stopped, Walk
from gongkai.kinds.registry import kind_of
from gongkai.kinds.verbs import checking, finishing, publishing, reviewing, submitting
from gongkai.matters.documents.actions import Draft, attach, begin, save
from gongkai.matters.documents.models import Document
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

A_YEAR = timedelta(days=365)
SEEN_AFTER = timedelta(seconds=4)  # the builder and the prober need some seconds


@dataclass
class World:
    """What all cases of a walk share."""

    walk: Walk
    cast: Cast
    held: Material
    serials: dict[int, int] = field(default_factory=dict)

    def next_number(self) -> str:
        """The next 文号 of the year."""
        year = local_day(self.walk.now).year
        self.serials[year] = self.serials.get(year, 1) + 1  # the bureau's plan has the first
        return f"{self.held.said['document_numbers']}〔{year}〕{self.serials[year]}号"


@dataclass
class Case:
    """A text on its way. `stop`: the step at which it lies today, '' for one that goes all the way."""

    world: World
    given: Filled
    chance: Random
    words: Sequence[str] = ()
    slips: Sequence[dict[str, str]] = ()
    stop: str = ""
    consulted: tuple[str, ...] = ()
    slip: dict[str, str] = field(default_factory=dict)
    document: Document = field(init=False)
    sheet: Clearance = field(init=False)
    publication: Publication = field(init=False)

    # --- who and when ----------------------------------------------------------------------------

    @property
    def now(self) -> dict[str, Any]:
        return {"at": self.world.walk.now}

    def by(self, username: str) -> dict[str, Any]:
        """Who acts, at the walked moment."""
        return {"by": self.world.cast.actor(username), **self.now}

    @property
    def drafter(self) -> str:
        return self.given.text.by or self.world.cast.drafter(self.given.organ)

    @property
    def editor(self) -> str:
        return self.world.cast.editors()[self.chance.random() < 0.3]

    def soon(self, low: float = 0.3, high: float = 4.0) -> Pause:
        """Office hours that pass until somebody does it; short on texts that shall lie somewhere today."""
        return 0.15 if self.stop else self.chance.uniform(low, high)

    def word(self) -> str:
        return self.chance.choice(list(self.words)) if self.words else "同意"

    def reach(self, step: str) -> None:
        """End here what shall lie here today."""
        if self.stop == step:
            raise Stopped

    # --- writing ----------------------------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """The draft as it is first written, with its slip of the pen where it has one."""
        given, text = self.given, self.given.text
        withheld = text.attribute != "proactive"
        slip = self.slip or {"right": "", "wrong": ""}
        return Draft(
            document_kind=text.kind,
            title=given.title,
            body=given.body.replace(slip["right"], slip["wrong"], 1) if self.slip else given.body,
            category=text.category,
            attribute=text.attribute,
            ground=text.ground,
            review_on=local_day(self.world.walk.now) + A_YEAR if withheld else None,
            addressees=given.addressees,
        )

    def begin(self) -> None:
        by = self.by(self.drafter)
        self.document = begin(draft=self.draft, **by)
        for name in self.given.text.files:
            self._attach(attachment(name), by)
        if self.given.text.picture:
            use = self._attach(picture(self.chance), by)
            title = escape(self.given.title)
            self._keep(
                f'{self.document.body}<p><img src="sha256:{use}" alt="{title}示意图"></p>', by
            )

    def _attach(self, drawn: Drawn, by: dict[str, Any]) -> str:
        use = attach(
            document=self.document, name=drawn.name, content=drawn.content,
            picture=drawn.picture, **by,
        )  # fmt: skip
        return str(use.stored_id)

    def _keep(self, body: str, by: dict[str, Any], **more: Any) -> None:
        """Save the draft with another body."""
        was = Document.objects.get(pk=self.document.pk)
        kept = {name: getattr(was, name) for name in Draft.names()}
        draft = Draft(**{**kept, "body": body, **more})
        self.document = save(document=was, draft=draft, edition=was.edition, **by)

    def add(self, sentence: str) -> None:
        """The drafter adds a paragraph."""
        self._keep(f"{self.body}<p>{sentence}</p>", self.by(self.drafter))

    def change(self, body: str, **more: Any) -> None:
        """The drafter writes the body anew."""
        self._keep(body, self.by(self.drafter), **more)

    def withhold(self) -> None:
        """不予公开: ground and review date, and no body."""
        review_on = local_day(self.world.walk.now) + A_YEAR
        self.change("", attribute="withheld", ground="16-process", review_on=review_on)

    @property
    def body(self) -> str:
        return Document.objects.get(pk=self.document.pk).body

    # --- the door ---------------------------------------------------------------------------------

    def submit(self, **more: Any) -> None:
        """Sent off; where 表述检查 found something, the drafter answers for it first."""
        by, subject = self.by(self.drafter), self.document.subject
        sent = {"subject": subject, "consulted": self.consulted, **more, **by}
        try:
            self.sheet = submitting.submit(**sent)
        except Refused:
            found = looked_at(subject, kind_of(subject).document(subject.id), local_day(by["at"]))
            checking.confirm(subject=subject, keys={one.finding.key for one in found}, **by)
            self.sheet = submitting.submit(**sent)

    def refresh(self) -> Clearance:
        found = clearances.current(self.document.subject)
        if found is None:
            raise RuntimeError(f"no sheet of {self.given.title}")
        self.sheet = found
        return found

    def open_step(self) -> Step | None:
        """The next open step, None when all is done. With its sheet in one query: it is asked before every act."""
        subject = self.document.subject
        waiting = Step.objects.filter(
            clearance__subject_kind=subject.kind,
            clearance__subject_id=subject.id,
            round=F("clearance__round"),
            state=StepState.OPEN,
        )
        step = waiting.select_related("clearance__revision").order_by("position", "pk").first()
        if step is not None:
            self.sheet = step.clearance
        return step

    def seen(self, step: Step) -> dict[str, Any]:
        """Sheet, text that was on the screen, person and moment: what every act at a step is given."""
        who = self.world.cast.for_step(step, self.chance)
        return {"clearance": self.sheet, "seen": self.sheet.revision.digest, **self.by(who)}

    def review(self, step: Step) -> None:
        """同意, or 可以公开, by whose turn it is."""
        said = self.world.held.said
        if step.act == Act.SECRECY and not step.afterwards:
            opinion = self.chance.choice(said["secrecy_opinions"])
            self.secrecy(step, SecrecyOutcome.PUBLIC, opinion)
            return
        act = reviewing.countersign if step.afterwards else reviewing.agree
        opinion = self.word() if step.act == Act.CONSULT else self.chance.choice(said["approvals"])
        act(opinion=opinion, **self.seen(step))

    def secrecy(self, step: Step, outcome: str, opinion: str) -> None:
        reviewing.review_secrecy(outcome=outcome, opinion=opinion, **self.seen(step))

    def number(self) -> None:
        step = self.open_step()
        if step is None or step.act != Act.NUMBER:
            raise RuntimeError(f"nothing to number: {self.given.title}")
        day = local_day(self.world.walk.now)
        by = self.by(self.world.cast.editors()[1])
        finishing.number(
            clearance=self.sheet, document_number=self.world.next_number(), document_date=day, **by
        )

    def publish(self) -> None:
        """Published; where the check finds something on that day, the office answers for it first."""
        sheet, by = self.refresh(), self.by(self.editor)
        seen = self.shown()
        try:
            self.publication = publishing.publish(clearance=sheet, seen=seen, **by)
        except Refused:
            self.answer(by)
            self.publication = publishing.publish(clearance=sheet, seen=seen, **by)

    def shown(self) -> str:
        """Digest of the text that 发布 shows: the signed one with what was corrected."""
        ready = clearances.cleared(self.sheet)
        return ready.digest if ready else ""

    def answer(self, by: dict[str, Any]) -> None:
        """The office answers for what the check still finds before 发布."""
        ready = clearances.cleared(self.sheet)
        found = looked_at(self.sheet.subject, ready.document, local_day(by["at"])) if ready else []
        if keys := {one.finding.key for one in found if one.open}:
            checking.confirm_before_publishing(clearance=self.sheet, keys=keys, **by)

    def see(self) -> None:
        """A stranger sees the page."""
        see(self.publication, self.world.walk.now)

    def amended(self, sentence: str) -> PublicDocument:
        """The text on the sheet with one more paragraph."""
        value = self.refresh().revision.value
        return replace(value, body=f"{value.body}<p>{sentence}</p>")

    def corrected(self) -> PublicDocument:
        """The text on the sheet without its slip of the pen."""
        value = self.refresh().revision.value
        body = value.body.replace(self.slip["wrong"], self.slip["right"], 1)
        return replace(value, body=body)


def actor_of_leader(case: Case) -> Actor:
    """The leader whose turn it is."""
    step = case.open_step()
    if step is None or step.act != Act.SIGN:
        raise RuntimeError(f"nothing to sign: {case.given.title}")
    return case.world.cast.actor(case.world.cast.for_step(step, case.chance))
