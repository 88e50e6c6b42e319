"""Reads over 清理: what is in force, who may see a round, what the office has yet to carry out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Signature
from gongkai.clearance.states import Mode
from gongkai.clock.calendars import local_day
from gongkai.matters.documents.models import CLEANUP, KIND, Cleanup, CleanupItem, Document
from gongkai.matters.documents.queries.archive import Signed, signed_in
from gongkai.matters.documents.rules.cleanup import BASED, ENDED_THERE, ENDING, VALIDITY, Conclusion
from gongkai.matters.documents.states import CleanupState
from gongkai.publishing.models import Publication, Validity, Version
from gongkai.trail.actors import Actor
from gongkai.trail.models import Entry

CONFIRMED = CleanupState.CONFIRMED
_LEFT: dict[str, Any] = {"carried_at__isnull": True, "cleanup__state": CONFIRMED}


@dataclass(frozen=True, slots=True)
class InForce:
    """One document that is in force: as it was signed last, or carried over (补录)."""

    document: UUID
    title: str
    number: str
    attribute: str
    signed_on: date  # of a carried text: when it was published on the old site
    carried: bool = False


def seen_by(actor: Actor) -> QuerySet[Cleanup]:
    """Own organ's rounds; the office, and the leaders over it, once the head has confirmed."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return Cleanup.objects.none()
    own, confirmed = Q(organ=actor.organ), Q(state=CONFIRMED)
    if actor.role in ("editor", "chief_leader"):
        return Cleanup.objects.filter(own | confirmed)
    if actor.role == "leader":
        return Cleanup.objects.filter(own | confirmed & Q(organ__in=sorted(actor.in_charge_of)))
    return Cleanup.objects.filter(own)


def in_force(organ: str) -> list[InForce]:
    """Every document of the organ that was signed and has not ended since, the public ones and the others.

    Not only normative ones: the plan says 文件 (二(二)). Ended: by an earlier round, said so in public, or on the
    old site it came from. Each with the title that stands after 复核更正; oldest first.
    """
    signatures = Signature.objects.filter(
        standing=Signature.Standing.STANDING,
        clearance__subject_kind=KIND,
        clearance__subject_id__in=_lasting(organ).values("pk"),
    )
    found = {s.signature.clearance.subject_id: s for s in signed_in(signatures)}  # the last one
    before = _before([uuid for uuid, signed in found.items() if _came_over(signed)])
    rows = [_row(uuid, signed, before.get(uuid)) for uuid, signed in found.items()]
    return sorted((row for row in rows if row is not None), key=lambda row: row.signed_on)


def _before(documents: Iterable[UUID]) -> dict[UUID, Version]:
    """What carried texts were on the old site: the first version of each."""
    versions = Version.objects.filter(
        number=1, publication__subject_kind=KIND, publication__subject_id__in=list(documents)
    ).select_related("publication")
    versions = versions.annotate(says=_newest_validity(OuterRef("publication")))
    return {version.publication.subject_id: version for version in versions}


def _came_over(signed: Signed) -> bool:
    return signed.signature.mode == Mode.CARRIED or "old_validity" in signed.text.fields


def _row(uuid: UUID, signed: Signed, before: Version | None) -> InForce | None:
    """None for what the old site said had ended, unless the office has said otherwise since."""
    text, day = signed.text, local_day(signed.signature.signed_at)
    ended = text.fields.get("old_validity") in ENDED_THERE
    if ended and before is not None and not before.says:  # type: ignore[attr-defined]
        return None
    if before is None or signed.signature.mode != Mode.CARRIED:
        return InForce(uuid, text.title, signed.number, text.attribute.value, day)
    day = before.publication.originally_on or day
    return InForce(uuid, text.title, before.document_number, text.attribute.value, day, True)


def _lasting(organ: str) -> QuerySet[Document]:
    ended = CleanupItem.objects.filter(
        document=OuterRef("pk"),
        cleanup__state=CONFIRMED,
        conclusion__in=ENDING,
        put_right_at__isnull=True,
    )
    said = Publication.objects.filter(
        subject_kind=KIND, subject_id=OuterRef("pk"), state=Publication.State.LIVE
    ).annotate(says=_newest_validity(OuterRef("pk")))
    gone = said.filter(says__in=(Validity.State.ABOLISHED, Validity.State.EXPIRED))
    return Document.objects.filter(~Exists(ended), ~Exists(gone), organ=organ)


def _newest_validity(publication: OuterRef) -> Subquery:
    rows = Validity.objects.filter(publication=publication).order_by("-number")
    return Subquery(rows.values("state")[:1])


def counts(cleanups: Iterable[Cleanup]) -> dict[UUID, dict[str, int]]:
    """How many documents each round holds by conclusion ('': none yet); of all of them in one query."""
    rows = (
        CleanupItem.objects.filter(cleanup__in=list(cleanups))
        .order_by()
        .values_list("cleanup", "conclusion")
        .annotate(number=Count("pk"))
    )
    held: dict[UUID, dict[str, int]] = {}
    for cleanup, conclusion, number in rows:
        held.setdefault(cleanup, {})[conclusion] = number
    return held


def took_part(cleanup: Cleanup, person: UUID) -> bool:
    """Whether this person ever wrote a conclusion of the round, also one that somebody changed since: the trail knows."""
    acts = Entry.objects.filter(
        subject_kind=CLEANUP,
        subject_id=cleanup.pk,
        action__in=("cleanup.concluded", "cleanup.rest_kept"),
        person=person,
    )
    return any(count for count in acts.values_list("data__count", flat=True))


def to_carry_out() -> QuerySet[CleanupItem]:
    """What the head of an organ confirmed and the public does not see yet: the office's to do.

    废止、失效、修改 of what is live; what is no longer 主动公开 and still live. What was withdrawn meanwhile asks
    for nothing more.
    """
    said = Q(conclusion__in=list(VALIDITY))
    hidden = Q(conclusion=Conclusion.ATTRIBUTE) & ~Q(to_attribute="proactive")
    live = Publication.objects.filter(
        subject_kind=KIND, subject_id=OuterRef("document"), state=Publication.State.LIVE
    )
    return CleanupItem.objects.filter(
        said | hidden, Exists(live), put_right_at__isnull=True, **_LEFT
    )


def out_of_reach() -> QuerySet[CleanupItem]:
    """What the office can carry out no more, because the page was withdrawn meanwhile: it may be closed."""
    pages = Publication.objects.filter(subject_kind=KIND, subject_id=OuterRef("document"))
    return CleanupItem.objects.filter(
        ~Q(to_attribute="proactive"),
        Exists(pages),
        ~Exists(pages.filter(state=Publication.State.LIVE)),
        conclusion__in=BASED,
        put_right_at__isnull=True,
        **_LEFT,
    )


def to_publish(organ: str) -> QuerySet[CleanupItem]:
    """Adjusted to 主动公开 and not public yet: the organ's, by a new sheet."""
    live = Publication.objects.filter(
        subject_kind=KIND, subject_id=OuterRef("document"), state=Publication.State.LIVE
    )
    return CleanupItem.objects.filter(
        ~Exists(live),
        conclusion=Conclusion.ATTRIBUTE,
        to_attribute="proactive",
        cleanup__organ=organ,
        **_LEFT,
    )


def live_publications(documents: Iterable[UUID]) -> dict[UUID, Publication]:
    """The page of each document that the public may read."""
    found = Publication.objects.filter(
        subject_kind=KIND, subject_id__in=list(documents), state=Publication.State.LIVE
    )
    return {p.subject_id: p for p in found.prefetch_related("validities")}
