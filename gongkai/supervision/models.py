"""What supervision keeps: notices to read (待阅), messages on their way out, digests; all made from the trail and ledger."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from gongkai.accounts.models import Person
from gongkai.obligations.models import Chase, Obligation
from gongkai.trail.models import Entry


class Notice(models.Model):
    """An entry of the trail that somebody shall read. Made by the notifier, a reader of the trail."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    read_at = models.DateTimeField("已阅", null=True, blank=True)

    class Meta:
        verbose_name = "待阅"
        constraints = (models.UniqueConstraint(name="one_notice", fields=["person", "entry"]),)
        indexes = (
            models.Index(
                name="notice_unread", fields=["person"], condition=models.Q(read_at__isnull=True)
            ),
        )


class Cursor(models.Model):
    """A reader's position for readers that build into the database itself: one commit with what it built."""

    reader = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=0)
    head = models.CharField(max_length=80)


class Delivery(models.Model):
    """A message on its way out of the system: what the messenger sends, how often it tried, what came of it.

    Made from an entry of the trail, once for each recipient; a failed one is tried again a bounded number of times.
    """

    class Channel(models.TextChoices):
        MESSAGE = "message", "短信、秦政通"
        MAIL = "mail", "电子邮件"

    class State(models.TextChoices):
        WAITING = "waiting", "待发送"
        SENT = "sent", "已送达"
        FAILED = "failed", "未送达"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次发送")
    until = models.DateTimeField("过时不发", null=True, blank=True)
    tried_at = models.DateTimeField("上次发送", null=True, blank=True)
    said = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "外发消息"
        constraints = (
            models.UniqueConstraint(name="one_delivery", fields=["entry", "channel", "person"]),
            models.UniqueConstraint(
                name="one_delivery_to_nobody",
                fields=["entry", "channel"],
                condition=models.Q(person__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                name="delivery_waiting", fields=["next_at"], condition=models.Q(state="waiting")
            ),
        )


class DigestRun(models.Model):
    """One run of the 到期提醒: the daily one of a working day, or one after hours. One daily run a day."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    day = models.DateField()
    daily = models.BooleanField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_digest_a_day", fields=["day"], condition=models.Q(daily=True)
            ),
        )


class Digest(models.Model):
    """What one person is told in one run; who has nothing due has none."""

    run = models.ForeignKey(DigestRun, models.PROTECT, related_name="digests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chases = models.ManyToManyField(Chase, related_name="+")

    class Meta:
        verbose_name = "到期提醒"
        constraints = (models.UniqueConstraint(name="one_digest", fields=["run", "person"]),)


class DigestLine(models.Model):
    """One task in a digest, under the heading under which it stood then."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="lines")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    heading = models.CharField(max_length=10)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="one_digest_line", fields=["digest", "obligation"]),
        )
