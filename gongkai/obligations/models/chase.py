"""催办: what was said to an organ about its open tasks, and what it answered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.obligations.models.obligation import Obligation
from gongkai.trail.actors import Subject


class Chase(models.Model):
    """催办: what the office said to one organ about its open tasks, how and to whom. It never changes.

    `text` holds the words as they were said. 催办单 and 督办单 carry a number of the year, never given twice.
    `once` comes from the form: a second press is the same act.
    """

    class Way(models.TextChoices):
        DESK = "desk", "工作台提醒"
        PHONE = "phone", "电话"
        GROUP = "group", "工作群"
        SLIP = "slip", "催办单"
        SUPERVISION_SLIP = "supervision_slip", "督办单"
        MESSAGE = "message", "短信、秦政通"
        MAIL = "mail", "电子邮件"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    once = models.UUIDField(default=uuid4)
    organ = models.CharField("处室代码", max_length=60)
    organ_name = models.CharField("处室", max_length=80)
    way = models.CharField("方式", max_length=20, choices=Way.choices)
    spoken_to = models.CharField("联系人", max_length=60, blank=True)
    text = models.TextField("催办内容")
    demanded = models.DateField("要求办结日期", null=True, blank=True)
    word = models.CharField("代字", max_length=10, blank=True)
    year = models.PositiveIntegerField("年度", null=True, blank=True)
    serial = models.PositiveIntegerField("序号", null=True, blank=True)
    by_person = models.UUIDField(null=True)
    by_name = models.CharField("经办人", max_length=40)
    by_organ_name = models.CharField(max_length=80)
    at = models.DateTimeField("催办时间")

    class Meta:
        verbose_name = "催办"
        constraints = (
            models.UniqueConstraint(name="one_chase", fields=["once", "organ"]),
            models.UniqueConstraint(
                name="one_number_of_a_slip",
                fields=["word", "year", "serial"],
                condition=Q(serial__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="chases_of_all", fields=["at"]),
            models.Index(name="chases_of_organ", fields=["organ", "at"]),
        )

    @property
    def number(self) -> str:
        """催办〔2026〕3号; empty where nothing was put on paper."""
        return f"{self.word}〔{self.year}〕{self.serial}号" if self.serial else ""

    @property
    def subject(self) -> Subject:
        return Subject("chase", self.uuid)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError("a chase never changes: make another")
        super().save(*args, **kwargs)


class ChasedTask(models.Model):
    """One task on a chase, in the words and with the date that were said then."""

    chase = models.ForeignKey(Chase, models.PROTECT, related_name="tasks")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="chases")
    label = models.CharField("事项", max_length=400)
    due_day = models.DateField("到期日", null=True, blank=True)
    left = models.CharField("时限", max_length=60)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="one_task_once", fields=["chase", "obligation"]),
        )


class ChaseAnswer(models.Model):
    """回复: what the chased organ said, entered by itself or, on the telephone, by the office. Added, never changed."""

    chase = models.ForeignKey(Chase, models.PROTECT, related_name="answers")
    text = models.CharField("回复", max_length=500)
    by_name = models.CharField(max_length=40)
    by_organ_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(name="one_answer", fields=["chase", "by_name", "text"]),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError("an answer never changes: add another")
        super().save(*args, **kwargs)


class SlipCounter(models.Model):
    """The last number given in a year, for 催办单 and 督办单 each. Locked by the act that takes the next."""

    word = models.CharField(max_length=10)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="one_slip_counter", fields=["word", "year"]),)
