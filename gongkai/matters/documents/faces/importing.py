"""从文件导入: a Word file becomes a draft."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.matters.documents import actions
from gongkai.matters.documents.faces.draft_page import drafter_of, form_for, initial_of, page
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.permissions import may_edit
from gongkai.trail.refusals import Refused


def take_in(request: HttpRequest) -> HttpResponseBase:
    """从文件导入: the file becomes a draft; what cannot be read is refused with a sentence on the empty page."""
    actor = drafter_of(request)
    upload = next(iter(request.FILES.getlist("file")), None)
    if request.method != "POST" or upload is None:
        raise Http404
    try:
        given = {"name": upload.name or "文件.docx", "content": upload.read(), "key": uuid4()}
        document = actions.begin_from_file(**given, by=actor, at=timezone.now())
    except Refused as refused:
        initial = {"attribute": "proactive", "document_kind": "official", "key": uuid4()}
        form = form_for(actor, None, initial=initial)
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
    """重新导入: the text anew from a file; refused with a sentence on the page as it stands."""
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
        form = form_for(actor, None, initial=initial_of(document))
        return page(request, actor, document, form, status=409, errors=[fault])
    messages.success(request, f"正文已换成“{document.imported_from}”的内容，请核对。")
    return redirect("documents:edit", document.pk)
