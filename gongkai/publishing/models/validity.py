"""有效性: what is said of a publication afterwards, without touching its text."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from gongkai.publishing.models.publication import Publication


class Validity(models.Model):
    """有效性 of a publication from a day on, by an act of its own (docs/adr/0017-validity-rows.md).

    Rows are only added and the newest stands; the signed text and its digest are never touched. 废止 is not 撤下:
    the page stays.
    """

    class State(models.TextChoices):
        IN_FORCE = "in_force", "有效"
        AMENDED = "amended", "已修改"
        ABOLISHED = "abolished", "已废止"
        EXPIRED = "expired", "已失效"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="validities")
    number = models.PositiveIntegerField()
    state = models.CharField("有效性", max_length=20, choices=State.choices)
    since = models.DateField("自")
    basis = models.CharField("依据", max_length=300)
    replaced_by = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    by_name = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "有效性"
        constraints = (
            models.UniqueConstraint(name="one_validity", fields=["publication", "number"]),
            models.CheckConstraint(name="validity_has_its_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="not_replaced_by_itself",
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("publication")),
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError("a validity never changes: add another")
        super().save(*args, **kwargs)
