"""起草: writing a draft, saving it, sending it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clock.calendars import local_day
from gongkai.frames.environment import hour
from gongkai.frames.pages import staff_page
from gongkai.kinds.verbs.submitting import submit
from gongkai.matters.documents import actions
from gongkai.matters.documents.faces.forms import DraftForm
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.permissions import may_draft, may_edit, may_see
from gongkai.matters.documents.queries import live_categories, uses
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

SENDING = ("consulted", "note", "urgent", "urgent_reason")


def new(request: HttpRequest) -> HttpResponseBase:
    """A new draft of the actor's organ; 以公开为常态: the attribute stands at 主动公开."""
    actor = _drafter(request)
    if request.method != "POST":
        kind = request.GET.get("kind", "information")
        form = _form(
            actor, None, initial={"attribute": "proactive", "document_kind": kind, "key": uuid4()}
        )
        return _page(request, actor, None, form)
    form = _form(actor, request)
    if not form.is_valid():
        return _page(request, actor, None, form, status=400)
    try:
        document = actions.begin(
            draft=form.draft(), by=actor, at=timezone.now(), key=form.cleaned_data["key"]
        )
    except Refused as refused:
        return _refused(request, actor, None, form, refused)
    return _afterwards(request, actor, document, form)


def edit(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The draft as it stands, for colleagues of the organ while nobody else holds it."""
    actor = _drafter(request)
    document = Document.objects.select_related("edited_by").filter(pk=uuid).first()
    if document is None or not may_see(actor, document):
        raise Http404
    if not may_edit(actor, document):
        sheet = clearances.current(document.subject)
        if sheet is None or not clearances.may_see(actor, sheet):
            raise Http404
        return redirect("desk:case", sheet.uuid)
    if request.method != "POST":
        return _page(request, actor, document, _form(actor, None, initial=_initial(document)))
    form = _form(actor, request)
    if not form.is_valid():
        return _page(request, actor, document, form, status=400)
    try:
        edition = form.cleaned_data["edition"] or 0
        document = actions.save(
            document=document, draft=form.draft(), edition=edition, by=actor, at=timezone.now()
        )
    except Refused as refused:
        return _refused(request, actor, document, form, refused)
    return _afterwards(request, actor, document, form)


def _drafter(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not may_draft(actor):
        raise Http404
    return actor


def _form(actor: Actor, request: HttpRequest | None, **kwargs: Any) -> DraftForm:
    now = timezone.now()
    plan = the_bureaus_plan(local_day(now)).plan
    given = (request.POST, request.FILES) if request else ()
    return DraftForm(*given, actor=actor, plan=plan, live=live_categories(now), **kwargs)


def _initial(document: Document) -> dict[str, Any]:
    names = (
        "document_kind",
        "title",
        "body",
        "category",
        "attribute",
        "ground",
        "review_on",
        "addressees",
        "edition",
    )
    initial = {name: getattr(document, name) for name in names}
    sheet = clearances.current(document.subject)
    return {**initial, "consulted": sheet.consulted, "note": sheet.note} if sheet else initial


def _afterwards(
    request: HttpRequest, actor: Actor, document: Document, form: DraftForm
) -> HttpResponseBase:
    """Saved: the attachments next, then 送审 if that was asked for."""
    try:
        for upload in request.FILES.getlist("attachment"):
            _attach(document, upload, actor)
        if request.POST.get("act") == "submit":
            given = {name: form.cleaned_data[name] for name in SENDING}
            given["consulted"] = tuple(given["consulted"])
            sheet = submit(subject=document.subject, by=actor, at=timezone.now(), **given)
            messages.success(request, f"已送审：《{document.title}》")
            return redirect("desk:case", sheet.uuid)
    except Refused as refused:
        return _refused(request, actor, document, form, refused)
    messages.success(request, "已保存。")
    return redirect("documents:edit", document.pk)


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
    actor = _drafter(request)
    document = Document.objects.filter(pk=uuid).first()
    if request.method != "POST" or document is None or not may_edit(actor, document):
        raise Http404
    form = _form(actor, request)
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


def _refused(
    request: HttpRequest, actor: Actor, document: Document | None, form: DraftForm, refused: Refused
) -> HttpResponseBase:
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    return _page(request, actor, document, form, status=409)


def _page(
    request: HttpRequest,
    actor: Actor,
    document: Document | None,
    form: DraftForm,
    status: int = 200,
) -> HttpResponseBase:
    files = uses(document).filter(picture=False) if document else []
    cancel = {"label": "返回列表", "url": reverse("documents:list")}
    context = {
        "heading": "修改" if document else "起草",
        "form": form,
        "action": reverse("documents:edit", args=[document.pk]) if document else request.path,
        "autosave": reverse("documents:autosave", args=[document.pk]) if document else "",
        "pictures": reverse("documents:pictures", args=[document.pk]) if document else "",
        "digest": "",
        "proposed": (),
        "source": None,
        "upload": "",
        "upload_help": "",
        "must": [],
        "ask": [],
        "files": [
            {
                "name": u.name,
                "url": reverse("desk:file", args=[u.stored_id, u.name]),
                "size": u.stored.size,
            }
            for u in files
        ],
        "file_fields": ("attachment",),
        "submit": {
            "label": "送审",
            "enabled": True,
            "next": f"{actor.organ_name}负责人审核",
            "average": "",
        },
        "saved": hour(document.edited_at) if document else "",
        "cancel": cancel,
    }
    return staff_page(request, "documents/draft.html", context, status)
