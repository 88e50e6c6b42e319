"""归档文件目录 (二(二); DA/T 22): the signed documents of an organ and year, completed, handed over, received."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person
from gongkai.clearance.models import Signature
from gongkai.matters.documents.rules.archive import MOST_PAGES, RETENTIONS
from gongkai.matters.documents.states import ArchiveState
from gongkai.trail.actors import Subject

ARCHIVE = "archive"
STATES = [(state.value, state.chinese) for state in ArchiveState]


class ArchiveList(models.Model):
    """The list of one organ and period. What was handed over never changes; a return makes it open again.

    `part` 0 is the list of the period; 1, 2 … are 补充移交: what was signed in it and registered after the receipt.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organ = models.CharField(max_length=60)
    organ_name = models.CharField("处室", max_length=80)
    period = models.CharField("年度", max_length=10)
    part = models.PositiveIntegerField("补充移交", default=0)
    state = models.CharField(max_length=20, choices=STATES, default=ArchiveState.OPEN)
    opened_by_name = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    handed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handed_by_name = models.CharField("移交人", max_length=40, blank=True)
    handed_at = models.DateTimeField("移交时间", null=True, blank=True)
    returned = models.CharField("退回理由", max_length=300, blank=True)
    received_by_name = models.CharField("签收人", max_length=40, blank=True)
    received_at = models.DateTimeField("签收时间", null=True, blank=True)
    receipt_year = models.PositiveIntegerField(null=True, blank=True)
    receipt_number = models.PositiveIntegerField("签收编号", null=True, blank=True)

    class Meta:
        verbose_name = "归档文件目录"
        ordering = ("-period", "organ", "part")
        constraints = (
            models.UniqueConstraint(name="one_archive_list", fields=["organ", "period", "part"]),
            models.UniqueConstraint(name="one_receipt", fields=["receipt_year", "receipt_number"]),
        )

    @property
    def subject(self) -> Subject:
        return Subject(ARCHIVE, self.uuid)

    @property
    def receipt(self) -> str:
        """签收编号: 2027-003, in the year of the receipt."""
        return f"{self.receipt_year}-{self.receipt_number:03d}" if self.receipt_number else ""


class ArchiveEntry(models.Model):
    """One 件: what is known from the signature, and what the organ adds."""

    archive = models.ForeignKey(ArchiveList, models.PROTECT, related_name="entries")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    signature = models.ForeignKey(Signature, models.PROTECT, related_name="+")
    document_number = models.CharField("文号", max_length=80, blank=True)
    title = models.CharField("题名", max_length=300)
    dated = models.DateField("日期")
    number = models.CharField("件号", max_length=12, blank=True)  # given with the hand-over
    responsible = models.CharField("责任者", max_length=80)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    retention = models.CharField("保管期限", max_length=20, choices=[*RETENTIONS.items()])
    edition = models.PositiveIntegerField(default=0)
    sealed = models.JSONField(default=dict)  # paper -> digest in the store, as it was handed over

    class Meta:
        verbose_name = "归档文件"
        ordering = ("archive", "dated", "pk")
        constraints = (
            models.UniqueConstraint(name="a_signature_once", fields=["archive", "signature"]),
            models.UniqueConstraint(
                name="one_item_number", fields=["archive", "number"], condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="pages_are_a_number",
                condition=Q(pages__isnull=True) | Q(pages__gte=1, pages__lte=MOST_PAGES),
            ),
        )


class Receipts(models.Model):
    """The last 签收编号 of a Shanghai year; locked in the receiving transaction, never reused."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)
