"""旧站补录: what two persons of the office vouched for is published item by item."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.clearance.document import from_json
from gongkai.clock.calendars import local_day
from gongkai.files.models import Use
from gongkai.kinds.verbs import carrying
from gongkai.matters.documents.models import KIND, Batch, Document, Item
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing.before import Before
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "old_site.item_failed": "补录批次 {number} 第 {row} 行未成功：{reason}",
        "old_site.held": "补录批次 {number} 停下，须重新核对确认：{reason}",
        "old_site.retried": "补录批次 {number} 重试 {count} 件",
        "old_site.finished": "补录批次 {number} 完成：已补录 {published} 件，未成功 {failed} 件",
    },
    names={
        "old_site.item_failed": "补录未成功",
        "old_site.held": "补录批次停下",
        "old_site.retried": "重试补录批次",
        "old_site.finished": "补录批次完成",
    },
)


@transaction.atomic
def publish_item(*, item: Item, by: Actor, at: datetime) -> bool:
    """Publish one item in the name of who confirmed the batch. False when another run was faster."""
    # the batch first, as everybody who stops or finishes it: what is held meanwhile publishes nothing more
    batches = Batch.objects.select_for_update(of=("self",))
    batch = batches.select_related("brought_by", "confirmed_by").get(pk=item.batch_id)
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state != Item.State.WAITING or batch.state != Batch.State.CONFIRMED:
        return False
    if batch.confirmed_by is None or batch.confirmed_by.uuid != by.key:
        raise NotAllowed("只能以核对人的名义补录。")
    text = from_json(item.text)
    if text.digest != item.digest:
        raise Refused("文本与核对时的摘要不一致，已停止。请立即报告系统管理员。")
    document = _document(item, batch, at)
    _uses(document, item, batch, at)
    item.state, item.fault = Item.State.PUBLISHED, ""
    item.save(update_fields=["state", "fault"])
    carrying.carry_over(
        subject=document.subject,
        document=text,
        brought=batch.brought_by,
        accepted=[carrying.Accepted(**one) for one in item.accepted if one.get("key")],
        proof=str(batch),
        before=Before(
            originally_on=local_day(item.published),
            address=item.address,
            index_number=item.index_number,
            document_number=item.document_number,
            document_date=item.document_date,
        ),
        in_force=the_bureaus_plan(local_day(at)),
        by=by,
        at=at,
    )
    return True


def _document(item: Item, batch: Batch, at: datetime) -> Document:
    """The draft from which a later correction starts, along the plan's chain."""
    text = from_json(item.text)
    return Document.objects.create(
        uuid=item.document,
        document_kind=text.kind,
        title=text.title,
        body=text.body,
        category=text.category,
        attribute=text.attribute.value,
        organ=text.source,
        organ_name=text.source_name,
        created_by=batch.brought_by,
        created_at=at,
        edited_by=batch.brought_by,
        edited_at=at,
        imported_from=str(batch),
        carried=dict(text.fields),
    )


def _uses(document: Document, item: Item, batch: Batch, at: datetime) -> None:
    Use.objects.bulk_create(
        Use(
            subject_kind=KIND,
            subject_id=document.uuid,
            stored_id=file["digest"],
            name=file["name"],
            picture=file["picture"],
            by=batch.brought_by,
            at=at,
        )
        for file in item.text["files"]
    )


@transaction.atomic
def fail_item(*, item: Item, reason: str, by: Actor, at: datetime) -> None:
    """One item fails alone: it stands on the batch's page with its reason."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state != Item.State.WAITING:
        return
    item.state, item.fault = Item.State.FAILED, reason[:300]
    item.save(update_fields=["state", "fault"])
    data = {"number": item.batch.number, "row": item.row, "reason": item.fault}
    write(by=by, action="old_site.item_failed", subject=item.batch.subject, at=at, data=data)


@transaction.atomic
def hold_batch(*, batch: Batch, reason: str, by: Actor, at: datetime) -> None:
    """Who confirmed may act no more: the rest waits for another person's confirmation."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != Batch.State.CONFIRMED:
        return
    batch.state, batch.fault = Batch.State.WAITING, reason[:300]
    batch.confirmed_by = batch.confirmed_post = batch.confirmed_at = None
    batch.save(update_fields=["state", "fault", "confirmed_by", "confirmed_post", "confirmed_at"])
    data = {"number": batch.number, "reason": batch.fault}
    write(by=by, action="old_site.held", subject=batch.subject, at=at, data=data)


@transaction.atomic
def retry_failed(*, batch: Batch, by: Actor, at: datetime) -> int:
    """What failed is tried once more: its cause was mended."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in (Batch.State.CONFIRMED, Batch.State.PUBLISHED):
        return 0
    failed = batch.items.filter(state=Item.State.FAILED).update(state=Item.State.WAITING)
    if failed:
        batch.state, batch.ended_at = Batch.State.CONFIRMED, None
        batch.save(update_fields=["state", "ended_at"])
        data = {"number": batch.number, "count": failed}
        write(by=by, action="old_site.retried", subject=batch.subject, at=at, data=data)
    return failed


@transaction.atomic
def finish_batch(*, batch: Batch, by: Actor, at: datetime) -> bool:
    """Nothing waits any more: the batch is done. False while something does."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    left = batch.items.filter(state=Item.State.WAITING).exists()
    if left or batch.state != Batch.State.CONFIRMED:
        return False
    batch.state, batch.ended_at = Batch.State.PUBLISHED, at
    batch.save(update_fields=["state", "ended_at"])
    done = batch.items.filter(state=Item.State.PUBLISHED).count()
    data = {"number": batch.number, "published": done, "failed": batch.total - done}
    write(by=by, action="old_site.finished", subject=batch.subject, at=at, data=data)
    return True
