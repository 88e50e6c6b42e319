"""Reads over 归档: what was signed in a period, who may see a list, its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.clearance import queries as clearances
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Numbering, Signature
from gongkai.clearance.states import Mode
from gongkai.clock.calendars import local_day, start_of_day
from gongkai.matters.documents.models import KIND, ArchiveEntry, ArchiveList
from gongkai.matters.documents.rules.archive import RETENTIONS
from gongkai.matters.documents.states import ArchiveState
from gongkai.obligations.periods import Period, named
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Actor

HEADINGS = ("件号", "责任者", "文号", "题名", "日期", "页数", "备注", "保管期限")
WIDTHS = (10, 22, 22, 48, 12, 8, 20, 10)


def seen_by(actor: Actor) -> QuerySet[ArchiveList]:
    """Own organ's lists; the office, which keeps the archive, those that were handed over."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return ArchiveList.objects.none()
    own = ArchiveList.objects.filter(organ=actor.organ)
    if actor.role != "editor":
        return own
    return own | ArchiveList.objects.exclude(state=ArchiveState.OPEN)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed text as the list names it, with the facts by which its 保管期限 is proposed."""

    signature: Signature
    text: PublicDocument
    number: str
    dated: date

    @property
    def facts(self) -> dict[str, str]:
        text = self.text
        return {
            "kind": text.kind, "attribute": text.attribute.value, "category": text.category,
            "drafting_organ": text.source,
        }  # fmt: skip


def signatures_in(organ: str, period: Period) -> QuerySet[Signature]:
    """Signatures that stand, of the organ's documents, signed in the period: 补录 was signed elsewhere, long ago."""
    return Signature.objects.exclude(mode=Mode.CARRIED).filter(
        standing=Signature.Standing.STANDING,
        clearance__subject_kind=KIND,
        clearance__drafting_organ=organ,
        signed_at__gte=start_of_day(period.first),
        signed_at__lt=start_of_day(period.until),
    )


def unlisted(organ: str, period: Period) -> QuerySet[Signature]:
    """What was signed in the period and stands on no list of it."""
    listed = ArchiveEntry.objects.filter(archive__organ=organ, archive__period=period.name)
    return signatures_in(organ, period).exclude(pk__in=listed.values("signature"))


def to_supplement(organ: str) -> list[Period]:
    """Periods whose lists were all received and whose signatures are not all on them: registered too late (补充移交)."""
    states: dict[str, set[str]] = {}
    for name, state in ArchiveList.objects.filter(organ=organ).values_list("period", "state"):
        states.setdefault(name, set()).add(state)
    done = [named(name) for name, held in sorted(states.items()) if held == {ArchiveState.RECEIVED}]
    if not done:
        return []
    listed = ArchiveEntry.objects.filter(archive__organ=organ).values("signature")
    span = Period(done[0].name, min(p.first for p in done), max(p.until for p in done))
    late = signatures_in(organ, span).exclude(pk__in=listed)
    days = {local_day(moment) for moment in late.values_list("signed_at", flat=True)}
    return [p for p in done if any(p.first <= day < p.until for day in days)]


def called(archive: ArchiveList) -> str:
    """2026年, 2026年（补充1）: the period as the list's name begins with it."""
    name = named(archive.period).chinese
    return f"{name}（补充{archive.part}）" if archive.part else name


def signed_in(signatures: QuerySet[Signature]) -> Iterator[Signed]:
    """Each with its text as it stands after 复核更正; three queries for however many."""
    held = signatures.select_related("revision", "clearance").order_by("signed_at", "pk")
    numberings = {n.signature_id: n for n in Numbering.objects.filter(signature__in=signatures)}
    corrections = clearances.confirmed_corrections(signatures)
    for signature in held:
        numbering = numberings.get(signature.pk)
        yield Signed(
            signature,
            corrections.get(signature.pk, signature).revision.value,
            numbering.document_number if numbering else "",
            numbering.document_date if numbering else local_day(signature.signed_at),
        )


def responsible_for(day: date) -> str:
    """责任者 as it is proposed: who issues a document is the bureau."""
    bureau = the_bureaus_plan(day).plan.bureau
    return bureau.name if bureau else ""


def table(entries: Iterable[ArchiveEntry]) -> Iterator[list[Any]]:
    """Rows of the 归档文件目录 under `HEADINGS`."""
    for entry in entries:
        yield [
            entry.number, entry.responsible, entry.document_number, entry.title, entry.dated.isoformat(),
            entry.pages, entry.note, RETENTIONS[entry.retention],
        ]  # fmt: skip
