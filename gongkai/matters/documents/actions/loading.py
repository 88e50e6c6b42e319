"""旧站补录: a folder that was judged good becomes a batch, its items and files some at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Post
from gongkai.accounts.queries import held_on
from gongkai.clearance.checking import read_words
from gongkai.clock.calendars import local_day
from gongkai.files import store
from gongkai.files.models import Stored
from gongkai.matters.documents.models import Batch, Item
from gongkai.matters.documents.old_site.shape import CHANGED, Judged, OldItem
from gongkai.matters.documents.queries import digest_of_items
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "old_site.begun": "旧站导入开始：{name}，{total} 件，运维指定 {responsible} 负责，待本人同意",
        "old_site.items_taken": "旧站导入 {count} 件（第 {first} 至 {last} 行）",
        "old_site.loaded": "旧站导入完毕：{name}，{total} 件，待负责人同意",
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
        for digest, path in item.files:
            if store.keep(path.read_bytes()) != digest:  # what was kept, not what was looked at
                raise Refused(f"第 {item.row} 行的文件“{path.name}”{CHANGED}")
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
