"""Pictures of a draft: put one into the store, get the address that the editor shows."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone

from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents import actions
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.permissions import may_edit
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


def picker(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """POST one picture; the answer names its address on the desk."""
    actor: Actor | None = getattr(request, "actor", None)
    document = Document.objects.filter(pk=uuid).first()
    if request.method != "POST" or actor is None or document is None or not may_draft(actor):
        raise Http404
    upload = next(iter(request.FILES.getlist("file")), None)
    if upload is None or not may_edit(actor, document):
        raise Http404
    try:
        use = actions.attach(
            document=document,
            name=upload.name or "图片",
            content=upload.read(),
            picture=True,
            by=actor,
            at=timezone.now(),
        )
    except Refused as refused:
        return JsonResponse({"message": refused.sentence}, status=409)
    return JsonResponse({"address": reverse("desk:file", args=[use.stored_id, use.name])})
