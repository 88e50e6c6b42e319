"""Reads over clearances: who contributed, what is cleared, who holds it, who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Contribution, Correction, Revision, Signature, Step
from gongkai.clearance.states import APPROVING, UNFINISHED, Act, State, StepState
from gongkai.trail.actors import Actor, Subject


def revisions(subject: Subject) -> QuerySet[Revision]:
    return Revision.objects.filter(subject_kind=subject.kind, subject_id=subject.id)


def standing_signatures(subject: Subject) -> QuerySet[Signature]:
    return Signature.objects.filter(
        clearance__subject_kind=subject.kind,
        clearance__subject_id=subject.id,
        standing=Signature.Standing.STANDING,
    ).select_related("revision", "clearance")


def baseline(subject: Subject, besides: Clearance | None = None) -> int:
    """Number of the last revision signed (on another sheet than `besides`), 0 when nothing was signed.

    A 复核更正 is no signature: what somebody wrote at the draft before it is still unsigned after it.
    """
    signed = _signed(subject, besides).order_by("-revision__number").first()
    return signed.revision.number if signed else 0


def _signed(subject: Subject, besides: Clearance | None) -> QuerySet[Signature]:
    return standing_signatures(subject).exclude(clearance=besides)


def confirmed_correction(signature: Signature, by: datetime | None = None) -> Correction | None:
    """The last 复核更正 of a signature confirmed by that moment, or by now: it is the text that holds."""
    one = Signature.objects.filter(pk=signature.pk)
    return confirmed_corrections(one, by).get(signature.pk)


def confirmed_corrections(
    signatures: QuerySet[Signature], by: datetime | None = None
) -> dict[int, Correction]:
    """The same of many by the signature's key, in one query; those without are not there."""
    confirmed = Correction.objects.filter(
        signature__in=signatures.order_by().values("pk"), confirmed_at__isnull=False
    )
    if by is not None:
        confirmed = confirmed.filter(confirmed_at__lte=by)
    rows = confirmed.select_related("revision").order_by("revision__number")
    return {correction.signature_id: correction for correction in rows}  # the last one stands


def contributors(subject: Subject, besides: Clearance | None = None) -> set[int]:
    """Primary keys of all persons who wrote since the last signed version (on another sheet than `besides`).

    A signer who amended while signing counts for every later signature.
    """
    base = baseline(subject, besides)
    wrote = Contribution.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, baseline__gte=base
    )
    amended = _signed(subject, besides).filter(amended_from__isnull=False, signer__isnull=False)
    return {
        *wrote.values_list("person_id", flat=True),
        *amended.values_list("signer_id", flat=True),
    }


def acted(clearance: Clearance) -> set[int]:
    """Who approved at some step of the present round already; carrying out (编号, 按批示修改) is no approval."""
    done = clearance.steps.filter(round=clearance.round, state=StepState.DONE, by__isnull=False)
    return set(done.filter(act__in=APPROVING).values_list("by_id", flat=True))


def sheets_of(subject: Subject) -> QuerySet[Clearance]:
    """All sheets of a subject, oldest first."""
    found = Clearance.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return found.prefetch_related("steps").order_by("pk")


def current(subject: Subject) -> Clearance | None:
    """The newest clearance of a subject."""
    found = Clearance.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return found.select_related("revision").order_by("-pk").first()


def being_amended(sheet: Clearance) -> bool:
    """修改后发, and the head has not confirmed yet: until then the text lies with the drafting organ."""
    asked = sheet.steps.filter(round=sheet.round, act=Act.AMEND, state=StepState.OPEN)
    return sheet.state == State.AMENDING and asked.exists()


def unamended() -> QuerySet[Step]:
    """修改后发, and nobody has written since: what waits for the head once there is something to confirm."""
    newer = Revision.objects.filter(
        subject_kind=OuterRef("clearance__subject_kind"),
        subject_id=OuterRef("clearance__subject_id"),
        number__gt=OuterRef("clearance__revision__number"),
    )
    return Step.objects.filter(~Exists(newer), act=Act.AMEND, state=StepState.OPEN)


def text_of(sheet: Clearance) -> Revision:
    """The text that lies on the sheet now: while it is amended (修改后发), the drafter's newest."""
    if sheet.state != State.AMENDING:
        return sheet.revision
    return revisions(sheet.subject).order_by("-number").first() or sheet.revision


@dataclass(frozen=True, slots=True)
class Cleared:
    """What may be published: the signed text, or its confirmed correction."""

    signature: Signature
    revision: Revision
    digest: str  # that was signed, or confirmed as a correction

    @property
    def document(self) -> PublicDocument:
        return self.revision.value


def cleared(clearance: Clearance) -> Cleared | None:
    """The cleared text of a signed clearance; None while anything is missing (编号, 补 confirmation)."""
    return cleared_of([clearance]).get(clearance.pk)


