"""One duty on one subject, who held it, and the time that does not count."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from gongkai.plan.models import PlanVersion
from gongkai.trail.actors import Subject


class Obligation(models.Model):
    """Duty, term, holder id and name are copied from the plan: a later plan never rewrites the past.

    `due_at` is the start of the day after the due day (UTC, exclusive); late if and only if done at or
    after it. Provisional ones remind, and nobody is recorded late by them.
    """

    class Ending(models.TextChoices):
        DISCHARGED = "discharged", "已完成"
        VOID = "void", "已取消"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    plan_id_text = models.CharField("方案", max_length=60)
    duty = models.CharField("事项", max_length=40)
    duty_title = models.CharField("任务", max_length=200)
    clause = models.CharField("条款", max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    title = models.CharField("对象", max_length=300)
    holder = models.CharField(max_length=60)
    holder_name = models.CharField("责任处室", max_length=80)
    term = models.CharField("时限", max_length=40, blank=True)
    opened_at = models.DateTimeField("起算")
    due_day = models.DateField("到期日", null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    near_at = models.DateTimeField(null=True, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    calendar = models.CharField("日历版本", max_length=80, blank=True)
    suspended = models.BooleanField("中止", default=False)
    ending = models.CharField(max_length=20, choices=Ending.choices, blank=True)
    ended_at = models.DateTimeField("完成", null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    evidence = models.JSONField("佐证", default=dict, blank=True)
    evidence_lost_at = models.DateTimeField("佐证失效", null=True, blank=True)
    near_told_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "任务"
        constraints = (
            models.UniqueConstraint(
                name="one_open_obligation",
                fields=["plan_id_text", "duty", "subject_kind", "subject_id", "holder"],
                condition=Q(ending=""),
            ),
            models.CheckConstraint(
                name="yellow_before_red",
                condition=Q(near_at__isnull=True)
                | Q(due_at__isnull=True)
                | Q(near_at__lte=F("due_at")),
            ),
        )
        # Counts are answered from an index alone, lists in its order: a ledger may hold a million open ones.
        indexes = (
            models.Index(fields=["subject_kind", "subject_id"]),
            # Lights of what is open: of one holder, of the whole ledger; what is due on a day.
            models.Index(
                name="open_of_holder",
                fields=["holder", "near_at", "due_at", "suspended", "provisional", "ending"],
                condition=Q(ending=""),
            ),
            models.Index(
                name="open_of_all",
                fields=["ending", "near_at", "due_at", "suspended", "provisional"],
            ),
            models.Index(
                name="open_due_on", fields=["due_day", "holder", "ending"], condition=Q(ending="")
            ),
            # Lists: of all, of one holder, of one clause.
            models.Index(name="list_of_all", fields=["ending", "due_at", "holder", "plan_id_text"]),
            models.Index(
                name="list_of_holder", fields=["holder", "ending", "due_at", "plan_id_text"]
            ),
            models.Index(
                name="list_of_clause",
                fields=["clause", "ending", "due_at", "holder", "plan_id_text"],
            ),
            # The figures of a plan: `supervision.figures`.
            models.Index(
                name="figures",
                fields=[
                    "plan_id_text",
                    "duty",
                    "opened_at",
                    "ending",
                    "ended_at",
                    "due_at",
                    "provisional",
                    "suspended",
                    "evidence_lost_at",
                    "holder",
                ],
            ),
            models.Index(
                name="to_be_told_near",
                fields=["near_at"],
                condition=Q(near_told_at__isnull=True, near_at__isnull=False),
            ),
            models.Index(
                name="to_be_told_late",
                fields=["due_at"],
                condition=Q(late_told_at__isnull=True, due_at__isnull=False),
            ),
        )

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def done_late(self) -> bool:
        """Whether it was discharged at or after its due moment."""
        ended = self.ended_at if self.ending == self.Ending.DISCHARGED else None
        return bool(ended and self.due_at and not self.provisional and ended >= self.due_at)


class Leg(models.Model):
    """Who held it from when to when. Lateness is charged to legs; a leader's time is not ranked."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="legs")
    holder = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=80)
    first = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True, blank=True)

    class Meta:
        ordering = ("first", "pk")


class Suspension(models.Model):
    """扣除时间（中止计时）: half-open day range, with its reason."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="suspensions")
    first = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)
    reason = models.CharField("原因", max_length=300)

    class Meta:
        ordering = ("first", "pk")
