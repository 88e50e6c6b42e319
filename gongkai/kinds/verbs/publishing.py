"""发布, 撤下, and what is seen from outside. The fetch, not the click, discharges the duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.clearance.models import Clearance
from gongkai.clearance.states import State
from gongkai.kinds.checked import refusals_of
from gongkai.kinds.verbs.recording import entry_of, event_of, happened, settled_by
from gongkai.obligations.settling import Settled, lose_evidence
from gongkai.plan.queries import plan_version
from gongkai.publishing.actions import publishing, withdrawing
from gongkai.publishing.actions.publishing import Consented
from gongkai.publishing.models import Publication, Version
from gongkai.publishing.sights import Sight
from gongkai.trail.actors import Actor
from gongkai.trail.models import Entry
from gongkai.trail.writing import write_all


@transaction.atomic
def publish(*, clearance: Clearance, seen: str, by: Actor, at: datetime) -> Publication:
    """发布 (二(六) 统一上网发布): 索引号 and address are given; readers of the trail build the pages.

    `seen`: `cleared().digest` of the text that the person who pressed had before them.
    """
    return publish_together(clearances=[(clearance, seen)], by=by, at=at)[0]


@transaction.atomic
def publish_together(
    *, clearances: Sequence[Consented], by: Actor, at: datetime
) -> list[Publication]:
    """打包发布: all or none, in one transaction and one act, so that the builder switches them in together."""
    sheets = [sheet for sheet, _ in clearances]
    plans = {sheet.pk: plan_version(sheet.plan_id) for sheet in sheets}
    versions = publishing.publish_all(clearances=clearances, plans=plans, by=by, at=at)
    texts = [(v.publication.subject, v.revision.value) for v in versions]
    for sheet, refusal in zip(sheets, refusals_of(texts, at, "发布"), strict=True):
        if refusal:
            raise publishing.named(refusal, sheet, len(sheets))
    settled = settled_by([event_of("document.published", sheet, at) for sheet in sheets])
    write_all(
        [
            _entry("document.published", sheet, version, by, at, done)
            for sheet, version, done in zip(sheets, versions, settled, strict=True)
        ]
    )
    return [version.publication for version in versions]


@transaction.atomic
def withdraw(
    *, publication: Publication, reason: str, by: Actor, at: datetime, hide: bool = False
) -> Publication:
    """撤下 with a reason; what the publication proved is no longer proved."""
    version = publication.version
    clearance = version.signature.clearance
    version.publication = withdrawing.withdraw(
        publication=publication, reason=reason, hide=hide, by=by, at=at
    )
    settled = happened("document.withdrawn", clearance, by=by, at=at)
    lose_evidence(publication.subject, at, reason.strip())
    action = "document.hidden" if hide else "document.withdrawn"
    _note(action, clearance, version, by, at, settled)
    return version.publication


@transaction.atomic
def note_visible(
    *, publication: Publication, version: int, digest: str, by: Actor, at: datetime
) -> bool:
    """The first fetch from outside saw the page: that discharges 上网公开 (二(二), 条例26). False when it is known already."""
    return note_all_visible(sights=[Sight(publication, version, digest, at)], by=by, at=at) == 1


@transaction.atomic
def note_all_visible(*, sights: Sequence[Sight], by: Actor, at: datetime) -> int:
    """The same for many pages: each happened at its fetch, all are recorded `at`. Returns how many were news."""
    noted = withdrawing.note_visible(sights)
    clocked = [  # 补录 opens no clock and stops none
        (sight, version)
        for sight, version in noted
        if version.signature.clearance.state != State.CARRIED
    ]
    settled = settled_by(
        [
            event_of(
                "document.visible", version.signature.clearance, sight.at, evidence=_evidence(sight)
            )
            for sight, version in clocked
        ]
    )
    done = {version.pk: one for (_, version), one in zip(clocked, settled, strict=True)}
    write_all(
        [
            _entry(
                "document.visible",
                version.signature.clearance,
                version,
                by,
                at,
                done.get(version.pk),
                happened_at=sight.at,
            )
            for sight, version in noted
        ]
    )
    return len(noted)


def _evidence(sight: Sight) -> dict[str, str]:
    publication = sight.publication
    return {
        "publication": str(publication.uuid),
        "index_number": publication.index_number,
        "address": publication.address,
        "digest": sight.digest,
    }


@transaction.atomic
def note_gone(*, publication: Publication, by: Actor, at: datetime) -> bool:
    """The first fetch from outside saw the stub (or nothing, where it is hidden)."""
    if withdrawing.note_gone(publication=publication, at=at) is None:
        return False
    version = publication.version
    _note("document.gone", version.signature.clearance, version, by, at)
    return True


def _note(
    action: str,
    clearance: Clearance,
    version: Version,
    by: Actor,
    at: datetime,
    settled: Settled | None = None,
) -> None:
    write_all([_entry(action, clearance, version, by, at, settled)])


def _entry(
    action: str,
    clearance: Clearance,
    version: Version,
    by: Actor,
    at: datetime,
    settled: Settled | None = None,
    happened_at: datetime | None = None,
) -> Entry:
    publication = version.publication
    data = {
        "publication": str(publication.uuid),
        "index_number": publication.index_number,
        "address": publication.address,
        "reason": publication.withdrawal_reason,
        "version": version.number,
    }
    tell = action == "document.visible" and clearance.state != State.CARRIED
    told = [clearance.submitted_by] if tell else []
    return entry_of(
        action,
        clearance,
        by=by,
        at=at,
        data=data,
        settled=settled,
        tell=told,
        happened_at=happened_at,
    )
