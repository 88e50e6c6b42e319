"""Withdrawing, and what is seen from outside: run inside the verbs of `kinds`, which write the trail."""

from __future__ import annotations

from datetime import datetime

from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.models import Placement, Publication
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


def note_visible(
    *, publication: Publication, version: int, digest: str, at: datetime
) -> Placement | None:
    """The first fetch from outside that saw this version. None when it was noted already or is no longer live."""
    placement = Placement.objects.select_for_update().get(
        publication=publication, channel=Placement.Channel.PORTAL
    )
    publication = Publication.objects.get(pk=publication.pk)
    stale = publication.version.number != version or publication.state != Publication.State.LIVE
    if placement.visible_at is not None or stale:
        return None
    placement.visible_at, placement.digest_seen = at, digest
    placement.save(update_fields=["visible_at", "digest_seen"])
    return placement


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
