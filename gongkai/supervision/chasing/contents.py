"""What a message says, made when it is sent: a 催办 in its recorded words, a digest without titles that stay inside."""

from __future__ import annotations

from django.utils import timezone

from gongkai.accounts.models import Person
from gongkai.obligations.actions import CHASED
from gongkai.obligations.counting import bucket_of
from gongkai.obligations.models import Chase
from gongkai.plan.calendars import calendar_in_force
from gongkai.supervision.chasing import rules
from gongkai.supervision.chasing.channels import Message
from gongkai.supervision.chasing.channels.settings import configured
from gongkai.supervision.chasing.tellings import sayable
from gongkai.supervision.digest.rules import Heading
from gongkai.supervision.models import Delivery, Digest


def content_of(delivery: Delivery) -> Message:
    """The message of a delivery, to the address of its person."""
    address = address_of(delivery.person) if delivery.person else ""
    if delivery.entry.action == CHASED:
        chase = Chase.objects.get(uuid=delivery.entry.subject_id)
        heading = f"{chase.number or '催办'}：{chase.organ_name}"
        return Message(
            str(delivery.uuid), heading, chase.text, chase.number, chase.organ, chase.organ_name,
            address,
        )  # fmt: skip
    digest = Digest.objects.get(run__uuid=delivery.entry.subject_id, person=delivery.person)
    return Message(str(delivery.uuid), "到期提醒", text_of(digest), address=address)


def address_of(person: Person) -> str:
    """The bureau's mailboxes are named as its accounts."""
    return f"{person.username}@{configured().mail_domain}"


def text_of(digest: Digest) -> str:
    """The digest as plain text for a mail."""
    lines = list(digest.lines.select_related("obligation"))
    names = sayable([line.obligation for line in lines])
    now, calendar = timezone.now(), calendar_in_force()
    said: list[str] = []
    for heading in Heading:
        of = [line.obligation for line in lines if line.heading == heading]
        if not of:
            continue
        said.append(f"{heading.chinese}（{len(of)} 件）")
        for o in of:
            asked = rules.Asked(o.duty_title, names[o.pk], o.due_at, bucket_of(o, now),
                                o.provisional, timezone.localdate(o.opened_at))  # fmt: skip
            said.append(f"  {rules.label(asked)}，{rules.left(asked, now, calendar)}")
    if chased := digest.chases.count():
        said.append(f"新收到催办 {chased} 次，请在工作台查看并回复。")
    return "\n".join(said)
