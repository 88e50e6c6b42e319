"""登记服务事项, 编制办事指南: writing, saving, sending it off."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clock.calendars import local_day
from gongkai.frames.environment import hour
from gongkai.kinds.verbs.checking import confirm
from gongkai.kinds.verbs.submitting import submit
from gongkai.matters.guides import actions
from gongkai.matters.guides.faces.files import remove_asked_for, take_in
from gongkai.matters.guides.faces.page import drafter_of, faults_of, guide_page
from gongkai.matters.guides.faces.typed import Typed, row_act, typed_in, typed_of
from gongkai.matters.guides.models import Guide
from gongkai.matters.guides.permissions import may_edit, may_see
from gongkai.matters.guides.queries import shape_of
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused


def new(request: HttpRequest) -> HttpResponseBase:
    """登记服务事项: what a service cannot be without; the guide is written on the next page."""
    actor = drafter_of(request)
    if request.method != "POST":
        return guide_page(request, actor, None, Typed(key=uuid4()))
    now = timezone.now()
    typed = typed_in(request.POST, shape_of(local_day(now)))
    try:
        guide = actions.begin(service=typed.service(), by=actor, at=now, key=typed.key)
    except Refused as refused:
        return guide_page(request, actor, None, typed, faults_of(refused), 409)
    messages.success(request, "服务事项已登记，请继续填写办事指南的各项要素。")
    return redirect("guides:edit", guide.pk)


def edit(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The guide as it stands, for colleagues of the organ while nobody else holds it."""
    actor = drafter_of(request)
    guide = Guide.objects.select_related("edited_by").filter(pk=uuid).first()
    if guide is None or not may_see(actor, guide):
        raise Http404
    if not may_edit(actor, guide):
        sheet = clearances.current(guide.subject)
        if sheet is None or not clearances.may_see(actor, sheet):
            raise Http404
        if (
            request.method == "POST"
        ):  # written on while a colleague sent it off: not lost, and not called saved
            raise NotAllowed("正在审签，您填写的内容没有保存，仍留在本机。可先撤回再修改。")
        return redirect("desk:case", sheet.uuid)
    if request.method != "POST":
        return guide_page(request, actor, guide, typed_of(guide))
    shape = shape_of(local_day(timezone.now()))
    typed, act = typed_in(request.POST, shape), request.POST.get("act", "save")
    if table := row_act(typed, act, shape):
        return guide_page(request, actor, guide, typed, at_row=table)
    return _saved(request, actor, guide, typed, act)


def _saved(
    request: HttpRequest, actor: Actor, guide: Guide, typed: Typed, act: str
) -> HttpResponseBase:
    now = timezone.now()
    try:
        guide = actions.save(
            guide=guide, service=typed.service(), edition=typed.edition, by=actor, at=now
        )
        typed.edition = guide.edition  # from here on what was typed is saved
        remove_asked_for(guide, act, actor)
        take_in(guide, request.FILES.getlist("attachment"), actor)
        keys = request.POST.getlist("confirmed")
        confirm(subject=guide.subject, keys=keys, by=actor, at=now)
        if act == "submit":
            sheet = submit(
                subject=guide.subject, by=actor, at=now, note=request.POST.get("note", "")[:500]
            )
            messages.success(request, f"已送审：《{sheet.title}》")
            return redirect("desk:case", sheet.uuid)
    except Refused as refused:
        return guide_page(request, actor, guide, typed, faults_of(refused), 409)
    messages.success(request, "已保存。")
    return redirect("guides:edit", guide.pk)


def autosave(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Saved by itself, with the moment. A refusal is said beside it; the page keeps what was typed."""
    actor = drafter_of(request)
    guide = Guide.objects.filter(pk=uuid).first()
    if request.method != "POST" or guide is None or not may_edit(actor, guide):
        raise Http404
    now = timezone.now()
    try:
        typed = typed_in(request.POST, shape_of(local_day(now)))
        kept = actions.save(
            guide=guide, service=typed.service(), edition=typed.edition, by=actor, at=now
        )
    except Refused as refused:
        return JsonResponse({"message": refused.sentence}, status=409)
    return JsonResponse({"saved": hour(now), "edition": kept.edition})
