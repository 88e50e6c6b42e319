"""定时发布: consent that waits for its moment."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person, Post
from gongkai.clearance.models import Clearance


class Schedule(models.Model):
    """定时发布: the stored consent of a named person of the office. At its moment the same publishing runs, and asks
    for right and signature again. Those of one `bundle` go out together or not at all.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "已定时"
        DONE = "done", "已发布"
        FAILED = "failed", "未成功"
        CANCELLED = "cancelled", "已取消"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=80)  # of the text that the person saw
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    moment = models.DateTimeField("发布时刻")
    bundle = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField("未成功的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "定时发布"
        constraints = (
            models.UniqueConstraint(
                name="one_waiting_schedule", fields=["clearance"], condition=Q(state="waiting")
            ),
        )
        indexes = (
            models.Index(name="schedule_due", fields=["moment"], condition=Q(state="waiting")),
        )
