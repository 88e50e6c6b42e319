"""What was loaded: versions of plans and notices on days off. Rows are added, never changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class AddedOnly(models.Model):
    """A row that is written once: whoever keeps its key may keep what he read."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError(f"{type(self).__name__} never changes: add another")
        super().save(*args, **kwargs)


class PlanVersion(AddedOnly):
    """One version of one plan, as its file was parsed."""

    plan_id = models.CharField("方案代码", max_length=60)
    version = models.PositiveIntegerField("版本")
    title = models.CharField("名称", max_length=200)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止（不含）", null=True, blank=True)
    body = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=80)
    loaded_at = models.DateTimeField("载入时间")

    class Meta:
        verbose_name = "工作方案版本"
        constraints = (
            models.UniqueConstraint(name="plan_version_once", fields=["plan_id", "version"]),
            models.CheckConstraint(
                name="plan_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}（第 {self.version} 版）"


class CalendarNotice(AddedOnly):
    """One notice on days off. `days` is a list of [day, is_working, name]; later rows override earlier ones."""

    number = models.CharField("文号", max_length=60)
    issued = models.DateField("成文日期", null=True, blank=True)
    year = models.PositiveIntegerField("年度")
    days = models.JSONField("安排")
    version = models.PositiveIntegerField("版本")
    loaded_at = models.DateTimeField("载入时间")

    class Meta:
        verbose_name = "放假安排通知"
        constraints = (
            models.UniqueConstraint(
                name="notice_version_once", fields=["number", "year", "version"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}（{self.year} 年，第 {self.version} 版）"
