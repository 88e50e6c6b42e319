"""What the door needs to know of 文件与信息."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from gongkai.kinds.registry import Kind
from gongkai.matters.documents.models import KIND, Document
from gongkai.matters.documents.permissions import may_edit_by_id
from gongkai.matters.documents.queries import public_document, to_look_at


def edit_address(uuid: UUID) -> str:
    return reverse("documents:edit", args=[uuid])


def hindrance(uuid: UUID) -> str:
    """What of the imported file is still to be looked at."""
    left = to_look_at(Document.objects.get(pk=uuid))
    return (
        f"导入的文件还有 {len(left)} 处须核对（修订、批注、隐藏文字或未上传的附件），请逐条核对后再送审。"
        if left
        else ""
    )


document_kind = Kind(
    name=KIND,
    title="文件与信息",
    titles=dict(Document.DocumentKind.choices),
    document=public_document,
    edit_address=edit_address,
    may_edit=may_edit_by_id,
    events=("cleanup.confirmed", "archive.handed_over", "archive.received"),
    labels={
        "addressees": "主送",
        "originally_published": "原发布日期",
        "old_index_number": "原索引号",
        "old_validity": "有效性（旧网站标注）",
        "old_address": "原网址",
    },
    hindrance=hindrance,
)
