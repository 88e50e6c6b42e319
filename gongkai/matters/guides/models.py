"""服务事项 with its 办事指南, and 服务标准规范: the drafts. Everything after 送审 belongs to the door."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from gongkai.accounts.models import Person
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Subject

KIND = "guide"
STANDARD = "service_standard"


class Draft(models.Model):
    """What both share. `edition` counts saves: a form shows which one it was filled from."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField("名称", max_length=120)
    category = models.CharField("信息类别", max_length=60)
    organ = models.CharField(max_length=60, db_index=True)
    organ_name = models.CharField("负责处室", max_length=80)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField("修改时间", db_index=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Guide(Draft):
    """One 服务事项 of an organ. `elements`: the values of its 办事指南 by the ids of `guides.toml`."""

    elements = models.JSONField("要素", default=dict)

    class Meta:
        verbose_name = "服务事项"

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.uuid)


class Standard(Draft):
    """A 服务标准规范; its text is the file that is attached."""

    number = models.CharField("标准编号", max_length=80, blank=True)
    scope = models.TextField("适用范围", blank=True)
    summary = models.TextField("主要内容", blank=True)

    class Meta:
        verbose_name = "服务标准规范"

    @property
    def subject(self) -> Subject:
        return Subject(STANDARD, self.uuid)


class Shown(models.Model):
    """That a version was seen outside, with its numbers beside those of the version seen before it (二(五)).

    Both come from the signed texts. `before` is empty for the first version, `after` for a standard.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("版次")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=300)
    organ = models.CharField(max_length=60, db_index=True)
    organ_name = models.CharField("负责处室", max_length=80)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    simpler = models.BooleanField("流程优化", default=False)
    said = models.CharField("前后对比", max_length=300, blank=True)
    seen_at = models.DateTimeField("外网可见", db_index=True)

    class Meta:
        verbose_name = "公开的版本"
        constraints = (
            models.UniqueConstraint(name="one_shown_version", fields=["publication", "version"]),
        )
        indexes = (models.Index(fields=["subject_kind", "subject_id"]),)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
