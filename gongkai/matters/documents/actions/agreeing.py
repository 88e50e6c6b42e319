"""旧站补录: who was named takes a batch on, another of the office compares and confirms; or it goes back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import still_holds
from gongkai.matters.documents.models import Batch, Item
from gongkai.matters.documents.permissions import may_see_batch, why_not_agree, why_not_confirm
from gongkai.matters.documents.queries import digest_of_items
from gongkai.trail import vocabulary
from gongkai.trail.actors import NOBODY, Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "old_site.agreed": "同意导入补录批次 {number}，{total} 件，由本人负责",
        "old_site.confirmed": "核对确认补录批次 {number}，{total} 件",
        "old_site.returned": "退回补录批次 {number}：{reason}",
    }
)


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
