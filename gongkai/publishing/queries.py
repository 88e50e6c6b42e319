"""Reads over publications."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.clearance.models import Clearance, Correction, Signature, Step
from gongkai.clearance.states import Act, State, StepState
from gongkai.publishing.models import Alias, Placement, Publication, Schedule, Version
from gongkai.trail.actors import Subject


def of(subject: Subject) -> Publication | None:
    """The newest publication of a subject, live or not."""
    found = Publication.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return found.order_by("-pk").first()


def live_under(clearance: Clearance) -> QuerySet[Publication]:
    """The page, if it is public, whose standing version was signed on this sheet."""
    newer = Version.objects.filter(
        publication=OuterRef("publication"), number__gt=OuterRef("number")
    )
    standing = Version.objects.filter(~Exists(newer), signature__clearance=clearance)
    return Publication.objects.filter(
        state=Publication.State.LIVE, pk__in=standing.values("publication")
    )


def objected() -> QuerySet[Clearance]:
    """Sheets whose signature fell by an objection while their text is public: the office withdraws it or replaces it.

    The page stays until then: whether it goes is decided by a person of the office (二(六)), not by the objection.
    """
    newer = Version.objects.filter(
        publication=OuterRef("publication"), number__gt=OuterRef("number")
    )
    fallen = Version.objects.filter(
        ~Exists(newer),
        signature__clearance__state=State.VOIDED,
        publication__state=Publication.State.LIVE,
    )
    return Clearance.objects.filter(pk__in=fallen.values("signature__clearance"))


def awaiting() -> QuerySet[Clearance]:
    """Signed, numbered, 主动公开, and the signed or corrected text not public yet: the office's 发布 queue.

    Not while the page shows a text that was signed later: the older one is never published over it.
    It looks for every signature that is not public: a page that needs it twice keeps the keys.
    """
    # two indexes side by side say which signatures are not public; sheets are read of those alone
    shown = Version.objects.filter(signature=OuterRef("pk"))
    corrected = Correction.objects.filter(confirmed_at__isnull=False)
    found = Signature.objects.filter(~Exists(shown) | Q(pk__in=corrected.values("signature")))
    return _to_publish(Clearance.objects.filter(pk__in=found.values("clearance")))


def is_awaiting(clearance: Clearance) -> bool:
    """Whether it is among those, without looking for the others."""
    return _to_publish(Clearance.objects.filter(pk=clearance.pk)).exists()


def _to_publish(sheets: QuerySet[Clearance]) -> QuerySet[Clearance]:
    shown = Version.objects.filter(signature__clearance=OuterRef("pk"))
    # of several corrections the last one holds: an earlier one that was never public waits for nothing
    at_least = Version.objects.filter(
        signature=OuterRef("signature"), revision__number__gte=OuterRef("revision__number")
    )
    corrected = Correction.objects.filter(
        ~Exists(at_least), signature__clearance=OuterRef("pk"), confirmed_at__isnull=False
    )
    newer = Version.objects.filter(
        publication__subject_kind=OuterRef("subject_kind"),
        publication__subject_id=OuterRef("subject_id"),
        publication__state=Publication.State.LIVE,
        signature__clearance__gt=OuterRef("pk"),
    )
    unnumbered = Step.objects.filter(act=Act.NUMBER, state=StepState.OPEN, afterwards=False)
    return sheets.filter(
        ~Q(
            pk__in=unnumbered.values("clearance")
        ),  # open steps are few, the steps of a sheet are not
        ~Exists(shown) | Exists(corrected),
        ~Exists(newer),
        state=State.SIGNED,
        revision__document__attribute="proactive",
    )


def scheduled() -> QuerySet[Schedule]:
    """What waits for its moment, the nearest first; of one moment in the order of consent."""
    waiting = Schedule.objects.filter(state=Schedule.State.WAITING)
    return waiting.select_related("clearance", "person", "post__person").order_by("moment", "pk")


def failed() -> QuerySet[Schedule]:
    """Schedules that did not publish: the newest of each text, until it was published or went on a new sheet."""
    newer = Schedule.objects.filter(clearance=OuterRef("clearance"), pk__gt=OuterRef("pk"))
    found = Schedule.objects.filter(~Exists(newer), state=Schedule.State.FAILED)
    shown = Version.objects.filter(
        signature__clearance=OuterRef("clearance"), published_at__gte=OuterRef("ended_at")
    )
    again = Clearance.objects.filter(
        subject_kind=OuterRef("clearance__subject_kind"),
        subject_id=OuterRef("clearance__subject_id"),
        pk__gt=OuterRef("clearance"),
    )
    return (
        found.filter(~Exists(shown), ~Exists(again))
        .select_related("clearance", "person")
        .order_by("-ended_at")
    )


def unseen() -> QuerySet[Placement]:
    """Live on the portal, and nobody outside has fetched the standing version yet."""
    return Placement.objects.filter(
        channel=Placement.Channel.PORTAL,
        visible_at__isnull=True,
        publication__state=Publication.State.LIVE,
    ).select_related("publication")


def not_yet_gone() -> QuerySet[Placement]:
    """Withdrawn or hidden, and no fetch from outside has seen that yet."""
    return (
        Placement.objects.filter(channel=Placement.Channel.PORTAL, gone_at__isnull=True)
        .exclude(publication__state=Publication.State.LIVE)
        .select_related("publication")
    )


def old_addresses() -> QuerySet[Alias]:
    """Addresses of the old site that lead somewhere: to the page, or to the stub of what was withdrawn."""
    return (
        Alias.objects.filter(sort=Alias.Sort.ADDRESS)
        .exclude(publication__state=Publication.State.HIDDEN)
        .select_related("publication")
        .order_by("value")
    )


def by_index_number(number: str) -> Publication | None:
    """The publication with this 索引号, the one that it has or the one that it had on the old site."""
    alias = Alias.objects.filter(sort=Alias.Sort.INDEX_NUMBER, value=number).first()
    if alias is not None:
        return alias.publication
    entity, _, rest = number.rpartition("/")
    year, _, serial = rest.partition("-")
    if not (year.isascii() and year.isdigit() and serial.isascii() and serial.isdigit()):
        return None
    if len(year) > 4 or len(serial) > 9:
        return None
    return Publication.objects.filter(entity=entity, year=int(year), serial=int(serial)).first()
