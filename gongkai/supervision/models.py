"""What supervision keeps: notices to read (待阅), made from the trail."""

from __future__ import annotations

from django.db import models

from gongkai.accounts.models import Person
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
