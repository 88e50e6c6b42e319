"""Files on the desk: asked for each request, never kept by a browser, never an active page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.desk.answers import staff
from gongkai.files import store
from gongkai.files.models import Stored, Use
from gongkai.frames.downloads import upload
from gongkai.kinds.registry import kind_of
from gongkai.trail.actors import Actor, Subject


def may_see(actor: Actor, use: Use) -> bool:
    """Who put it there; who may write at the draft; who may see a sheet of the subject that names it."""
    if use.by.uuid == actor.person:
        return True
    sheets = Clearance.objects.filter(subject_kind=use.subject_kind, subject_id=use.subject_id)
    named = [
        sheet
        for sheet in sheets.select_related("revision").prefetch_related("steps")
        if any(f["digest"] == use.stored_id for f in clearances.text_of(sheet).document["files"])
    ]
    if any(clearances.may_see(actor, sheet) for sheet in named):
        return True
    subject = Subject(use.subject_kind, use.subject_id)
    return kind_of(subject).may_edit(actor, use.subject_id)


@staff
def file(request: HttpRequest, actor: Actor, digest: str, name: str) -> HttpResponseBase:
    """The bytes of one file, shown as a picture or handed out as a download."""
    stored = seen_file(actor, digest)
    return upload(store.content_of(digest), name, stored.type)


def seen_file(actor: Actor, digest: str) -> Stored:
    """The file, if one of its uses may be seen by this actor; otherwise it does not exist (Http404)."""
    stored = Stored.objects.filter(digest=digest).first()
    uses = Use.objects.filter(stored=stored).select_related("by", "stored") if stored else []
    if stored is None or not any(may_see(actor, use) for use in uses):
        raise Http404
    return stored
