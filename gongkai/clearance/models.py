"""Clearance (审签): revisions that never change, the chain they go along, signatures bound to a digest."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q

from gongkai.accounts.models import Person
from gongkai.clearance.document import PublicDocument, from_json
from gongkai.clearance.states import ENDED, UNFINISHED, Act, Mode, SecrecyOutcome, State, StepState
from gongkai.plan.models import PlanVersion
from gongkai.trail.actors import Subject


class Revision(models.Model):
    """One authored text of a subject. Written once: publishing computes the digest anew from the text itself."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    number = models.PositiveIntegerField("稿次")
    document = models.JSONField("文本")
    digest = models.CharField("摘要", max_length=80, db_index=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=40)
    purpose = models.CharField(
        "用途", max_length=20, default="draft"
    )  # draft, amendment, correction
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "稿件版本"
        ordering = ("subject_kind", "subject_id", "number")
        constraints = (
            models.UniqueConstraint(
                name="revision_number_once", fields=["subject_kind", "subject_id", "number"]
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RuntimeError("a revision never changes: make another")
        super().save(*args, **kwargs)

    @property
    def value(self) -> PublicDocument:
        return from_json(self.document)


class Contribution(models.Model):
    """Somebody wrote at the text since the signed revision `baseline` (0: since the beginning)."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    baseline = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="contribution_once",
                fields=["subject_kind", "subject_id", "baseline", "person"],
            ),
        )


class Confirmation(models.Model):
    """A finding of 表述检查 that somebody answers for by name. The key lapses when the words around it change."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    key = models.CharField(max_length=32)
    rule = models.CharField(max_length=60)
    said = models.CharField("提示", max_length=400)  # masked: no personal data
    reason = models.CharField("理由", max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "检查确认"
        constraints = (
            models.UniqueConstraint(
                name="one_confirmation", fields=["subject_kind", "subject_id", "key"]
            ),
        )


class Clearance(models.Model):
    """The sheet (审签单) on which one text goes along the plan's chain to a signature."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    plan = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    chain = models.CharField("流程", max_length=40)
    chain_title = models.CharField(max_length=40)
    state = models.CharField("状态", max_length=20, choices=State.choices)
    round = models.PositiveIntegerField("轮次", default=1)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="clearances")
    title = models.CharField("标题", max_length=300)
    document_kind = models.CharField("文种", max_length=40)
    drafting_organ = models.CharField(max_length=60, db_index=True)
    drafting_organ_name = models.CharField("拟稿处室", max_length=80)
    consulted = models.JSONField("会签处室", default=list)
    urgent = models.BooleanField("应急", default=False)
    urgent_reason = models.CharField("应急原因", max_length=300, blank=True)
    note = models.CharField("附言", max_length=500, blank=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "审签单"
        constraints = (
            models.UniqueConstraint(
                name="one_unfinished_clearance",
                fields=["subject_kind", "subject_id"],
                condition=Q(state__in=sorted(UNFINISHED)),
            ),
            models.CheckConstraint(
                name="sheet_ended_when_it_ended",
                condition=Q(state__in=sorted(UNFINISHED), ended_at__isnull=True)
                | Q(state__in=sorted(ENDED), ended_at__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["state", "submitted_at"]),
            models.Index(name="sheet_ended", fields=["ended_at", "id"]),
        )

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)


class Step(models.Model):
    """One place on the chain in one round: who is to act, and what came of it."""

    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="steps")
    round = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    title = models.CharField("环节", max_length=40)
    act = models.CharField("动作", max_length=20, choices=Act.choices)
    role = models.CharField(max_length=30)
    organ = models.CharField(max_length=60, blank=True)
    organ_name = models.CharField(max_length=80, blank=True)
    afterwards = models.BooleanField("补签", default=False)
    state = models.CharField(max_length=20, choices=StepState.choices, default=StepState.WAITING)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=40, blank=True)
    by_post = models.CharField(max_length=120, blank=True)
    outcome = models.CharField("结果", max_length=20, blank=True)
    opinion = models.CharField("意见", max_length=1000, blank=True)
    digest = models.CharField("所见文本", max_length=80, blank=True)

    class Meta:
        ordering = ("clearance", "round", "position", "pk")
        indexes = (
            models.Index(
                name="step_open",
                fields=["role", "organ"],
                condition=Q(state=StepState.OPEN.value),
            ),
            models.Index(name="step_by", fields=["by", "done_at"]),
            models.Index(name="step_of_sheet_by", fields=["clearance", "by"]),
        )

    @property
    def secrecy_outcome(self) -> str:
        known = self.act == Act.SECRECY and self.outcome in SecrecyOutcome.values
        return SecrecyOutcome(self.outcome).label if known else ""


class Signature(models.Model):
    """A signature binds one person to one digest. `signed_at` is the true moment, also of paper and meetings."""

    class Standing(models.TextChoices):
        PENDING = "pending", "待确认"
        STANDING = "standing", "有效"
        VOID = "void", "失效"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="signatures")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="signatures")
    digest = models.CharField("所签文本摘要", max_length=80)
    mode = models.CharField("方式", max_length=20, choices=Mode.choices)
    signer = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    signer_name = models.CharField("签发人", max_length=40)
    signer_post = models.CharField("职务", max_length=120)
    signed_at = models.DateTimeField("签发时间")
    recorded_at = models.DateTimeField("登记时间")
    standing = models.CharField(max_length=20, choices=Standing.choices)
    amended_from = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    opinion = models.CharField("批示", max_length=1000, blank=True)
    proof = models.CharField("纸质件编号、办公系统号或会议纪要号", max_length=120, blank=True)
    scan = models.CharField("扫描件摘要", max_length=64, blank=True)
    registered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "签发"
        constraints = (
            models.UniqueConstraint(
                name="one_standing_signature",
                fields=["clearance"],
                condition=~Q(standing="void"),
            ),
        )


class Numbering(models.Model):
    """编号: 文号 and 成文日期, filled after signing and bound with the signed digest in a second digest."""

    signature = models.OneToOneField(Signature, models.PROTECT, related_name="numbering")
    document_number = models.CharField("文号", max_length=80, unique=True)
    document_date = models.DateField("成文日期")
    digest = models.CharField(max_length=80)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Correction(models.Model):
    """复核更正: characters, punctuation, layout after signing; a second digest with its difference."""

    signature = models.ForeignKey(Signature, models.PROTECT, related_name="corrections")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="correction")
    digest = models.CharField(max_length=80)
    difference = models.JSONField("更正对照")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_correction_waits",
                fields=["signature"],
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
            ),
        )
