"""One 清理: its list in pages, filled in and saved page by page; confirmed, carried out, announced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.matters.documents.actions import cleaning, confirming, settling
from gongkai.matters.documents.faces.cleanup_rows import (
    ATTRIBUTES,
    CONCLUSIONS,
    is_key,
    rows_of,
    said_by,
)
from gongkai.matters.documents.faces.cleanups import user_of
from gongkai.matters.documents.models import Cleanup, CleanupItem
from gongkai.matters.documents.permissions import heads, keeps, may_clean, may_see_cleanup
from gongkai.matters.documents.queries.cleanup import counts, out_of_reach, to_carry_out, to_publish
from gongkai.matters.documents.rules.cleanup import ENDING, Conclusion, counted
from gongkai.matters.documents.states import CleanupState
from gongkai.obligations.periods import named
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

# What is asked with the two acts on one item: word of the fold, of the field, of the button.
CLOSING = {
    "close": ("不能办理的，写明原因办结", "不能办理的原因", "办结"),
    "put_right": ("结论有误的，恢复有效", "恢复有效的依据", "恢复有效"),
}
SHOWN = [("", "全部"), ("unseen", "未看"), ("unsaid", "未填"), ("due", "待办理")]


def cleanup(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The list, thirty to a page; a POST saves the page that was filled in."""
    actor = user_of(request)
    held = _round(actor, uuid)
    if request.method != "POST":
        return _page(request, actor, held)
    try:
        said, editions = said_by(request.POST)
        cleaning.conclude(cleanup=held, said=said, editions=editions, by=actor, at=timezone.now())
    except Refused as refused:
        return _page(request, actor, held, refused, request.POST)
    messages.success(request, "本页已保存。")
    onward = request.POST.get("onward", "") if request.POST.get("act") == "next" else ""
    back = request.get_full_path()
    return redirect(f"{request.path}{onward}" if onward.startswith("?") else back)


def _round(actor: Actor, uuid: UUID) -> Cleanup:
    found = Cleanup.objects.select_related("announcement").filter(pk=uuid).first()
    if found is None or not may_see_cleanup(actor, found):
        raise Http404
    return found


def _due(actor: Actor, held: Cleanup) -> QuerySet[CleanupItem]:
    """What of this round is left to this actor."""
    if keeps(actor):
        return to_carry_out().filter(cleanup=held)
    return to_publish(held.organ).filter(cleanup=held)


def _offers(
    actor: Actor, held: Cleanup, items: Sequence[CleanupItem], due: set[int]
) -> dict[str, set[int]]:
    """Which items of the page this actor may close, and put right."""
    if held.state != CleanupState.CONFIRMED:
        return {}
    if not keeps(actor):
        return {"close": due if may_clean(actor, held.organ) else set()}
    gone = out_of_reach().filter(cleanup=held).values_list("pk", flat=True)
    ended = {i.pk for i in items if i.conclusion in ENDING and i.put_right_at is None}
    return {"close": due | set(gone), "put_right": ended}


def _items(request: HttpRequest, actor: Actor, held: Cleanup) -> QuerySet[CleanupItem]:
    shown = request.GET.get("show", "")
    items = held.items.select_related("replaced_by", "concluded_by").order_by("position")
    if shown == "unseen":
        return items.filter(seen_at__isnull=True)
    if shown == "unsaid":
        return items.filter(conclusion="")
    if shown == "due":
        return items.filter(pk__in=_due(actor, held).values("pk"))
    return items.filter(conclusion=shown) if shown in set(Conclusion) else items


def _page(
    request: HttpRequest,
    actor: Actor,
    held: Cleanup,
    refused: Refused | None = None,
    typed: QueryDict | None = None,
) -> HttpResponseBase:
    items, pager = page_of(_items(request, actor, held), request)
    numbers = counts([held]).get(held.pk, {})
    unseen = held.items.filter(seen_at__isnull=True).count()
    editable = held.state == CleanupState.OPEN and may_clean(actor, held.organ)
    due = set(_due(actor, held).values_list("pk", flat=True))
    wrong = (refused.field or "") if refused else ""
    state = CleanupState(held.state)
    context = {
        "heading": f"{named(held.period).chinese}文件清理",
        "organ": held.organ_name,
        "state": {"label": state.chinese, "tone": "main" if state == "confirmed" else "plain"},
        "facts": _facts(held, numbers, unseen),
        "returned": held.returned,
        "tabs": _tabs(request, numbers, unseen, len(due)),
        "items": rows_of(items, due, typed, wrong, _offers(actor, held, items, due)),
        "closing": {verb: (*words, reverse("documents:cleanup_act", args=[held.pk, verb])) for verb, words in CLOSING.items()},
        "editable": editable,
        "action": request.get_full_path(),
        "act_url": reverse("documents:cleanup_act", args=[held.pk, "carry_out"]),
        "onward": _onward(request, pager),
        "conclusions": CONCLUSIONS,
        "attributes": ATTRIBUTES,
        "acts": _acts(actor, held, numbers, unseen),
        "announcement": _announcement(actor, held),
        "errors": [{"message": refused.sentence, "label": "", "target": f"f-{wrong}" if wrong else ""}]
        if refused else [],
        "pager": pager,
    }  # fmt: skip
    return staff_page(request, "documents/cleanup.html", context, 409 if refused else 200)


def _onward(request: HttpRequest, pager: dict[str, Any] | None) -> str:
    """The next page; not of a part of the list, which shrinks with what is saved."""
    following = pager["next"] if pager and not request.GET.get("show") else ""
    return f"?{following.partition('?')[2]}" if following else ""


