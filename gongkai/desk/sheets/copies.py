"""A published text for another channel (F6): title and body to copy, and everything in one zip."""

from __future__ import annotations

import base64
import tempfile
import zipfile
from uuid import UUID

import lxml.html  # type: ignore[import-untyped]
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from markupsafe import Markup

from gongkai.clearance.cleaning import clean, plain, with_pictures_at
from gongkai.clearance.document import PublicDocument, PublicFile
from gongkai.desk.answers import sheet_for, staff
from gongkai.files import store
from gongkai.frames.pages import staff_page
from gongkai.publishing import queries as publications
from gongkai.publishing.models import Version
from gongkai.trail.actors import Actor

# Editors of other platforms drop style sheets and keep these.
_STYLES = {
    "p": "text-indent:2em;line-height:1.75;margin:0 0 1em;font-size:16px;",
    "h2": "font-size:18px;font-weight:bold;margin:1em 0 .5em;",
    "h3": "font-size:17px;font-weight:bold;margin:1em 0 .5em;",
    "table": "border-collapse:collapse;width:100%;",
    "td": "border:1px solid #999;padding:4px 8px;",
    "th": "border:1px solid #999;padding:4px 8px;",
    "img": "max-width:100%;height:auto;display:block;margin:1em auto;",
}
_SUMMARY = 120  # characters: three lines on a phone


@staff
def copies(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """复制到其他渠道: for the office, of what is public."""
    version = _public_of(actor, uuid)
    document = version.revision.value
    text = plain(document.body)
    context = {
        "title": document.title,
        "summary": text.replace("\n", "")[:_SUMMARY],
        "text": text,
        "body": Markup(with_pictures_at(clean(document.body), "/desk/files/{}/picture")),
        "files": len([f for f in document.files if not f.picture]),
        "package": reverse("desk:package", args=[uuid]),
        "back": reverse("desk:case", args=[uuid]),
    }
    return staff_page(request, "desk/copies.html", context)


@staff
def package(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """标题, 正文 (text, and HTML with its pictures inside) and the attachments, as one zip."""
    version = _public_of(actor, uuid)
    document = version.revision.value
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("标题.txt", document.title)
        archive.writestr("正文.txt", plain(document.body))
        archive.writestr("正文.html", standalone(document))
        for name, file in _named([f for f in document.files if not f.picture]):
            archive.write(store.path_of(file.digest), f"附件/{name}")
    made.seek(0)
    name = f"{version.publication.index_number.replace('/', '-')}.zip"
    response = FileResponse(made, as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    return response


def _public_of(actor: Actor, uuid: UUID) -> Version:
    sheet = sheet_for(actor, uuid)
    publication = publications.live_under(sheet).first() if actor.role == "editor" else None
    if publication is None:
        raise Http404
    return publication.version


def standalone(document: PublicDocument) -> str:
    """The body as a page of its own, pictures inside as data, styles on the elements."""
    body = lxml.html.fragment_fromstring(clean(document.body), create_parent="div")
    types = {file.digest: file.type for file in document.files}
    for element in body.iter(*_STYLES):
        element.set("style", _STYLES[str(element.tag)])
        digest = element.get("src", "").removeprefix("sha256:")
        if digest in types:
            data = base64.b64encode(store.content_of(digest)).decode()
            element.set("src", f"data:{types[digest]};base64,{data}")
    title = lxml.html.Element("h1")
    title.text = document.title
    head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>'
    return head + "".join(lxml.html.tostring(e, encoding="unicode") for e in (title, body))


def _named(files: list[PublicFile]) -> list[tuple[str, PublicFile]]:
    """In the order of the text, with numbers before the names: none overwrites another of its name."""
    return [(f"{place:02d}-{file.name}", file) for place, file in enumerate(files, 1)]
