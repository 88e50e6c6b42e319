"""What the door needs to know of 服务公开."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.document import PublicDocument
from gongkai.clock.calendars import local_day
from gongkai.kinds.registry import Kind
from gongkai.matters.guides import queries
from gongkai.matters.guides.actions.noting import (
    SERVICE_PUBLISHED,
    SIMPLIFIED,
    STANDARD_PUBLISHED,
)
from gongkai.matters.guides.actions.writing import REGISTERED
from gongkai.matters.guides.models import KIND, STANDARD
from gongkai.matters.guides.permissions import may_edit_guide, may_edit_standard


def guide_document(uuid: UUID) -> PublicDocument:
    return queries.guide_document(uuid, local_day(timezone.now()))


def hindrance(uuid: UUID) -> str:
    return queries.hindrance_of(uuid, local_day(timezone.now()))


def edit_guide(uuid: UUID) -> str:
    return reverse("guides:edit", args=[uuid])


def edit_standard(uuid: UUID) -> str:
    return reverse("guides:edit_standard", args=[uuid])


guide_kind = Kind(
    name=KIND,
    title="服务事项",
    titles={KIND: "办事指南"},
    document=guide_document,
    edit_address=edit_guide,
    may_edit=may_edit_guide,
    events=(REGISTERED, SERVICE_PUBLISHED, SIMPLIFIED),
    echoes={"document.visible": "guide.published"},
    labels={"simplified": "流程优化"},
    hindrance=hindrance,
)
standard_kind = Kind(
    name=STANDARD,
    title="服务标准规范",
    titles={STANDARD: "服务标准规范"},
    document=queries.standard_document,
    edit_address=edit_standard,
    may_edit=may_edit_standard,
    events=(STANDARD_PUBLISHED,),
    labels={"standard_number": "标准编号"},
    hindrance=queries.hindrance_of_standard,
)
