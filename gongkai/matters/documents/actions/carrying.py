"""旧站补录: a batch is brought in by one of the office, compared and confirmed by another, then published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import held_on, still_holds
from gongkai.clearance.checking import read_words
from gongkai.clearance.document import from_json
from gongkai.clock.calendars import local_day
from gongkai.files import store
from gongkai.files.models import Stored, Use
from gongkai.kinds.verbs import carrying
from gongkai.matters.documents.models import KIND, Batch, Document, Item
from gongkai.matters.documents.old_site.shape import Judged, OldItem
from gongkai.matters.documents.permissions import may_see_batch, why_not_agree, why_not_confirm
from gongkai.matters.documents.queries import digest_of_items
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing.before import Before
from gongkai.trail import vocabulary
from gongkai.trail.actors import NOBODY, Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "old_site.begun": "旧站导入开始：{name}，{total} 件，运维指定 {responsible} 负责，待本人同意",
        "old_site.items_taken": "旧站导入 {count} 件（第 {first} 至 {last} 行）",
        "old_site.loaded": "旧站导入完毕：{name}，{total} 件，待负责人同意",
        "old_site.agreed": "同意导入补录批次 {number}，{total} 件，由本人负责",
        "old_site.confirmed": "核对确认补录批次 {number}，{total} 件",
        "old_site.returned": "退回补录批次 {number}：{reason}",
        "old_site.item_failed": "补录批次 {number} 第 {row} 行未成功：{reason}",
        "old_site.held": "补录批次 {number} 停下，须重新核对确认：{reason}",
        "old_site.retried": "补录批次 {number} 重试 {count} 件",
        "old_site.finished": "补录批次 {number} 完成：已补录 {published} 件，未成功 {failed} 件",
    }
)


def begin_batch(
    *, name: str, source: str, judged: Judged, responsible: str, by: Actor, at: datetime
) -> Batch:
    """A batch for a folder that was judged good. `responsible`: account of an editor of the office.

    `by` is the operator's tool; the person named is asked to answer for the content, and cannot confirm it.
    """
    if judged.faults:
        raise Refused("清单中有错误，整批不导入。请先按提示更正。")
    post = _editor(responsible, at)
    try:
        with transaction.atomic():
            batch = Batch.objects.create(
                name=name[:200],
                source=source,
                brought_by=post.person,
                brought_post=str(post),
                begun_at=at,
                total=judged.read,
            )
            write(
                by=by,
                action="old_site.begun",
                subject=batch.subject,
                at=at,
                data={
                    "name": batch.name,
                    "total": batch.total,
                    "responsible": post.person.name,
                    "source": source,
                    "tell": [str(post.person.uuid)],
                },
            )
    except IntegrityError:
        raise Overtaken("这份清单已经导入过。被退回的批次改正清单后可以再导入。") from None
    return batch


def _editor(account: str, at: datetime) -> Post:
    posts = Post.objects.filter(
        held_on(local_day(at)), person__username=account, role="editor"
    ).select_related("person")
    post = posts.first()
    if post is None:
        raise NotAllowed(
            f"“{account}”不是办公室核稿、发布岗位的账号。请用 --by 指定对本批负责的人。"
        )
    return post


def take_items(*, batch: Batch, items: Sequence[OldItem], by: Actor, at: datetime) -> int:
    """Keep some items with their files. The bytes lie in the store before a row names them; a row comes in once."""
    for item in items:
        for _, path in item.files:
            store.keep(path.read_bytes())
    with transaction.atomic():
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        if held.state != Batch.State.LOADING:
            raise Overtaken("该批次已导入完毕或已退回。")
        there = set(held.items.values_list("row", flat=True))
        fresh = [item for item in items if item.row not in there]
        if not fresh:
            return 0
        files = {file.digest: file for item in fresh for file in item.document.files}
        Stored.objects.bulk_create(
            (
                Stored(digest=file.digest, size=file.size, type=file.type, first_stored_at=at)
                for file in files.values()
            ),
            ignore_conflicts=True,
        )
        Item.objects.bulk_create(_row(held, item) for item in fresh)
        held.size += sum(file.size for file in files.values())
        held.save(update_fields=["size"])
        data = {
            "count": len(fresh),
            "first": fresh[0].row,
            "last": fresh[-1].row,
            "digests": {str(item.row): item.document.digest for item in fresh},
        }
        write(by=by, action="old_site.items_taken", subject=held.subject, at=at, data=data)
    for item in fresh:
        read_words(item.document)  # the nightly check shall not call read attachments unread
    return len(fresh)


def _row(batch: Batch, item: OldItem) -> Item:
    return Item(
        batch=batch,
        row=item.row,
        title=item.document.title,
        text=item.document.as_json(),
        digest=item.document.digest,
        published=item.published,
        address=item.address,
        index_number=item.index_number,
        document_number=item.document_number,
        document_date=date.fromisoformat(item.document_date) if item.document_date else None,
        dropped=list(item.dropped),
        accepted=[
            {"rule": f.rule, "said": f.said, "by": f.accepted_by, "key": f.key} for f in item.found
        ],
    )


@transaction.atomic
def finish_loading(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """All items are there: from now on the batch waits for the consent of who was named."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.LOADING:
        return batch
    if batch.items.count() != batch.total:
        raise Refused(f"应有 {batch.total} 件，只导入了 {batch.items.count()} 件，请继续导入。")
    batch.state, batch.digest = Batch.State.PROPOSED, digest_of_items(batch)
    batch.save(update_fields=["state", "digest"])
    data = {
        "name": batch.name, "total": batch.total, "digest": batch.digest,
        "tell": [str(batch.brought_by.uuid)],
    }  # fmt: skip
    write(by=by, action="old_site.loaded", subject=batch.subject, at=at, data=data)
    return batch


