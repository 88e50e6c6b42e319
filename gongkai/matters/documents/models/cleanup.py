"""年度清理 (二(二)): one list of an organ and period, with a conclusion for each document that is in force."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person
from gongkai.matters.documents.rules.cleanup import Conclusion
from gongkai.matters.documents.states import CleanupState
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Subject

CLEANUP = "cleanup"
STATES = [(state.value, state.chinese) for state in CleanupState]
CONCLUSIONS = [(c.value, c.chinese) for c in Conclusion]


class Cleanup(models.Model):
    """The round of one organ in one period. Once confirmed its conclusions never change; what became of them is added."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organ = models.CharField(max_length=60)
    organ_name = models.CharField("处室", max_length=80)
    period = models.CharField("期间", max_length=10)  # as `obligations.periods` names it
    state = models.CharField(max_length=20, choices=STATES, default=CleanupState.OPEN)
    opened_by_name = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    handed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)
    returned = models.CharField("退回理由", max_length=300, blank=True)
    confirmed_by_name = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    announcement = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "年度清理"
        ordering = ("-period", "organ")
        constraints = (models.UniqueConstraint(name="one_cleanup", fields=["organ", "period"]),)

    @property
    def subject(self) -> Subject:
        return Subject(CLEANUP, self.uuid)


class CleanupItem(models.Model):
    """One document of the list, as it stood when the round began, and what was concluded.

    `edition` counts changes of the conclusion: a form shows which one it was filled from.
    """

    cleanup = models.ForeignKey(Cleanup, models.PROTECT, related_name="items")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    document_number = models.CharField("文号", max_length=80, blank=True)
    attribute = models.CharField("公开属性", max_length=20)
    signed_on = models.DateField("签发日期")  # of 补录: the original date on the old site
    carried_over = models.BooleanField("旧站补录", default=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.CharField("结论", max_length=20, choices=CONCLUSIONS, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    since = models.DateField("自", null=True, blank=True)
    replaced_by = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_attribute = models.CharField("调整为", max_length=20, blank=True)
    concluded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=0)
    carried_by_name = models.CharField(max_length=40, blank=True)
    carried_at = models.DateTimeField(null=True, blank=True)
    closed = models.CharField(
        "未能办理的原因", max_length=300, blank=True
    )  # closed, not carried out
    put_right = models.CharField("恢复有效的依据", max_length=300, blank=True)
    put_right_by_name = models.CharField(max_length=40, blank=True)
    put_right_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "清理结论"
        ordering = ("cleanup", "position")
        constraints = (
            models.UniqueConstraint(name="a_document_once", fields=["cleanup", "document"]),
            models.UniqueConstraint(name="one_position", fields=["cleanup", "position"]),
            models.CheckConstraint(
                name="abolished_with_basis_and_date",
                condition=~Q(conclusion__in=("abolish", "expire"))
                | (~Q(basis="") & Q(since__isnull=False)),
            ),
        )
        indexes = (
            models.Index(
                name="to_be_carried_out",
                fields=["conclusion"],
                condition=Q(conclusion__in=("amend", "abolish", "expire", "attribute"))
                & Q(carried_at__isnull=True),
            ),
        )
