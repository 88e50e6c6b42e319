"""从文件导入: a Word file becomes a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.matters.documents import actions
from gongkai.matters.documents.faces.draft_page import drafter_of, form_for, initial_of, page
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.permissions import may_edit
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


def take_in(request: HttpRequest) -> HttpResponseBase:
    """从文件导入: the file becomes a draft; what cannot be read is refused with a sentence beside what was typed."""
    actor = drafter_of(request)
    upload = next(iter(request.FILES.getlist("file")), None)
    if request.method != "POST" or upload is None:
        raise Http404
    try:
        given = {"name": upload.name or "文件.docx", "content": upload.read(), "key": uuid4()}
        document = actions.begin_from_file(**given, by=actor, at=timezone.now())
    except Refused as refused:
        initial = {"attribute": "proactive", "document_kind": "official", "key": uuid4()}
        form = form_for(actor, None, initial={**initial, **_typed(request, actor)})
        return page(
            request,
            actor,
            None,
            form,
            status=409,
            errors=[{"message": refused.sentence, "label": "从文件导入", "target": "import-file"}],
        )
    messages.success(request, f"已由“{document.imported_from}”导入，请核对浅色虚框的各项。")
    return redirect("documents:edit", document.pk)


def replace(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """重新导入: the text anew from a file; refused with a sentence beside what was typed."""
    actor = drafter_of(request)
    document = Document.objects.select_related("edited_by").filter(pk=uuid).first()
    upload = next(iter(request.FILES.getlist("file")), None)
    if request.method != "POST" or upload is None or document is None:
        raise Http404
    if not may_edit(actor, document):
        raise Http404
    edition = request.POST.get("edition", "")
    try:
        document = actions.replace_from_file(
            document=document,
            name=upload.name or "文件.docx",
            content=upload.read(),
            edition=int(edition) if edition.isdecimal() and len(edition) < 7 else 0,
            by=actor,
            at=timezone.now(),
        )
    except Refused as refused:
        fault = {"message": refused.sentence, "label": "从文件导入", "target": "import-file"}
        form = form_for(actor, None, initial={**initial_of(document), **_typed(request, actor)})
        return page(request, actor, document, form, status=409, errors=[fault])
    messages.success(request, f"正文已换成“{document.imported_from}”的内容，请核对。")
    return redirect("documents:edit", document.pk)


def _typed(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The draft's fields as they stood beside the file; nothing when the browser sent the file alone.

    As initial values, not as a form that was sent in: what is not filled in yet is no fault here.
    """
    if "title" not in request.POST:
        return {}
    fields = form_for(actor, None).fields
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in fields.items()
        if name != "attachment"
    }
