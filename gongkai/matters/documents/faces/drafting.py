"""起草: writing a draft, saving it, sending it off."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.frames.environment import hour
from gongkai.kinds.verbs.checking import confirm
from gongkai.kinds.verbs.submitting import submit
from gongkai.matters.documents import actions
from gongkai.matters.documents.faces.draft_page import (
    drafter_of,
    form_for,
    initial_of,
    page,
    refused_page,
)
from gongkai.matters.documents.faces.forms import DraftForm
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.permissions import may_edit, may_see
from gongkai.matters.documents.queries import uses
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused

SENDING = ("consulted", "note", "urgent", "urgent_reason")


def new(request: HttpRequest) -> HttpResponseBase:
    """A new draft of the actor's organ; 以公开为常态: the attribute stands at 主动公开."""
    actor = drafter_of(request)
    if request.method != "POST":
        kind = request.GET.get("kind", "information")
        form = form_for(
            actor, None, initial={"attribute": "proactive", "document_kind": kind, "key": uuid4()}
        )
        return page(request, actor, None, form)
    form = form_for(actor, request)
    if not form.is_valid():
        return page(request, actor, None, form, status=400)
    try:
        document = actions.begin(
            draft=form.draft(), by=actor, at=timezone.now(), key=form.cleaned_data["key"]
        )
    except Refused as refused:
        return refused_page(request, actor, None, form, refused)
    return _afterwards(request, actor, document, form)


def edit(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The draft as it stands, for colleagues of the organ while nobody else holds it."""
    actor = drafter_of(request)
    document = Document.objects.select_related("edited_by").filter(pk=uuid).first()
    if document is None or not may_see(actor, document):
        raise Http404
    if not may_edit(actor, document):
        sheet = clearances.current(document.subject)
        if sheet is None or not clearances.may_see(actor, sheet):
            raise Http404
        if request.method == "POST" and not _stands_already(document, form_for(actor, request)):
            raise NotAllowed("该稿件正在审签，您填写的内容没有保存，仍留在本机。可先撤回再修改。")
        return redirect("desk:case", sheet.uuid)
    if request.method != "POST":
        return page(request, actor, document, form_for(actor, None, initial=initial_of(document)))
    form = form_for(actor, request)
    if not form.is_valid():
        return page(request, actor, document, form, status=400)
    try:
        edition = form.cleaned_data["edition"] or 0
        document = actions.save(
            document=document,
            draft=form.draft(),
            edition=edition,
            by=actor,
            at=timezone.now(),
            looked=True,
        )
        document = _resolved(request, document, actor)
        keys = request.POST.getlist("confirmed")
        confirm(subject=document.subject, keys=keys, by=actor, at=timezone.now())
    except Refused as refused:
        return refused_page(request, actor, document, form, refused)
    return _afterwards(request, actor, document, form)


def _stands_already(document: Document, form: DraftForm) -> bool:
    """送审 pressed twice: what the second press carries was sent off by the first."""
    return form.is_valid() and form.draft().stands_in(document)


def _afterwards(
    request: HttpRequest, actor: Actor, document: Document, form: DraftForm
) -> HttpResponseBase:
    """Saved: the attachments next, then 送审 if that was asked for."""
    try:
        for use in uses(document).filter(uuid__in=_ids(request.POST.getlist("remove"))):
            actions.remove_file(document=document, use=use, by=actor, at=timezone.now())
        for upload in request.FILES.getlist("attachment"):
            _attach(document, upload, actor)
        if request.POST.get("act") == "submit":
            given = {name: form.cleaned_data[name] for name in SENDING}
            given["consulted"] = tuple(given["consulted"])
            sheet = submit(subject=document.subject, by=actor, at=timezone.now(), **given)
            messages.success(request, f"已送审：《{document.title}》")
            return redirect("desk:case", sheet.uuid)
    except Refused as refused:
        typed = request.POST.copy()
        typed["edition"] = str(document.edition)  # what was typed is saved already
        form.data = typed
        return refused_page(request, actor, document, form, refused)
    messages.success(request, "已保存。")
    return redirect("documents:edit", document.pk)


def _resolved(request: HttpRequest, document: Document, actor: Actor) -> Document:
    """The remarks of the imported file that were ticked."""
    ticked = {number for number in request.POST.getlist("resolved") if number.isdecimal()}
    for number in range(len(document.remarks)):
        if str(number) not in ticked:
            continue
        document = actions.resolve(document=document, number=number, by=actor, at=timezone.now())
    return document


def _ids(values: list[str]) -> list[UUID]:
    """Those of the values that are ids at all."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


def _attach(document: Document, upload: UploadedFile[bytes], actor: Actor) -> None:
    actions.attach(
        document=document,
        name=upload.name or "附件",
        content=upload.read(),
        picture=False,
        by=actor,
        at=timezone.now(),
    )


def autosave(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Saved by itself, with the moment. A refusal is said beside it; the page keeps what was typed."""
    actor = drafter_of(request)
    document = Document.objects.filter(pk=uuid).first()
    if request.method != "POST" or document is None or not may_edit(actor, document):
        raise Http404
    form = form_for(actor, request)
    if not form.is_valid():
        return JsonResponse({"message": "尚有必填项未填，填好后自动保存。"}, status=422)
    now = timezone.now()
    try:
        edition = form.cleaned_data["edition"] or 0
        kept = actions.save(
            document=document, draft=form.draft(), edition=edition, by=actor, at=now
        )
    except Refused as refused:
        return JsonResponse({"message": refused.sentence}, status=409)
    return JsonResponse({"saved": hour(now), "edition": kept.edition})
