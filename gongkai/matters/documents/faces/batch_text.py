"""The text of one item of a batch as it will stand, its pictures and attachments: what the second person compares."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from markupsafe import Markup

from gongkai.clearance.cleaning import clean, with_pictures_at
from gongkai.clearance.document import from_json
from gongkai.files import store
from gongkai.frames.downloads import upload
from gongkai.frames.pages import staff_page
from gongkai.kinds.registry import labelled
from gongkai.matters.documents.faces.batches import office_of
from gongkai.matters.documents.models import Item
from gongkai.matters.documents.permissions import may_see_batch


def _item(request: HttpRequest, uuid: UUID, row: int) -> Item:
    actor = office_of(request)
    found = Item.objects.select_related("batch").filter(batch=uuid, row=row).first()
    if found is None or not may_see_batch(actor, found.batch):
        raise Http404
    return found


def text(request: HttpRequest, uuid: UUID, row: int) -> HttpResponseBase:
    """The cleaned text, and what it was on the old site."""
    item = _item(request, uuid, row)
    document = from_json(item.text)
    pictures = reverse("documents:batch_file", args=[uuid, row, "DIGEST"]).replace("DIGEST", "{}")
    context = {
        "item": item,
        "back": reverse("documents:batch", args=[uuid]),
        "facts": [
            ("来源", document.source_name),
            ("文号", item.document_number),
            ("成文日期", item.document_date.isoformat() if item.document_date else ""),
            *labelled(document),
            ("清理时去除", "、".join(item.dropped)),
            *((one["said"], f"保留，答复人 {one['by']}") for one in item.accepted),
        ],
        "body": Markup(with_pictures_at(clean(document.body), pictures)),
        "files": [
            {
                "name": file.name,
                "url": reverse("documents:batch_file", args=[uuid, row, file.digest]),
                "size": file.size,
            }
            for file in document.files
            if not file.picture
        ],
    }
    return staff_page(request, "documents/batch_text.html", context)


def file(request: HttpRequest, uuid: UUID, row: int, digest: str) -> HttpResponseBase:
    """The bytes of a file that this item names: shown as a picture, else handed out as a download."""
    named = from_json(_item(request, uuid, row).text).files
    found = next((one for one in named if one.digest == digest), None)
    if found is None:
        raise Http404
    return upload(store.content_of(digest), found.name, found.type)
