"""What is public: address and 索引号, the texts that it has shown, the names that it had on the old site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.clearance.models import Revision, Signature
from gongkai.clock.calendars import local_day
from gongkai.trail.actors import Subject

if TYPE_CHECKING:
    from gongkai.publishing.models.validity import Validity


class Publication(models.Model):
    """One document in public. Its address has neither column nor organ nor title in it: it stays for ever."""

    class State(models.TextChoices):
        LIVE = "live", "已发布"
        WITHDRAWN = "withdrawn", "已撤下"
        HIDDEN = "hidden", "已隐藏"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    entity = models.CharField("机构代码", max_length=60)
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.LIVE)
    title = models.CharField("标题", max_length=300)
    category = models.CharField(max_length=60)
    column = models.CharField("栏目", max_length=60)
    ordinal = models.PositiveIntegerField("栏目内序号")
    organ = models.CharField(max_length=60)
    organ_name = models.CharField("信息来源", max_length=80)
    published_at = models.DateTimeField("发布时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤下原因", max_length=300, blank=True)
    # 补录: it was public on the old site before; `published_at` stays the true moment here (19号: 伪造发稿日期).
    carried_over = models.BooleanField("旧站补录", default=False)
    originally_on = models.DateField("原发布日期", null=True, blank=True)

    class Meta:
        verbose_name = "发布"
        constraints = (
            models.UniqueConstraint(name="one_address", fields=["entity", "year", "serial"]),
            models.UniqueConstraint(name="one_place_on_the_shelf", fields=["column", "ordinal"]),
            models.UniqueConstraint(
                name="one_live_publication",
                fields=["subject_kind", "subject_id"],
                condition=Q(state="live"),
            ),
        )
        indexes = (
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["published_at"]),
        )

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def index_number(self) -> str:
        """索引号: entity/year-serial, for ever."""
        return f"{self.entity}/{self.year}-{self.serial:05d}"

    @property
    def address(self) -> str:
        return f"/p/{self.year}/{self.serial}/"

    @property
    def version(self) -> Version:
        """The version that stands."""
        return self.versions.select_related("revision", "signature__clearance").latest("number")

    @property
    def validity(self) -> Validity | None:
        """The 有效性 that stands; None while nobody said anything of it. Lists prefetch `validities`."""
        return next(iter(sorted(self.validities.all(), key=lambda v: -v.number)), None)


class Version(models.Model):
    """The text that a publication shows from a moment on; corrections are new versions."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    signature = models.ForeignKey(Signature, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=80)
    document_number = models.CharField("文号", max_length=80, blank=True)
    document_date = models.DateField("成文日期", null=True, blank=True)
    published_at = models.DateTimeField()

    @property
    def judged_on(self) -> date:
        """The Shanghai day by which 表述检查 judges names and dates of it: of 补录 the day it was first public."""
        first = self.publication.originally_on if self.number == 1 else None
        return first or local_day(self.published_at)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_version", fields=["publication", "number"]),
        )


class Alias(models.Model):
    """A name that a publication had on the old site: its address there (front and nginx redirect it), its 索引号.

    `value` of an address is its `old_addresses.key`, which is what the fronts look up.
    """

    class Sort(models.TextChoices):
        ADDRESS = "address", "旧网址"
        INDEX_NUMBER = "index_number", "旧索引号"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="aliases")
    sort = models.CharField(max_length=20, choices=Sort.choices)
    value = models.CharField(max_length=500)

    class Meta:
        verbose_name = "别名"
        constraints = (models.UniqueConstraint(name="one_alias", fields=["sort", "value"]),)
