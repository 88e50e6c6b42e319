"""The store of files: content-addressed. A file's name is its digest; who names it decides who sees it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from gongkai.accounts.models import Person


class Stored(models.Model):
    """One content, kept once. The bytes lie in the store's folder under their digest."""

    digest = models.CharField("摘要（SHA-256）", max_length=64, primary_key=True)
    size = models.BigIntegerField("大小（字节）")
    type = models.CharField("类型", max_length=100)
    first_stored_at = models.DateTimeField()
    text = models.TextField("文字", null=True, blank=True)  # None: not read yet

    class Meta:
        verbose_name = "文件"


class Use(models.Model):
    """A subject's use of a file under a name: an attachment or a picture of its draft."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    stored = models.ForeignKey(Stored, models.PROTECT, related_name="uses")
    name = models.CharField("文件名", max_length=200)
    picture = models.BooleanField("正文图片", default=False)
    by = models.ForeignKey(Person, models.PROTECT)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "附件"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["stored"]),
        )
        constraints = (
            models.UniqueConstraint(
                name="a_file_once_under_a_name",
                fields=["subject_kind", "subject_id", "stored", "name"],
                condition=models.Q(removed_at__isnull=True),
            ),
        )