def _facts(held: Cleanup, numbers: dict[str, int], unseen: int) -> list[tuple[str, str]]:
    said = [(conclusion, number) for conclusion, number in numbers.items() if conclusion]
    left = f"{numbers.get('', 0)} 件" if numbers.get("") else ""
    return [
        ("处室", held.organ_name),
        ("结论", counted(said) if said or not left else ""),
        ("尚未填写", left),
        ("尚未看过", f"{unseen} 件" if unseen and held.state == CleanupState.OPEN else ""),
        ("确认人", held.confirmed_by_name),
    ]


def _tabs(
    request: HttpRequest, numbers: dict[str, int], unseen: int, due: int
) -> list[dict[str, Any]]:
    number = {"": sum(numbers.values()), "unseen": unseen, "unsaid": numbers.get("", 0), "due": due}
    number |= {c.value: numbers.get(c.value, 0) for c in Conclusion}
    shown = request.GET.get("show", "")
    options = [*SHOWN, *((c.value, c.chinese) for c in Conclusion)]
    return [
        {"title": title, "url": f"{request.path}?show={key}" if key else request.path,
         "current": key == shown, "count": number[key]}
        for key, title in options if not key or number[key] or key == shown
    ]  # fmt: skip


def _announcement(actor: Actor, held: Cleanup) -> dict[str, str] | None:
    if held.announcement is None or actor.organ != held.organ:
        return None
    address = reverse("documents:edit", args=[held.announcement.pk])
    return {"label": held.announcement.title, "url": address}


def _acts(
    actor: Actor, held: Cleanup, numbers: dict[str, int], unseen: int
) -> list[dict[str, Any]]:
    """What this actor may do with the whole list now."""
    left, made = numbers.get("", 0), []
    if held.state == CleanupState.OPEN and may_clean(actor, held.organ):
        if left and not unseen:
            made.append({"verb": "rest", "label": "其余全部继续有效",
                         "confirm": f"其余 {left} 件定为继续有效？"})  # fmt: skip
        if not left:
            made.append({"verb": "hand_in", "label": "报负责人确认", "kind": "primary"})
    if held.state == CleanupState.BEFORE_HEAD and heads(actor, held.organ):
        made.append({"verb": "send_back", "label": "退回", "opinion": "required",
                     "opinion_name": "reason", "opinion_label": "退回理由"})  # fmt: skip
        made.append({"verb": "confirm", "label": "确认", "kind": "primary",
                     "confirm": "确认后结论不再改动，确认？"})  # fmt: skip
    settled = held.state == CleanupState.CONFIRMED and numbers
    if settled and held.announcement is None and may_clean(actor, held.organ):
        made.append({"verb": "announce", "label": "起草清理结果公告"})
    return [
        {**act, "url": reverse("documents:cleanup_act", args=[held.pk, act["verb"]])}
        for act in made
    ]


def _one(held: Cleanup, form: QueryDict) -> CleanupItem:
    key = form.get("item", "")
    item = held.items.filter(pk=int(key)).first() if is_key(key) else None
    if item is None:
        raise Http404
    return item


def _carry_out(held: Cleanup, form: QueryDict, by: Actor) -> None:
    confirming.carry_out(item=_one(held, form), by=by, at=timezone.now())


def _close(held: Cleanup, form: QueryDict, by: Actor) -> None:
    item, reason = _one(held, form), form.get("reason", "")
    settling.close(item=item, reason=reason, by=by, at=timezone.now())


def _put_right(held: Cleanup, form: QueryDict, by: Actor) -> None:
    item, reason = _one(held, form), form.get("reason", "")
    settling.put_right(item=item, reason=reason, by=by, at=timezone.now())


DOING: dict[str, tuple[Callable[[Cleanup, QueryDict, Actor], Any], str]] = {
    "rest": (lambda c, _, by: cleaning.keep_rest(cleanup=c, by=by, at=timezone.now()), "其余文件已定为继续有效。"),
    "hand_in": (lambda c, _, by: cleaning.hand_in(cleanup=c, by=by, at=timezone.now()), "已报负责人确认。"),
    "send_back": (
        lambda c, form, by: confirming.send_back(
            cleanup=c, reason=form.get("reason", ""), by=by, at=timezone.now()
        ),
        "已退回。",
    ),
    "confirm": (lambda c, _, by: confirming.confirm(cleanup=c, by=by, at=timezone.now()), "清理结论已确认。"),
    "carry_out": (_carry_out, "已标注，外网页面随即更新。"),
    "close": (_close, "已办结，原因已记入。"),
    "put_right": (_put_right, "已恢复有效，外网页面随即更新，下次清理时列入。"),
    "announce": (lambda c, _, by: confirming.announce(cleanup=c, by=by, at=timezone.now()), "公告已起草，请核对后送审。"),
}  # fmt: skip


@require_POST
def cleanup_act(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponseBase:
    """One act on the whole list, or on one item of it; what is refused is said on a page of its own."""
    actor = user_of(request)
    held = _round(actor, uuid)
    if verb not in DOING:
        raise Http404
    do, said = DOING[verb]
    made = do(held, request.POST, actor)
    messages.success(request, said)
    if verb == "announce":
        return redirect("documents:edit", made.pk)
    back = reverse("documents:cleanup", args=[uuid])
    return redirect(f"{back}?show=due" if verb in ("carry_out", "close") else back)
