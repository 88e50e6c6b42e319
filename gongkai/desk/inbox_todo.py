"""待办: which sheets wait for this actor. What the door would refuse to everybody now is not among them."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongkai.accounts.models import Person
from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import WITH_DRAFTER, State
from gongkai.obligations.models import Obligation
from gongkai.publishing.queries import awaiting, objected
from gongkai.trail.actors import Actor


def todo(actor: Actor) -> QuerySet[Clearance]:
    """Sheets with an open step at this post, or sent back to this person; what is due first stands first."""
    found = Q(state__in=WITH_DRAFTER, submitted_by__in=oneself(actor))
    unamended = clearances.unamended()  # first the drafter's, then the head's to confirm
    found |= Q(pk__in=unamended.values("clearance_id"), submitted_by__in=oneself(actor))
    steps = clearances.steps_for(actor).order_by().exclude(pk__in=unamended.values("pk"))
    found |= Q(pk__in=steps.values("clearance_id"))
    if actor.role == "head":
        found |= Q(pk__in=clearances.corrections_for(actor).values("signature__clearance_id"))
    if actor.role == "editor":
        own = clearances.registered_by(actor).values("clearance_id")
        found |= Q(state=State.REGISTERED) & ~Q(pk__in=own)  # 登记和核对须由两人办理
        found |= Q(pk__in=objected().values("pk"))
        found |= Q(pk__in=list(awaiting().values_list("pk", flat=True)))  # asked once
    clocks = Obligation.objects.filter(
        subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"),
        ending="", due_at__isnull=False,
    )  # fmt: skip
    due = Subquery(clocks.order_by("due_at").values("due_at")[:1])
    return Clearance.objects.filter(found).order_by(due.asc(nulls_last=True), "submitted_at", "pk")


def oneself(actor: Actor) -> QuerySet[Person]:
    """The acting person, for a query to look up by itself."""
    return Person.objects.filter(uuid=actor.key)