@transaction.atomic
def agree_batch(*, batch: Batch, seen: str, by: Actor, at: datetime) -> Batch:
    """同意导入: whom the operator named takes it on at their own desk. Nobody can do that for them."""
    batch = _in_state(batch, (Batch.State.PROPOSED,), by, at)
    if why := why_not_agree(by, batch):
        raise NotAllowed(why)
    _as_seen(batch, seen)
    batch.state, batch.agreed_at = Batch.State.WAITING, at
    batch.save(update_fields=["state", "agreed_at"])
    data = {"number": batch.number, "total": batch.total, "digest": batch.digest}
    write(by=by, action="old_site.agreed", subject=batch.subject, at=at, data=data)
    return batch


def _as_seen(batch: Batch, seen: str) -> None:
    if seen != batch.digest or digest_of_items(batch) != batch.digest:
        raise Overtaken("批次内容与您打开时不同，请刷新并重新核对。")


@transaction.atomic
def confirm_batch(*, batch: Batch, seen: str, by: Actor, at: datetime) -> Batch:
    """The second person has compared: the items may be published in this person's name."""
    batch = _in_state(batch, (Batch.State.WAITING,), by, at)
    if why := why_not_confirm(by, batch):
        raise NotAllowed(why)
    _as_seen(batch, seen)
    batch.state, batch.confirmed_at = Batch.State.CONFIRMED, at
    batch.confirmed_by = Person.objects.get(uuid=by.key)
    batch.confirmed_post, batch.fault = Post.objects.get(uuid=by.post or NOBODY), ""
    batch.save(update_fields=["state", "confirmed_at", "confirmed_by", "confirmed_post", "fault"])
    data = {
        "number": batch.number,
        "total": batch.total,
        "digest": batch.digest,
        "tell": [str(batch.brought_by.uuid)],
    }
    write(by=by, action="old_site.confirmed", subject=batch.subject, at=at, data=data)
    return batch


@transaction.atomic
def return_batch(*, batch: Batch, reason: str, by: Actor, at: datetime) -> Batch:
    """退回: nothing of it is published; the list may be mended and brought in again."""
    batch = _in_state(batch, (Batch.State.PROPOSED, Batch.State.WAITING), by, at)
    if not reason.strip():
        raise Refused("请写明退回的原因，导入负责人据此更正清单。", field="reason")
    if batch.items.filter(state=Item.State.PUBLISHED).exists():
        raise Refused("本批已有补录上网的信息，不能整批退回；需要撤下的请逐件撤下。")
    batch.state, batch.reason, batch.ended_at = Batch.State.RETURNED, reason.strip()[:300], at
    batch.save(update_fields=["state", "reason", "ended_at"])
    data = {
        "number": batch.number,
        "reason": batch.reason,
        "tell": [str(batch.brought_by.uuid)],
    }
    write(by=by, action="old_site.returned", subject=batch.subject, at=at, data=data)
    return batch


def _in_state(batch: Batch, states: Collection[str], by: Actor, at: datetime) -> Batch:
    if not may_see_batch(by, batch) or not still_holds(by, at):
        raise NotAllowed("补录批次由办公室核对。")
    held = Batch.objects.select_for_update(of=("self",)).select_related("brought_by")
    batch = held.get(pk=batch.pk)
    if batch.state not in states:
        raise Overtaken(f"该批次现为“{batch.get_state_display()}”，可能已由同事办理，请刷新。")
    return batch


@transaction.atomic
def publish_item(*, item: Item, by: Actor, at: datetime) -> bool:
    """Publish one item in the name of who confirmed the batch. False when another run was faster."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    batch = Batch.objects.select_related("brought_by", "confirmed_by").get(pk=item.batch_id)
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
