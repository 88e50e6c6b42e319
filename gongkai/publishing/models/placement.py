"""Where a publication stands, and which files it shows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.publishing.models.publication import Publication


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