def cleared_of(clearances: Sequence[Clearance]) -> dict[int, Cleared]:
    """The cleared texts of many by the clearance's key, with as many queries as for one; those that lack are not there."""
    signed = [sheet.pk for sheet in clearances if sheet.state == State.SIGNED]
    standing = Signature.objects.filter(
        clearance__in=signed, standing=Signature.Standing.STANDING
    ).select_related("revision", "numbering")
    signatures = {signature.clearance_id: signature for signature in standing}
    unnumbered = Step.objects.filter(
        clearance__in=signed, round=F("clearance__round"), act=Act.NUMBER, afterwards=False
    ).exclude(state=StepState.DONE)
    lacking = set(unnumbered.values_list("clearance", flat=True))
    corrections = confirmed_corrections(standing)
    return {
        key: _cleared(signature, corrections.get(signature.pk))
        for key, signature in signatures.items()
        if key not in lacking
    }


def _cleared(signature: Signature, correction: Correction | None) -> Cleared:
    if correction:
        return Cleared(signature, correction.revision, correction.digest)
    return Cleared(signature, signature.revision, signature.digest)


def mine(actor: Actor) -> Q:
    """Steps at which this actor's post may act."""
    if actor.role == "chief_leader":
        return Q(role__in=("leader", "chief_leader"))
    if actor.role == "leader":
        return Q(role="leader", organ__in=["", *sorted(actor.in_charge_of)])
    return Q(role=actor.role) & (Q(organ=actor.organ) | Q(organ=""))


def steps_for(actor: Actor) -> QuerySet[Step]:
    """Open steps on this actor's desk, oldest first."""
    waiting = Step.objects.filter(mine(actor), state=StepState.OPEN)
    return waiting.select_related("clearance", "clearance__revision").order_by("opened_at", "pk")


def seen_by(actor: Actor) -> QuerySet[Clearance]:
    """Clearances that this actor may see: their organ's own, those that came to their post, those of their charge.

    The office sees all that was submitted, because it answers for the clock (三(一)).
    """
    if actor.person is None or actor.role in WITHOUT_CONTENT:
        return Clearance.objects.none()
    if actor.role in ("editor", "chief_leader"):
        return Clearance.objects.all()
    came = Step.objects.filter(mine(actor), clearance=OuterRef("pk"), opened_at__isnull=False)
    reached = Q(Exists(came))
    if actor.role == "leader":
        return Clearance.objects.filter(reached | Q(drafting_organ__in=sorted(actor.in_charge_of)))
    return Clearance.objects.filter(reached | Q(drafting_organ=actor.organ))


# 三员分立: administrators set accounts and read the trail, but no drafts.
WITHOUT_CONTENT = ("system_administrator", "security_administrator", "auditor")


def may_see(actor: Actor, clearance: Clearance) -> bool:
    """The same question about one clearance, answered without a query set; a property test holds them equal."""
    if actor.person is None or actor.role in WITHOUT_CONTENT:
        return False
    if actor.role in ("editor", "chief_leader"):
        return True
    own = actor.in_charge_of if actor.role == "leader" else {actor.organ}
    if clearance.drafting_organ in own:
        return True
    return any(
        step.opened_at is not None and may_take(actor, step) for step in clearance.steps.all()
    )


def may_take(actor: Actor, step: Step) -> bool:
    """Whether this actor's post is the one that acts at the step."""
    if actor.role == "chief_leader":
        return step.role in ("leader", "chief_leader")
    if actor.role == "leader":
        return step.role == "leader" and step.organ in ("", *actor.in_charge_of)
    return step.role == actor.role and step.organ in (actor.organ, "")


def corrections_for(actor: Actor) -> QuerySet[Correction]:
    """复核更正 that this actor may confirm now: the head of the drafting organ, who did not make it."""
    if actor.role != "head":
        return Correction.objects.none()
    waiting = Correction.objects.filter(
        confirmed_at__isnull=True,
        refused_at__isnull=True,
        signature__standing=Signature.Standing.STANDING,
        signature__clearance__drafting_organ=actor.organ,
    )
    return waiting.exclude(by__uuid=actor.key)


def registered_by(actor: Actor) -> QuerySet[Signature]:
    """Signatures that this actor entered and another person is to compare with the paper."""
    return Signature.objects.filter(
        standing=Signature.Standing.PENDING, registered_by__uuid=actor.key
    )


def unfinished_of(organ: str) -> QuerySet[Clearance]:
    return Clearance.objects.filter(drafting_organ=organ, state__in=UNFINISHED)


def overdue_steps(now: datetime) -> QuerySet[Step]:
    """Open steps whose own term (会签, 补签) has passed."""
    return Step.objects.filter(state=StepState.OPEN, due_at__lte=now).select_related("clearance")
