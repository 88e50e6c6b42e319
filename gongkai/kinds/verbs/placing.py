"""登记其他渠道: the plan says which placement counts for which duty, and the clock stops at that one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.kinds.verbs.recording import happened, recorded
from gongkai.obligations.settling import visible_in
from gongkai.publishing.actions import placing
from gongkai.publishing.models import Placement, Publication
from gongkai.trail.actors import Actor


@transaction.atomic
def place(
    *,
    publication: Publication,
    channel: str,
    address: str,
    moment: datetime,
    by: Actor,
    at: datetime,
) -> Placement:
    """It stands in another channel: discharges what waits for 登载, and for being seen in just that channel."""
    placement = placing.place(
        publication=publication, channel=channel, address=address, moment=moment, by=by, at=at
    )
    clearance = publication.version.signature.clearance
    evidence = {
        "publication": str(publication.uuid),
        "index_number": publication.index_number,
        "address": address,
        "channel": channel,
    }
    settled = happened(
        "document.placed", clearance, by=by, at=at, happened_at=moment, evidence=evidence
    ).and_then(visible_in(channel, publication.subject, at, evidence))
    data = {"channel": placement.get_channel_display(), "address": address}
    recorded(
        "document.placed", clearance, by=by, at=at, happened_at=moment, data=data, settled=settled
    )
    return placement
