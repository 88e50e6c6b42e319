"""文件与信息: the draft and its register row. Everything after 送审 belongs to the door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db import models

from gongkai.accounts.models import Person, Post
from gongkai.matters.documents.rules import is_listed_as
from gongkai.trail.actors import Subject

KIND = "document"
BATCH = "old_site_batch"


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

    carried = models.JSONField(
        "补录的旧信息", default=dict
    )  # what it was on the old site; never edited

    class Meta:
        verbose_name = "文件与信息"

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.uuid)

    def unresolved(self, uploaded: Iterable[str]) -> list[dict[str, Any]]:
        """Remarks to look at before 送审: 修订, 批注, 隐藏文字, listed attachments that are not among the uploaded."""
        names = [is_listed_as(name) for name in uploaded]
        return [
            remark
            for remark in self.remarks
            if remark["blocking"]
            and not remark.get("by")
            and not any(name(remark.get("attachment", "")) for name in names)
        ]

    def __str__(self) -> str:
        return self.title


class Batch(models.Model):
    """补录批次: one hand-over of the old site. Somebody of the office answers for it, another compares and confirms.

    The operator only names who answers; until that person has agreed at the desk it is a loaded folder.
    """

    class State(models.TextChoices):
        LOADING = "loading", "导入中"
        PROPOSED = "proposed", "待负责人同意"
        WAITING = "waiting", "待核对"
        CONFIRMED = "confirmed", "补录中"
        PUBLISHED = "published", "已补录"
        RETURNED = "returned", "已退回"

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField("文件夹", max_length=200)
    source = models.CharField(
        "清单摘要", max_length=64
    )  # of the folder's list: the same one comes in once
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.LOADING)
    brought_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="导入负责人"
    )
    brought_post = models.CharField(max_length=120)
    begun_at = models.DateTimeField("导入时间")
    total = models.PositiveIntegerField("件数")
    size = models.BigIntegerField("附件和图片（字节）", default=0)
    digest = models.CharField(
        "内容摘要", max_length=80, blank=True
    )  # over all items, once all are there
    agreed_at = models.DateTimeField("同意导入时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对人"
    )
    confirmed_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    reason = models.CharField("退回原因", max_length=300, blank=True)
    fault = models.CharField("未能继续的原因", max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "补录批次"
        constraints = (
            models.UniqueConstraint(
                name="one_batch_of_a_list",
                fields=["source"],
                condition=~models.Q(state="returned"),
            ),
            models.CheckConstraint(
                name="two_persons_for_a_batch",
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("brought_by")),
            ),
        )

    @property
    def subject(self) -> Subject:
        return Subject(BATCH, self.uuid)

    @property
    def number(self) -> str:
        """批次号: what the record of each item names."""
        return str(self.uuid)[:8]

    def __str__(self) -> str:
        return f"补录批次 {self.number}"


class Item(models.Model):
    """One item of a batch. `document` is the uuid under which it becomes a `Document`: once, however often tried."""

    class State(models.TextChoices):
        WAITING = "waiting", "待补录"
        PUBLISHED = "published", "已补录"
        FAILED = "failed", "未成功"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items")
    row = models.PositiveIntegerField("行")
    document = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField("标题", max_length=200)
    text = models.JSONField("文本")
    digest = models.CharField(max_length=80)
    published = models.DateTimeField("原发布时间")
    address = models.CharField("旧网址", max_length=500)
    index_number = models.CharField("旧索引号", max_length=120, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    document_date = models.DateField("成文日期", null=True, blank=True)
    dropped = models.JSONField("清理时去除", default=list)
    accepted = models.JSONField("保留的个人信息", default=list)
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.WAITING)
    fault = models.CharField("未成功的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "补录件"
        constraints = (
            models.UniqueConstraint(name="a_row_once_in_a_batch", fields=["batch", "row"]),
        )
        indexes = (models.Index(fields=["batch", "state", "published", "row"]),)
