"""People, their posts, and who stands in for whom. No superuser exists."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in. A person without a post can do nothing."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    username = models.CharField("用户名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)

    USERNAME_FIELD = "username"
    objects = People()

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a post may do. Names are the words of the bureau's own lists."""

    DRAFTER = "drafter", "拟稿人"
    HEAD = "head", "处室负责人"
    EDITOR = "editor", "办公室核稿、发布"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核员"
    LEADER = "leader", "分管局领导"
    CHIEF_LEADER = "chief_leader", "主要领导"
    PERSONNEL = "personnel", "考核人员"
    # 三员分立: three separate posts (GB/T 22239-2019 8.1.4.2)
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDITOR = "auditor", "审计管理员"


class Post(models.Model):
    """A person at an organ in a role, from a day until a day (half-open, Shanghai dates)."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="人员")
    organ = models.CharField("处室代码", max_length=60)
    organ_name = models.CharField("处室", max_length=80)
    role = models.CharField("岗位", max_length=30, choices=Role.choices)
    title = models.CharField("职务", max_length=40)
    deputy = models.BooleanField("副职（可代行负责人之责）", default=False)
    established = models.BooleanField("在编", default=True)
    in_charge_of = models.JSONField("分管处室", default=list)
    valid_from = models.DateField("起")
    valid_until = models.DateField("止（不含）", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        constraints = (
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        )
        indexes = (models.Index(fields=["organ", "role"]),)

    def held_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def __str__(self) -> str:
        return f"{self.organ_name}{self.title}"


class Delegation(models.Model):
    """The holder of a post lets another person act in it for some days (AB 角、休假委托)."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations", verbose_name="岗位")
    to = models.ForeignKey(
        Person, models.PROTECT, related_name="delegations", verbose_name="受托人"
    )
    valid_from = models.DateField("起")
    valid_until = models.DateField("止（不含）")
    reason = models.CharField("原因", max_length=200)
    ended_at = models.DateTimeField("提前结束", null=True, blank=True)

    class Meta:
        verbose_name = "委托"
        constraints = (
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=Q(valid_until__gt=F("valid_from"))
            ),
        )

    def holds_on(self, day: date) -> bool:
        return self.ended_at is None and self.valid_from <= day < self.valid_until
