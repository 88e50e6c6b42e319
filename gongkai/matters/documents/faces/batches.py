"""旧站补录: the batches of the old site, and the page on which a second person of the office compares and confirms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.document import from_json
from gongkai.clearance.models import Clearance
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.matters.documents.actions import agreeing
from gongkai.matters.documents.models import KIND, Batch, Item
from gongkai.matters.documents.permissions import (
    may_see_batch,
    may_take_over,
    why_not_agree,
    why_not_confirm,
)
from gongkai.matters.documents.queries import batches_seen_by, counts_of
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import Plan
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

TONES = {"proposed": "main", "waiting": "main", "failed": "strong", "returned": "strong"}
SHOWN = ("", "sample", "dropped", "accepted", "failed")
EVERY = 10  # a sample: the first, the last, and each tenth part of the way


@dataclass(frozen=True, slots=True)
class Ask:
    """What a batch in a state asks of somebody of the office."""

    act: str
    label: str
    said: str
    notice: str  # to those who may not
    why_not: Callable[[Actor, Batch], str]


ASKED = {
    Batch.State.PROPOSED: Ask(
        "agree", "同意导入，由我负责", "同意即由您对本批的来源和内容负责；还须办公室另一人核对确认",
        "待负责人同意", why_not_agree,
    ),
    Batch.State.WAITING: Ask(
        "confirm", "核对无误，确认", "确认即对本批可以公开负责；确认后逐件补录上网",
        "须由另一人核对", why_not_confirm,
    ),
}  # fmt: skip


def office_of(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not may_take_over(actor):
        raise Http404
    return actor


def batches(request: HttpRequest) -> HttpResponseBase:
    """All batches, the newest first."""
    actor = office_of(request)
    found = batches_seen_by(actor).select_related("brought_by").order_by("-begun_at")
    rows, pager = page_of(found, request)
    items = [
        {
            "title": str(batch),
            "url": reverse("documents:batch", args=[batch.uuid]),
            "name": batch.name,
            "total": batch.total,
            "by": batch.brought_by.name,
            "when": moment(batch.begun_at),
            "state": {"label": batch.get_state_display(), "tone": TONES.get(batch.state, "plain")},
        }
        for batch in rows
    ]
    empty = "还没有导入过旧网站。由运维人员用 gongkai import-site 导入后，在这里核对。"
    context = {"items": items, "pager": pager, "empty": {"text": empty, "action": None}}
    return staff_page(request, "documents/batches.html", context)


def batch(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """One batch: counts, a sample, every item; 确认 and 退回 while it waits for the second person."""
    actor = office_of(request)
    held = Batch.objects.select_related("brought_by", "confirmed_by").filter(pk=uuid).first()
    if held is None or not may_see_batch(actor, held):
        raise Http404
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            _act(request, held, actor)
            return redirect("documents:batch", uuid)
        except Refused as refused:
            errors = [{"message": refused.sentence, "label": "", "target": ""}]
            held.refresh_from_db()
    context = _context(request, actor, held) | {"errors": errors}
    return staff_page(request, "documents/batch.html", context, 409 if errors else 200)


def _act(request: HttpRequest, held: Batch, actor: Actor) -> None:
    now, told = timezone.now(), request.POST
    if told.get("act") == "confirm":
        agreeing.confirm_batch(batch=held, seen=told.get("seen", ""), by=actor, at=now)
        messages.success(request, "已确认。系统按原发布日期先后逐件补录，可随时刷新查看。")
    elif told.get("act") == "agree":
        agreeing.agree_batch(batch=held, seen=told.get("seen", ""), by=actor, at=now)
        messages.success(request, "已同意，由您对本批负责。请办公室另一人核对确认。")
    elif told.get("act") == "return":
        agreeing.return_batch(batch=held, reason=told.get("reason", ""), by=actor, at=now)
        messages.success(request, "已退回，导入负责人会收到原因。")
    else:
        raise Refused("请选择同意、确认或退回。")


def _context(request: HttpRequest, actor: Actor, held: Batch) -> dict[str, Any]:
    shown = request.GET.get("show", "sample" if Batch.State(held.state) in ASKED else "")
    shown = shown if shown in SHOWN else ""
    items = _chosen(held, shown, request.GET.get("title", "")[:100])
    rows, pager = page_of(items, request)
    counts = counts_of(held)
    ask = ASKED.get(Batch.State(held.state))
    why = ask.why_not(actor, held) if ask else ""
    return {
        "batch": held,
        "state": {"label": held.get_state_display(), "tone": TONES.get(held.state, "plain")},
        "facts": _facts(held),
        "figures": [
            ("件", counts["stored"]),
            ("已补录", counts[Item.State.PUBLISHED]),
            ("未成功", counts[Item.State.FAILED]),
            ("跳转", counts["redirects"]),
        ],
        "tabs": _tabs(held, shown, counts),
        "items": _items(rows, the_bureaus_plan(timezone.localdate()).plan),
        "pager": pager,
        "empty": {"text": "没有这样的信息。", "action": None},
        "title": request.GET.get("title", ""),
        "show": shown,
        "deciding": ask if ask and not why else None,
        "why": {"title": ask.notice, "text": why} if ask and why else None,
        "reason": request.POST.get("reason", ""),
    }


def _chosen(held: Batch, shown: str, title: str) -> Any:
    items = held.items.order_by("row")
    if shown == "sample":
        items = items.filter(row__in=_sample(list(items.values_list("row", flat=True))))
    elif shown in ("dropped", "accepted"):
        items = items.exclude(**{shown: []})
    elif shown == "failed":
        items = items.filter(state=Item.State.FAILED)
    return items.filter(title__icontains=title) if title else items


def _sample(rows: list[int]) -> list[int]:
    """The same rows for everybody who looks: spread over the whole batch."""
    step = max(1, len(rows) // EVERY)
    return [*rows[::step], *rows[-1:]]


def _tabs(held: Batch, shown: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    named = {
        "sample": ("抽样", None),
        "": ("全部", counts["stored"]),
        "dropped": ("清理时有去除", held.items.exclude(dropped=[]).count()),
        "accepted": ("保留个人信息", held.items.exclude(accepted=[]).count()),
        "failed": ("未成功", counts[Item.State.FAILED]),
    }
    return [
        {"title": title, "url": f"?show={tab}", "current": tab == shown}
        | ({"count": count} if count is not None else {})
        for tab, (title, count) in named.items()
        if count != 0 or tab in ("", shown)
    ]


def _facts(held: Batch) -> list[tuple[str, str]]:
    return [
        ("文件夹", held.name),
        ("导入负责人", f"{held.brought_by.name}（{held.brought_post}）"),
        ("导入时间", moment(held.begun_at)),
        ("附件和图片", f"{held.size / 1024 / 1024:.1f} MB"),
        ("同意导入", moment(held.agreed_at) if held.agreed_at else ""),
        ("核对人", held.confirmed_by.name if held.confirmed_by else ""),
        ("核对时间", moment(held.confirmed_at) if held.confirmed_at else ""),
        ("退回原因", held.reason),
        ("停下的原因", held.fault),
        ("内容摘要", held.digest[7:23]),
    ]


def _items(rows: list[Item], plan: Plan) -> list[dict[str, Any]]:
    """Three queries for a page. What is published leads to its sheet, from where it can be withdrawn or corrected."""
    keys = [item.document for item in rows]
    sheets = dict(
        Clearance.objects.filter(subject_kind=KIND, subject_id__in=keys)
        .order_by("pk")
        .values_list("subject_id", "uuid")
    )
    pages = {
        p.subject_id: p
        for p in Publication.objects.filter(subject_kind=KIND, subject_id__in=keys).order_by("pk")
    }
    return [_item(item, plan, sheets.get(item.document), pages.get(item.document)) for item in rows]


def _item(
    item: Item, plan: Plan, sheet: UUID | None, publication: Publication | None
) -> dict[str, Any]:
    text = from_json(item.text)
    remarks = [f"清理时去除：{'、'.join(item.dropped)}"] if item.dropped else []
    remarks += [f"保留{one['said']}答复人：{one['by']}" for one in item.accepted]
    return {
        "row": item.row,
        "title": item.title,
        "url": reverse("desk:case", args=[sheet])
        if sheet
        else reverse("documents:batch_text", args=[item.batch_id, item.row]),
        "address": text.fields["old_address"],
        "facts": [
            text.source_name,
            plan.category(text.category).title,
            item.document_number,
            item.index_number,
            f"附件 {sum(not f.picture for f in text.files)} 个" if text.files else "",
        ],
        "published": text.fields["originally_published"],
        "remarks": [*remarks, *([item.fault] if item.fault else [])],
        "state": {"label": item.get_state_display(), "tone": TONES.get(item.state, "plain")},
        "page": publication.address if publication else "",
        "index_number": publication.index_number if publication else "",
    }
