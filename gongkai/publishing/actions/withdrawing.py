"""Withdrawing, and what is seen from outside: run inside the verbs of `kinds`, which write the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.models import Placement, Publication, Version
from gongkai.publishing.sights import Sight
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused


def withdraw(
    *, publication: Publication, reason: str, hide: bool, by: Actor, at: datetime
) -> Publication:
    """撤下 (a stub with the reason stays) or 隐藏 (as if it had never existed). The 索引号 is never reused."""
    require_office(by, at)
    if not reason.strip():
        raise Refused("请填写撤下原因，撤下说明会显示给公众。", field="reason")
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.state != Publication.State.LIVE:
        raise Overtaken("该信息已经撤下，请刷新后查看。")
    publication.state = Publication.State.HIDDEN if hide else Publication.State.WITHDRAWN
    publication.withdrawn_at, publication.withdrawal_reason = at, reason.strip()[:300]
    publication.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    return publication


def note_visible(sights: Sequence[Sight]) -> list[tuple[Sight, Version]]:
    """The first fetches from outside that saw these versions, with the version that stands.

    What was noted already, is no longer live or shows an older version is passed over.
    """
    keys = [sight.publication.pk for sight in sights]
    rows = Placement.objects.select_for_update().filter(
        publication__in=keys, channel=Placement.Channel.PORTAL, visible_at__isnull=True
    )
    placements = {placement.publication_id: placement for placement in rows.order_by("pk")}
    standing = _standing(keys)
    noted = []
    for sight in sights:
        placement, version = (
            placements.pop(sight.publication.pk, None),
            standing.get(sight.publication.pk),
        )
        if placement is None or version is None or version.number != sight.version:
            continue
        placement.visible_at, placement.digest_seen = sight.at, sight.digest
        noted.append((placement, sight, version))
    Placement.objects.bulk_update([row for row, *_ in noted], ["visible_at", "digest_seen"])
    return [(sight, version) for _, sight, version in noted]


def _standing(keys: Sequence[int]) -> dict[int, Version]:
    """The standing versions of those that are live, by the publication's key."""
    versions = Version.objects.filter(
        publication__in=keys, publication__state=Publication.State.LIVE
    ).select_related(
        "publication",
        "revision",
        "signature__clearance__revision",
        "signature__clearance__submitted_by",
    )
    return {version.publication_id: version for version in versions.order_by("number")}


def note_gone(*, publication: Publication, at: datetime) -> Placement | None:
    """The first fetch from outside that saw the stub, or nothing where it is hidden."""
    placement = Placement.objects.select_for_update().get(
        publication=publication, channel=Placement.Channel.PORTAL
    )
    if placement.gone_at is not None:
        return None
    placement.gone_at = at
    placement.save(update_fields=["gone_at"])
    return placement
