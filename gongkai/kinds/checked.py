"""表述检查 before 送审 and again before 发布: nothing goes on while a finding is neither mended nor confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from gongkai.clearance.checking import Looked, looked_at, looked_at_all
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import cleared, revisions
from gongkai.clearance.states import State
from gongkai.clock.calendars import local_day
from gongkai.publishing.models import Version
from gongkai.publishing.queries import scheduled
from gongkai.trail.actors import Subject
from gongkai.trail.refusals import Refused

MOST_SAID = 3
AHEAD = timedelta(minutes=1)


def require_checked(subject: Subject, document: PublicDocument, at: datetime, step: str) -> None:
    """Raises Refused while anything is neither mended nor confirmed. `step`: 送审 or 发布."""
    if refusal := refusals_of([(subject, document)], at, step)[0]:
        raise refusal


def refusals_of(
    texts: Sequence[tuple[Subject, PublicDocument]], at: datetime, step: str
) -> list[Refused | None]:
    """For each text the refusal, None where nothing is left to mend or to confirm."""
    found = looked_at_all(texts, local_day(at))
    return [_refusal([one for one in looked if one.open], step) for looked in found]


def _refusal(left: list[Looked], step: str) -> Refused | None:
    if not left:
        return None
    must = sum(one.finding.severity == "must" for one in left)
    said = "；".join(one.said.rstrip("。？") for one in left[:MOST_SAID])
    more = f"等 {len(left)} 处" if len(left) > MOST_SAID else ""
    ways = "请改正" if must == len(left) and step == "送审" else "请改正，或逐条确认"
    return Refused(f"{step}前的检查发现：{said}{more}。{ways}后再{step}。", field="body")


def standing_text(clearance: Clearance, at: datetime) -> tuple[PublicDocument, date] | None:
    """The signed or carried text of a sheet and the day it is judged by: what is public by its own day."""
    shown = Version.objects.filter(signature__clearance=clearance).order_by("-number")
    version = shown.select_related("publication", "revision").first()
    day = version.judged_on if version else local_day(at)
    if clearance.state == State.CARRIED:
        return (version.revision.value, day) if version else None
    ready = cleared(clearance)
    return (ready.document, day) if ready else None


def look_ahead(*, at: datetime) -> int:
    """Look at the texts of the coming minute now: at their moment the check is remembered. Returns how many."""
    coming = scheduled().filter(moment__gt=at, moment__lte=at + AHEAD)
    return sum(_looked(one.clearance.subject, one.digest, local_day(one.moment)) for one in coming)


@lru_cache(maxsize=4096)
def _looked(subject: Subject, digest: str, day: date) -> bool:
    """The text to which somebody consented: the signed one, or the one with its 复核更正."""
    found = revisions(subject).filter(digest=digest).first()
    if found is not None:
        looked_at(subject, found.value, day)
    return True
