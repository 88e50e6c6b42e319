"""Publications: a key to a signed text that cannot change, its 索引号, its address, its placements."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from gongkai.accounts.models import Person, Post
from gongkai.clearance.models import Clearance, Revision, Signature
from gongkai.clock.calendars import local_day
from gongkai.trail.actors import Subject


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


class Schedule(models.Model):
    """定时发布: the stored consent of a named person of the office. At its moment the same publishing runs, and asks
    for right and signature again. Those of one `bundle` go out together or not at all.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "已定时"
        DONE = "done", "已发布"
        FAILED = "failed", "未成功"
        CANCELLED = "cancelled", "已取消"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=80)  # of the text that the person saw
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    moment = models.DateTimeField("发布时刻")
    bundle = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField("未成功的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "定时发布"
        constraints = (
            models.UniqueConstraint(
                name="one_waiting_schedule", fields=["clearance"], condition=Q(state="waiting")
            ),
        )
        indexes = (
            models.Index(name="schedule_due", fields=["moment"], condition=Q(state="waiting")),
        )


class Placement(models.Model):
    """Where a publication stands: one per channel, with address, moment, who, and what was seen from outside."""

    class Channel(models.TextChoices):
        PORTAL = "portal", "门户网站"
        CITY_PLATFORM = "city_platform", "市级平台"
        WECHAT = "wechat", "微信公众号"
        WEIBO = "weibo", "微博"
        SERVICE_PLATFORM = "service_platform", "政务服务平台"
        CREDIT = "credit", "信用平台"
        PRESS = "press", "报刊"
        GAZETTE = "gazette", "公报"
        NOTICE_BOARD = "notice_board", "公告栏"

    BY_HAND = tuple(channel for channel in Channel if channel != "portal")

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="placements")
    channel = models.CharField(max_length=30, choices=Channel.choices)
    address = models.CharField(max_length=500)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=80)
    visible_at = models.DateTimeField("外网可见", null=True, blank=True)
    digest_seen = models.CharField(max_length=80, blank=True)
    gone_at = models.DateTimeField("外网已撤", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_placement", fields=["publication", "channel"]),
        )
        indexes = (
            models.Index(
                name="placement_unseen", fields=["placed_at"], condition=Q(visible_at__isnull=True)
            ),
        )

    @property
    def link(self) -> str:
        """The address where it can be followed; '' on paper and on boards."""
        return self.address if self.address.startswith(("/", "http://", "https://")) else ""


class NamedFile(models.Model):
    """That a publication's standing version names a file: the index behind `visibility.file_is_public`."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="named_files")
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_file_name", fields=["publication", "digest", "name"]),
        )
