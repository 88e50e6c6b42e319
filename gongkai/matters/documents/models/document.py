"""文件与信息: the draft and its register row. Everything after 送审 belongs to the door."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from gongkai.accounts.models import Person
from gongkai.trail.actors import Subject

KIND = "document"


class Document(models.Model):
    """A 公文 or a piece of 信息 of one organ. `edition` counts saves: a form shows which one it was filled from."""

    class DocumentKind(models.TextChoices):
        OFFICIAL = "official", "公文"
        INFORMATION = "information", "信息"
        INSTITUTION = "institution", "机构信息"

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document_kind = models.CharField("文种", max_length=20, choices=DocumentKind.choices)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    category = models.CharField("信息类别", max_length=60)
    attribute = models.CharField("公开属性", max_length=20)
    ground = models.CharField("理由", max_length=40, blank=True)
    review_on = models.DateField("定期评估审查日期", null=True, blank=True)
    addressees = models.CharField("主送", max_length=300, blank=True)
    organ = models.CharField(max_length=60, db_index=True)
    organ_name = models.CharField("拟稿处室", max_length=80)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField("修改时间", db_index=True)
    edition = models.PositiveIntegerField(default=1)
    imported_from = models.CharField("导入的文件", max_length=255, blank=True)
    proposed = models.JSONField(
        default=list
    )  # names of fields filled from the file, not confirmed yet
    remarks = models.JSONField(
        default=list
    )  # what the file held beside its text: [{text, blocking, by, at}]

    class Meta:
        verbose_name = "文件与信息"

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.uuid)

    @property
    def unresolved(self) -> list[str]:
        """Remarks that must be looked at before 送审: 修订, 批注, 隐藏文字."""
        return [r["text"] for r in self.remarks if r["blocking"] and not r.get("by")]

    def __str__(self) -> str:
        return self.title
