"""The page on which a draft is written: its form, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clearance.checking import looked_at
from gongkai.clock.calendars import local_day
from gongkai.frames.environment import hour
from gongkai.frames.pages import staff_page
from gongkai.frames.returned import returned
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.actions import Draft
from gongkai.matters.documents.faces.forms import DraftForm
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import public_document, to_look_at, uses
from gongkai.plan.queries import live_categories, the_bureaus_plan
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

UPLOAD_HELP = "Word、WPS 的 .docx 文件（.doc、.wps 视本机条件转换）。红头、版记、页码自动去除，修订、批注、隐藏文字会列出并须核对。"

UPLOAD_AGAIN = "正文和标题将换成文件中的内容，其他各项和附件不变；原来的正文留在稿次记录之外，请先确认不再需要。"


def drafter_of(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not may_draft(actor):
        raise Http404
    return actor


def form_for(actor: Actor, request: HttpRequest | None, **kwargs: Any) -> DraftForm:
    now = timezone.now()
    plan = the_bureaus_plan(local_day(now)).plan
    given = (request.POST, request.FILES) if request else ()
    return DraftForm(*given, actor=actor, plan=plan, live=live_categories(now), **kwargs)


def initial_of(document: Document) -> dict[str, Any]:
    initial = {name: getattr(document, name) for name in (*Draft.names(), "edition")}
    sheet = clearances.current(document.subject)
    return {**initial, "consulted": sheet.consulted, "note": sheet.note} if sheet else initial


def page(
    request: HttpRequest,
    actor: Actor,
    document: Document | None,
    form: DraftForm,
    status: int = 200,
    errors: Sequence[dict[str, str]] = (),
) -> HttpResponseBase:
    cancel = {"label": "返回列表", "url": reverse("documents:list")}
    context = {
        "heading": "修改" if document else "起草",
        "form": form,
        "action": reverse("documents:edit", args=[document.pk])
        if document
        else reverse("documents:new"),
        "autosave": reverse("documents:autosave", args=[document.pk]) if document else "",
        "pictures": reverse("documents:pictures", args=[document.pk]) if document else "",
        "digest": "",
        "errors": errors,
        "returned": returned(document.subject) if document else None,
        "proposed": document.proposed if document else (),
        "source": document.imported_from if document else "",
        "remarks": _remarks(document) if document else [],
        "upload": reverse("documents:replace", args=[document.pk])
        if document
        else reverse("documents:import"),
        "upload_help": UPLOAD_AGAIN if document else UPLOAD_HELP,
        **(_findings(document) if document else {"must": [], "ask": [], "answered": []}),
        "files": _files(document) if document else [],
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


def refused_page(
    request: HttpRequest, actor: Actor, document: Document | None, form: DraftForm, refused: Refused
) -> HttpResponseBase:
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
    return page(request, actor, document, form, status=409)


def _findings(document: Document) -> dict[str, list[dict[str, str]]]:
    """What 表述检查 finds in the draft as it was saved: to mend, to confirm, and what somebody answers for."""
    today = local_day(timezone.now())
    found: dict[str, list[dict[str, str]]] = {"must": [], "ask": [], "answered": []}
    for one in looked_at(document.subject, public_document(document.pk), today):
        group = one.finding.severity if one.open else "answered"
        where, key = one.finding.where, one.finding.key
        found[group].append(
            {
                "where": where,
                "found": one.finding.found,
                "message": one.words,
                "key": key,
                "by": one.by,
            }
        )
    return found


def _remarks(document: Document) -> list[dict[str, Any]]:
    """With whether each is still open: a listed attachment is not once it was uploaded."""
    left = to_look_at(document)
    return [{**remark, "open": remark in left} for remark in document.remarks]


def _files(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "name": u.name,
            "remove": str(u.uuid),
            "url": reverse("desk:file", args=[u.stored_id, u.name]),
            "size": u.stored.size,
        }
        for u in uses(document).filter(picture=False)
    ]
