"""At night 表述检查 looks at what is already public: rules change, people change posts, pages that are linked to go."""

from __future__ import annotations

import logging
import re
from datetime import date, datetime, time
from functools import partial
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from gongkai.accounts.queries import in_role
from gongkai.clearance.checking import looked_at
from gongkai.clearance.models import Confirmation
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing import visibility
from gongkai.publishing.models import Publication
from gongkai.supervision.models import Cursor, PublicFinding
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.chain import START
from gongkai.trail.writing import write

log = logging.getLogger("gongkai.rechecking")
NIGHT = time(1), time(6)  # Shanghai: nobody publishes, few read
AT_ONCE = 20  # texts of one piece: a tenth of a second
READER = "rechecking"
_PAGE = re.compile(r"/p/(\d{4})/(\d{1,9})/?")

vocabulary.register({"public.rechecked": "检查已公开信息，新发现 {found} 处提示"})


def unanswered() -> QuerySet[PublicFinding]:
    """Findings in what is public that nobody has confirmed, the newest first."""
    confirmed = Confirmation.objects.filter(
        subject_kind=OuterRef("publication__subject_kind"),
        subject_id=OuterRef("publication__subject_id"),
        key=OuterRef("key"),
    )
    live = PublicFinding.objects.filter(publication__state=Publication.State.LIVE)
    return live.filter(~Exists(confirmed)).order_by("-found_on", "-pk")


def next_piece(*, by: Actor, at: datetime) -> int:
    """Look at the next texts of this night. Returns how many; 0 by day and when the night's work is done."""
    if not NIGHT[0] <= at.astimezone(SHANGHAI).time() < NIGHT[1]:
        return 0
    day = local_day(at)
    with transaction.atomic():
        cursor, _ = Cursor.objects.select_for_update().get_or_create(
            reader=READER, defaults={"number": 0, "head": START}
        )
        if cursor.head == _done(day):
            return 0
        if cursor.head != str(day):
            cursor.number, cursor.head = 0, str(day)
        texts = list(visibility.public().filter(pk__gt=cursor.number).order_by("pk")[:AT_ONCE])
        for publication in texts:
            _alone(publication, day)
        if texts:
            cursor.number = texts[-1].pk
        else:
            cursor.head = _done(day)
            _tell(by, at, day)
        cursor.save()
        return len(texts)


def _done(day: date) -> str:
    return f"{day} done"


def _alone(publication: Publication, day: date) -> None:
    """A text whose check breaks holds up no other."""
    try:
        with transaction.atomic():
            _look(publication, day)
    except Exception:
        log.exception("could not look at %s", publication.index_number)


def _look(publication: Publication, day: date) -> None:
    """Its findings as they are today. Leaders and dates are judged by the day on which it became public."""
    version = publication.version
    found = looked_at(
        publication.subject,
        version.revision.value,
        version.judged_on,
        ours=partial(is_there, day=day),
    )
    held = {one.finding.key: one for one in found}
    PublicFinding.objects.filter(publication=publication).exclude(key__in=held).delete()
    PublicFinding.objects.bulk_create(
        [
            PublicFinding(
                publication=publication,
                key=key,
                rule=one.finding.rule,
                said=one.said[:600],
                found_on=day,
            )
            for key, one in held.items()
        ],
        ignore_conflicts=True,  # what was found before keeps its day
    )


def is_there(address: str, *, day: date) -> bool | None:
    """Whether a link into our own portal leads to a public page; None for what is not a document of ours."""
    parts = urlsplit(address)
    bureau = the_bureaus_plan(day).plan.bureau
    page = _PAGE.fullmatch(parts.path)
    if page is None or bureau is None or parts.hostname != (bureau.site_domain or None):
        return None
    return visibility.public().filter(year=int(page[1]), serial=int(page[2])).exists()


def _tell(by: Actor, at: datetime, day: date) -> None:
    """The office reads of what was found this night."""
    found = unanswered().filter(found_on=day).count()
    if not found:
        return
    tell = sorted(str(post.person.uuid) for post in in_role("editor", day).select_related("person"))
    data = {"found": found, "day": str(day), "tell": sorted(set(tell))}
    subject = Subject("rechecking", uuid5(NAMESPACE_URL, f"gongkai:rechecking:{day}"))
    write(by=by, action="public.rechecked", subject=subject, at=at, clause="三(三)", data=data)
