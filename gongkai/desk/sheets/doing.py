"""Carrying out the acts of the bar: one route for all of them. Texts are edited in `editing`, batches in `desk.queue`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import leaders_of
from gongkai.clearance import queries as clearances
from gongkai.clearance.actions.registering import SignedElsewhere
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import Act, Mode
from gongkai.clock.calendars import local_day
from gongkai.desk import forms
from gongkai.desk.answers import sheet_for, valid
from gongkai.desk.entrance import actor_of
from gongkai.desk.sheets.offers_after import waiting_correction
from gongkai.desk.sheets.page import refused_case
from gongkai.kinds.verbs import (
    checking,
    finishing,
    placing,
    publishing,
    reviewing,
    signing,
    submitting,
)
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

Doing = Callable[[Clearance, QueryDict, Actor, datetime], Any]


def _text(post: QueryDict) -> str:
    return post.get("opinion", "")


def _seen(post: QueryDict) -> str:
    return post.get("seen", "")


def _register(sheet: Clearance, post: QueryDict, by: Actor, at: datetime) -> None:
    leaders = leaders_of(sheet.drafting_organ, local_day(at))
    given = valid(forms.Register(post, leaders=leaders))
    signed = SignedElsewhere(
        mode=Mode(given["mode"]),
        signed_at=given["signed_at"],
        proof=given["proof"],
        signer=given["signer"],
        signer_name=given["meeting"],
        opinion=given["opinion"],
    )
    signing.register_signature(clearance=sheet, seen=_seen(post), signed=signed, by=by, at=at)


def _live(sheet: Clearance) -> Publication:
    publication = Publication.objects.filter(
        subject_kind=sheet.subject_kind, subject_id=sheet.subject_id, state=Publication.State.LIVE
    ).first()
    if publication is None:
        raise Refused("该信息已经撤下，请刷新后查看。")
    return publication


def _place(sheet: Clearance, post: QueryDict, by: Actor, at: datetime) -> None:
    placing.place(publication=_live(sheet), by=by, at=at, **valid(forms.Place(post)))


def _withdraw(sheet: Clearance, post: QueryDict, by: Actor, at: datetime) -> None:
    given = valid(forms.Withdraw(post))
    publishing.withdraw(
        publication=_live(sheet), reason=given["reason"], hide=given["hide"], by=by, at=at
    )


def _correction(accept: bool) -> Doing:
    def settle(sheet: Clearance, post: QueryDict, by: Actor, at: datetime) -> None:
        waiting = waiting_correction(sheet)
        if waiting is None:
            raise Refused("该更正已处理，请刷新后查看。")
        finishing.settle_correction(
            clearance=sheet, correction=waiting, accept=accept, by=by, at=at
        )

    return settle


def _secrecy(sheet: Clearance, post: QueryDict, by: Actor, at: datetime) -> None:
    given = valid(forms.Secrecy(post))
    reviewing.review_secrecy(clearance=sheet, seen=_seen(post), by=by, at=at, **given)


def _number(sheet: Clearance, post: QueryDict, by: Actor, at: datetime) -> None:
    finishing.number(clearance=sheet, by=by, at=at, **valid(forms.Number(post)))


DOING: dict[str, tuple[Doing, str]] = {
    "agree": (lambda s, p, by, at: reviewing.agree(clearance=s, seen=_seen(p), opinion=_text(p), by=by, at=at), "已提交意见"),
    "send_back": (lambda s, p, by, at: reviewing.send_back(clearance=s, reason=_text(p), by=by, at=at), "已退回"),
    "review_secrecy": (_secrecy, "已提交保密审查结论"),
    "countersign": (lambda s, p, by, at: reviewing.countersign(clearance=s, seen=_seen(p), opinion=_text(p), by=by, at=at), "已补签"),
    "sign": (lambda s, p, by, at: signing.sign(clearance=s, seen=_seen(p), opinion=_text(p), by=by, at=at), "已签发"),
    "sign_after_amendment": (lambda s, p, by, at: signing.sign_after_amendment(clearance=s, seen=_seen(p), note=_text(p), by=by, at=at), "已批示修改后发"),
    "confirm_amendment": (lambda s, p, by, at: signing.confirm_amendment(clearance=s, seen=_seen(p), by=by, at=at), "已确认，报领导签发"),
    "register_signature": (_register, "已登记，待另一位同事确认"),
    "confirm_signature": (lambda s, p, by, at: signing.confirm_signature(clearance=s, by=by, at=at), "已确认，文件视为签发"),
    "reject_signature": (lambda s, p, by, at: signing.reject_signature(clearance=s, reason=_text(p), by=by, at=at), "已退回登记"),
    "object_to_signature": (lambda s, p, by, at: signing.object_to_signature(clearance=s, reason=_text(p), by=by, at=at), "异议已登记，签发失效"),
    "void_signature": (lambda s, p, by, at: signing.void_signature(clearance=s, reason=_text(p), by=by, at=at), "签发已收回"),
    "hand_over": (lambda s, p, by, at: signing.hand_over(clearance=s, by=by, at=at), "已交办公室"),
    "number": (_number, "已编号"),
    "confirm_correction": (_correction(accept=True), "已确认更正"),
    "refuse_correction": (_correction(accept=False), "已退回更正"),
    "recall": (lambda s, p, by, at: submitting.recall(clearance=s, by=by, at=at), "已撤回"),
    "abandon": (lambda s, p, by, at: submitting.abandon(clearance=s, reason=_text(p), by=by, at=at), "已作废"),
    "publish": (lambda s, p, by, at: publishing.publish(clearance=s, seen=_seen(p), by=by, at=at), "已发布，正在等待外网可见"),
    "confirm_findings": (lambda s, p, by, at: checking.confirm_before_publishing(clearance=s, keys=p.getlist("confirmed"), reason=p.get("reason", ""), by=by, at=at), "已确认检查提示"),
    "place": (_place, "已登记"),
    "withdraw": (_withdraw, "已撤下，正在等待外网确认"),
}  # fmt: skip


@require_POST
def act(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponseBase:
    """One act on one sheet. A refusal shows the page again with what was typed."""
    actor = actor_of(request)
    if verb not in DOING:
        raise Http404
    sheet = sheet_for(actor, uuid)
    do, said = DOING[verb]
    try:
        do(sheet, request.POST, actor, timezone.now())
    except Refused as refused:
        return refused_case(request, actor, sheet, refused, verb)
    messages.success(request, f"{said}：《{sheet.title}》")
    return redirect(_after(actor, sheet, verb))


def _after(actor: Actor, sheet: Clearance, verb: str) -> str:
    """After signing the next one comes up by itself; otherwise the sheet if it may still be seen."""
    if verb in ("sign", "sign_after_amendment"):
        following = clearances.steps_for(actor).filter(act=Act.SIGN).first()
        if following is not None:
            return reverse("desk:sign", args=[following.clearance.uuid])
        return reverse("desk:inbox")
    still = clearances.may_see(actor, Clearance.objects.prefetch_related("steps").get(pk=sheet.pk))
    return reverse("desk:case", args=[sheet.uuid]) if still else reverse("desk:inbox")
