"""办事指南 and 服务标准 (二(五)): registered, written, published; some made simpler in a second version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from gongkai.clock.calendars import local_day
from gongkai.config.demonstration.case import Case, World
from gongkai.config.demonstration.filling import Filled
from gongkai.config.demonstration.material import Text
from gongkai.config.demonstration.stories.straight import after_the_signature, review, sign
from gongkai.config.demonstration.walking import Stopped, Story
from gongkai.matters.guides import actions, jobs
from gongkai.matters.guides.models import Guide, Standard
from gongkai.supervision.ticker import TICKER
from gongkai.trail.actors import system
from gongkai.word.paper import Paper

A_MINUTE = timedelta(minutes=1)
KINDS = {"guide": "guide", "standard": "service_standard"}


@dataclass
class ServiceCase(Case):
    """A 服务事项 in the hands of the people."""

    told: dict[str, Any] = field(default_factory=dict)

    def begin(self) -> None:
        service = actions.Service(self.given.title, self.told["category"], self._elements(("service_type", "audience", "basis")))  # fmt: skip
        self.document = actions.begin(service=service, **self.by(self.drafter))  # type: ignore[assignment]

    def _elements(self, only: tuple[str, ...] = (), **changes: Any) -> dict[str, Any]:
        common = self.world.held.extra["guides"]["common"]
        whole = {**common, **self.told["elements"], **changes}
        return {name: value for name, value in whole.items() if not only or name in only}

    def write(self, **changes: Any) -> None:
        """Every element, or those that are there already; the day of comparison is today's."""
        compared = local_day(self.world.walk.now) - timedelta(days=2)
        elements = self._elements(compared_on=compared.isoformat(), **changes)
        guide = Guide.objects.get(pk=self.document.pk)
        service = actions.Service(self.given.title, self.told["category"], elements)
        actions.save(guide=guide, service=service, edition=guide.edition, **self.by(self.drafter))


@dataclass
class StandardCase(Case):
    """A 服务标准规范, whose text is the file."""

    told: dict[str, Any] = field(default_factory=dict)

    def begin(self) -> None:
        told, by = self.told, self.by(self.drafter)
        text = actions.StandardText(
            title=self.given.title, category=told["category"], number=told["number"].replace("{year}", str(case_year(self))),
            scope=told["scope"], summary=told["summary"],
        )  # fmt: skip
        self.document = actions.begin_standard(text=text, **by)  # type: ignore[assignment]
        paper = Paper()
        paper.title(self.given.title)
        for number, line in enumerate((told["scope"], told["summary"]), 1):
            paper.line(f"{number}. {line}")
        draft = Standard.objects.get(pk=self.document.pk)
        actions.attach(draft=draft, name=f"{self.given.title}.docx", content=paper.content(), **by)


def case_year(case: Case) -> int:
    """The year in which the text is begun."""
    return case.given.day.year


def services(world: World) -> Iterator[tuple[datetime, Story]]:
    """The services and standards of the file, each with the moment at which it begins."""
    told = world.held.extra["guides"]
    for number, (kind, row) in enumerate(
        [*(("guide", g) for g in told["guides"]), *(("standard", s) for s in told["standards"])]
    ):
        chance = Random(f"{local_day(world.walk.until)}:service:{number}")
        days = (local_day(world.walk.until) - local_day(world.walk.first)).days
        day = local_day(world.walk.first) + timedelta(days=int(days * row["after"] / 100))
        text = Text(
            id=kind, category=row["category"], title=row["title"], body="", kind=KINDS[kind]
        )
        given = Filled(text, row["organ"], day, row["title"], "", "")
        case = ServiceCase if kind == "guide" else StandardCase
        story = _service if kind == "guide" else _standard
        made = case(world, given, chance, told=row)
        yield world.walk.morning(day, chance), story(made)  # type: ignore[arg-type]


def _service(case: ServiceCase) -> Story:
    case.begin()
    yield case.soon(1, 6)
    if case.told.get("incomplete"):
        raise Stopped
    case.write()
    yield from _to_the_public(case)
    if simpler := case.told.get("simpler"):
        yield case.chance.uniform(28, 60)
        case.write(**simpler)
        yield from _to_the_public(case)


def _standard(case: StandardCase) -> Story:
    case.begin()
    yield from _to_the_public(case)


def _to_the_public(case: Case) -> Story:
    yield case.soon(0.5, 3)
    case.submit()
    yield from review(case)
    yield from sign(case)
    yield from after_the_signature(case)
    yield A_MINUTE
    jobs.each_minute(by=system(TICKER), at=case.world.walk.now)
