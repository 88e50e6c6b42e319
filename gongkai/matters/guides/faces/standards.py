"""服务标准规范: writing one, its file, sending it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.frames.environment import hour
from gongkai.frames.pages import staff_page
from gongkai.frames.returned import returned
from gongkai.kinds.verbs.checking import confirm
from gongkai.kinds.verbs.submitting import submit
from gongkai.matters.guides import actions
from gongkai.matters.guides.faces.files import remove_asked_for, take_in
from gongkai.matters.guides.faces.page import (
    attachments,
    category_groups,
    drafter_of,
    faults_of,
    findings,
)
from gongkai.matters.guides.models import Standard
from gongkai.matters.guides.permissions import may_edit, may_see
from gongkai.matters.guides.queries import hindrance_of_standard, standard_document, uses
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused

FIELDS = {
    "title": "标准名称",
    "number": "标准编号",
    "scope": "适用范围",
    "summary": "主要内容",
    "category": "信息类别",
}


def new(request: HttpRequest) -> HttpResponseBase:
    """A new standard of the actor's organ."""
    actor = drafter_of(request)
    if request.method != "POST":
        return _page(request, actor, None, {"key": str(uuid4())})
    return _kept(request, actor, None)


def edit(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The draft, for colleagues of the organ while nobody else holds it."""
    actor = drafter_of(request)
    standard = Standard.objects.select_related("edited_by").filter(pk=uuid).first()
    if standard is None or not may_see(actor, standard):
        raise Http404
    if not may_edit(actor, standard):
        sheet = clearances.current(standard.subject)
        if sheet is None or not clearances.may_see(actor, sheet):
            raise Http404
        if (
            request.method == "POST"
        ):  # written on while a colleague sent it off: not lost, and not called saved
            raise NotAllowed("正在审签，您填写的内容没有保存，仍留在本机。可先撤回再修改。")
        return redirect("desk:case", sheet.uuid)
    if request.method != "POST":
        return _page(request, actor, standard, _typed_of(standard))
    return _kept(request, actor, standard)


def _typed_of(standard: Standard) -> dict[str, str]:
    return {**{n: getattr(standard, n) for n in FIELDS}, "edition": str(standard.edition)}


def _kept(request: HttpRequest, actor: Actor, standard: Standard | None) -> HttpResponseBase:
    post, now, act = request.POST, timezone.now(), request.POST.get("act", "save")
    typed = {name: post.get(name, "") for name in (*FIELDS, "edition", "key")}
    text = actions.StandardText(**{name: typed[name] for name in FIELDS})
    try:
        if standard is None:
            standard = actions.begin_standard(text=text, by=actor, at=now, key=_key(typed["key"]))
        else:
            edition = int(typed["edition"]) if typed["edition"].isdecimal() else 0
            standard = actions.save_standard(
                standard=standard, text=text, edition=edition, by=actor, at=now
            )
        typed["edition"] = str(standard.edition)
        remove_asked_for(standard, act, actor)
        take_in(standard, request.FILES.getlist("attachment"), actor)
        keys = post.getlist("confirmed")
        confirm(subject=standard.subject, keys=keys, by=actor, at=now)
        if act == "submit":
            sheet = submit(subject=standard.subject, by=actor, at=now)
            messages.success(request, f"已送审：《{sheet.title}》")
            return redirect("desk:case", sheet.uuid)
    except Refused as refused:
        return _page(request, actor, standard, typed, faults_of(refused), 409)
    messages.success(request, "已保存。")
    return redirect("guides:edit_standard", standard.pk)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(
    request: HttpRequest,
    actor: Actor,
    standard: Standard | None,
    typed: Mapping[str, str],
    faults: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    faults = faults or {}
    nothing: dict[str, Any] = {"must": [], "ask": [], "answered": []}
    context = {
        "standard": standard,
        "typed": {name: typed.get(name, "") for name in (*FIELDS, "edition", "key")},
        "action": reverse("guides:edit_standard", args=[standard.pk]) if standard else request.path,
        "categories": category_groups(actor),
        "labels": FIELDS,
        "faults": {**dict.fromkeys(FIELDS, ""), **faults},
        "errors": [
            {"label": FIELDS.get(name, ""), "message": said, "target": name if name else ""}
            for name, said in faults.items()
        ],
        "returned": returned(standard.subject) if standard else None,
        "hindrance": hindrance_of_standard(standard.pk) if standard else "",
        "files": attachments(standard, list(uses(standard.subject))) if standard else [],
        "findings": findings(standard, standard_document(standard.pk)) if standard else nothing,
        "saved": hour(standard.edited_at) if standard else "",
        "next": f"{actor.organ_name}负责人审核",
        "cancel": {"label": "返回列表", "url": reverse("guides:standards")},
    }
    return staff_page(request, "guides/standard.html", context, status)
