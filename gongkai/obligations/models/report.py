"""What an organ says of a duty: that there was nothing to do, or what was done by hand."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models


class ZeroReport(models.Model):
    """零报告: the holder confirms that a duty had nothing to do in a period."""

    plan_id_text = models.CharField(max_length=60)
    duty = models.CharField(max_length=40)
    clause = models.CharField(max_length=40)
    holder = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=80)
    period = models.CharField("期间", max_length=10)  # 2026, 2026-H1, 2026-Q3, 2026-05
    confirmed_by = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_zero_report", fields=["plan_id_text", "duty", "holder", "period"]
            ),
        )


class Record(models.Model):
    """The general act on a duty that the software does not carry out itself: what was done, with evidence."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan_id_text = models.CharField(max_length=60)
    duty = models.CharField(max_length=40)
    clause = models.CharField(max_length=40)
    holder = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=80)
    done_on = models.DateField("完成日期")
    what = models.CharField("完成情况", max_length=1000)
    files = models.JSONField("佐证材料", default=list)
    by_name = models.CharField(max_length=40)
    at = models.DateTimeField()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError("a record never changes: make another")
        super().save(*args, **kwargs)
