"""The trail (留痕): one row for each act on each subject, in the order in which they became true."""

from __future__ import annotations

from django.db import models

from gongkai.trail.actors import Subject


class Entry(models.Model):
    """One act on one subject. Written once; triggers refuse every change (see `guards`).

    `happened` is when it took place, `recorded` when the system learned of it; they differ only for
    acts registered from outside: a signature on paper, a meeting.
    `head` chains this entry to the one before: an altered, missing or moved entry breaks it.
    """

    number = models.BigIntegerField("序号", primary_key=True)
    uuid = models.UUIDField(unique=True)
    happened = models.DateTimeField("发生时间")
    recorded = models.DateTimeField("记录时间", db_index=True)
    actor = models.JSONField("经办")
    person = models.UUIDField(null=True, db_index=True)
    action = models.CharField("动作", max_length=60, db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    clause = models.CharField("条款", max_length=40, blank=True)
    data = models.JSONField("内容")
    act = models.UUIDField("操作号", db_index=True)
    head = models.CharField("链首", max_length=80)

    class Meta:
        verbose_name = "留痕"
        ordering = ("number",)
        indexes = (models.Index(fields=["subject_kind", "subject_id", "number"]),)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
