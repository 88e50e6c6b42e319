"""What is on its way out: rows made from the trail, sent after commit, tried again a bounded number of times."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.accounts.models import Person
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.obligations.actions import CHASED
from gongkai.obligations.models import Chase
from gongkai.supervision.chasing.channels import NotDelivered, hook, mail
from gongkai.supervision.chasing.channels.settings import configured
from gongkai.supervision.chasing.contents import content_of
from gongkai.supervision.digest import making
from gongkai.supervision.models import Delivery
from gongkai.trail.models import Entry

log = logging.getLogger("gongkai.messenger")
# Minutes to wait after each failed attempt; after the last one nobody tries any more.
PAUSES = (1, 5, 15, 30, 60)
MOST = len(PAUSES) + 1
UNSURE = "发送中断，不能确认是否送达。"
BROKEN = "发送时系统出错，请报告系统管理员。"
TOO_LATE = "已过提醒时间，不再发送。"


def prepare(entry: Entry) -> None:
    """Make the deliveries that an entry asks for. Called by the notifier in its own transaction; twice makes no second."""
    for channel, person, until in wanted(entry):
        Delivery.objects.get_or_create(
            entry=entry, channel=channel, person=person,
            defaults={"next_at": entry.recorded, "until": until},
        )  # fmt: skip


def wanted(entry: Entry) -> Iterator[tuple[str, Person | None, datetime | None]]:
    """Which messages an entry asks for: channel, to whom, until when it makes sense."""
    if entry.action == CHASED and entry.data["way"] == Chase.Way.MESSAGE:
        yield Delivery.Channel.MESSAGE, None, None
    if entry.action == CHASED and entry.data["way"] == Chase.Way.MAIL:
        for person in _told(entry):
            yield Delivery.Channel.MAIL, person, None
    if entry.action in (making.DAILY, making.URGENT) and configured().mail_domain:
        for person in _told(entry):
            yield Delivery.Channel.MAIL, person, _of_use_until(entry)


def _told(entry: Entry) -> QuerySet[Person]:
    named = [UUID(value) for value in entry.data["tell"]]
    return Person.objects.filter(uuid__in=named, is_active=True).order_by("pk")


def _of_use_until(entry: Entry) -> datetime:
    """A daily digest is of use until the evening; what is due before the next morning, for some hours."""
    if entry.action == making.URGENT:
        return entry.recorded + timedelta(hours=6)
    evening = making.hours_of(entry.recorded).evening
    return datetime.combine(local_day(entry.recorded), evening, SHANGHAI)


def send_due(now: datetime) -> int:
    """Send what is due now, one by one, each outside any transaction. Returns how many arrived."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=now)
    keys = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:100])
    return sum(_send(key, now) for key in keys)


def _send(key: int, now: datetime) -> bool:
    claimed = _claim(key, now)
    if claimed is None:
        return False
    try:
        _through_its_channel(claimed)
    except OperationalError:
        raise  # the database is busy or away, nobody's fault of this one: it is tried again
    except Exception as fault:  # an odd one, too: it is noted with its message and the rest goes on
        if not isinstance(fault, NotDelivered):
            log.exception("delivery %s broke", claimed.uuid)
        over = claimed.attempts >= MOST
        said = fault.sentence if isinstance(fault, NotDelivered) else BROKEN
        _note(key, Delivery.State.FAILED if over else Delivery.State.WAITING, said)
        return False
    _note(key, Delivery.State.SENT, "")
    return True


@transaction.atomic
def _claim(key: int, now: datetime) -> Delivery | None:
    """Count the attempt before it is made: two messengers never send the same, and a crash loses no count."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("entry", "person")
    row = rows.get(pk=key)
    if row.state != Delivery.State.WAITING or row.next_at > now:
        return None
    if row.attempts >= MOST or (row.until is not None and now >= row.until):
        row.state = Delivery.State.FAILED
        row.said = UNSURE if row.attempts >= MOST else TOO_LATE
        row.save(update_fields=["state", "said"])
        return None
    pause = PAUSES[min(row.attempts, len(PAUSES) - 1)]
    row.attempts, row.tried_at = row.attempts + 1, now
    row.next_at = now + timedelta(minutes=pause)
    row.save(update_fields=["attempts", "tried_at", "next_at"])
    return row


def _through_its_channel(delivery: Delivery) -> None:
    held, message = configured(), content_of(delivery)
    if delivery.channel == Delivery.Channel.MESSAGE:
        if not held.hook:
            raise NotDelivered("没有配置短信、秦政通接口。")
        hook.send(message, held.hook, held.secret)
    else:
        if not held.mail_domain:
            raise NotDelivered("没有配置电子邮件。")
        mail.send(message)


def _note(key: int, state: str, said: str) -> None:
    Delivery.objects.filter(pk=key).update(state=state, said=said)


def state_of(chase: Chase) -> list[dict[str, Any]]:
    """What became of the messages of a 催办, for its page."""
    rows = Delivery.objects.filter(
        entry__subject_kind="chase", entry__subject_id=chase.uuid, entry__action=CHASED
    )
    return [_shown(row) for row in rows.select_related("person").order_by("pk")]


def _shown(row: Delivery) -> dict[str, Any]:
    tried = f"{timezone.localtime(row.tried_at):%m-%d %H:%M}" if row.tried_at else ""
    again = f"{timezone.localtime(row.next_at):%H:%M}"
    text = {
        Delivery.State.SENT: f"{tried} 已送达",
        Delivery.State.FAILED: f"未送达，已试 {row.attempts} 次：{row.said}请改用电话或工作群。",
        Delivery.State.WAITING: f"第 {row.attempts} 次没有送达：{row.said}{again} 再试。"
        if row.attempts
        else "等待发送",
    }[Delivery.State(row.state)]
    to = row.person.name if row.person else ""
    return {
        "channel": row.get_channel_display(),
        "to": to,
        "text": text,
        "failed": row.state == Delivery.State.FAILED,
    }


def undelivered() -> list[dict[str, Any]]:
    """催办 whose message did not arrive, for the office: the newest first."""
    rows = Delivery.objects.filter(
        entry__action=CHASED, attempts__gt=0, state__in=("failed", "waiting")
    ).select_related("entry", "person")
    return [
        {**_shown(row), "organ": row.entry.data["organ_name"], "chase": row.entry.subject_id}
        for row in rows.order_by("-pk")[:10]
    ]
