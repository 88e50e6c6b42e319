"""Numbers that are given in the publishing transaction: the serial of the 索引号, the place in the column."""

from __future__ import annotations

from django.db import models


class Counter(models.Model):
    """Last serial of a legal entity in a Shanghai year; locked in the publishing transaction, never reused."""

    entity = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="one_counter", fields=["entity", "year"]),)


class Shelf(models.Model):
    """How many publications a column holds: the next ordinal, given in the publishing transaction."""

    column = models.CharField(max_length=60, primary_key=True)
    length = models.PositiveIntegerField(default=0)
