"""Publishing confirmed batches of the old site, a few items at a time, by the consent of who confirmed."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError

from gongkai.accounts.queries import actor_at
from gongkai.matters.documents.actions import carrying
from gongkai.matters.documents.models import Batch, Item
from gongkai.trail.actors import Actor, system
from gongkai.trail.refusals import NotAllowed, Refused

log = logging.getLogger("gongkai.old_site")
AT_ONCE = 20  # items; between two pieces the ticker looks at everything else
NAME = "旧站补录"
BROKEN = "补录时系统出错，请报告系统管理员。"


def next_piece(*, at: datetime, most: int = AT_ONCE) -> int:
    """Publish the next items of the oldest confirmed batch, by their original date. Returns how many were tried."""
    batch = Batch.objects.filter(state=Batch.State.CONFIRMED).order_by("begun_at").first()
    try:
        return publish_of(batch, at, most) if batch else 0
    except NotAllowed:
        return 0  # it waits for another person now


def publish_of(batch: Batch, at: datetime, most: int = AT_ONCE) -> int:
    """The same for one batch, whatever stopped it before."""
    if batch.confirmed_by is None or batch.confirmed_post is None:
        return 0
    waiting = batch.items.filter(state=Item.State.WAITING).order_by("published", "row")
    items = list(waiting.defer("text")[:most])
    for item in items:
        _publish(item, actor_at(batch.confirmed_by, batch.confirmed_post), at)
    if not items:
        carrying.finish_batch(batch=batch, by=system(NAME), at=at)
    return len(items)


def _publish(item: Item, by: Actor, at: datetime) -> None:
    try:
        carrying.publish_item(item=item, by=by, at=at)
    except OperationalError:
        raise  # the database is busy or away, nobody's fault of this one: it is tried again
    except NotAllowed as refused:  # who confirmed left the office: nothing of the batch can go on
        carrying.hold_batch(batch=item.batch, reason=refused.sentence, by=system(NAME), at=at)
        raise
    except Refused as refused:
        carrying.fail_item(item=item, reason=refused.sentence, by=system(NAME), at=at)
    except Exception:
        log.exception("item %s broke", item.pk)
        carrying.fail_item(item=item, reason=BROKEN, by=system(NAME), at=at)
