"""One 归档文件目录: completed page by page, handed over, received; as a spreadsheet and as a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gongkai.frames.downloads import XLSX, as_file
from gongkai.frames.environment import moment
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.matters.documents.actions import archiving, handing_over
from gongkai.matters.documents.actions.archiving import Filled
from gongkai.matters.documents.faces.cleanup_rows import MOST_AT_ONCE, is_key
from gongkai.matters.documents.faces.cleanups import user_of
from gongkai.matters.documents.models import ArchiveEntry, ArchiveList
from gongkai.matters.documents.permissions import heads, keeps, may_clean, may_see_archive
from gongkai.matters.documents.queries.archive import HEADINGS, WIDTHS, called, table
from gongkai.matters.documents.queries.papers import package
from gongkai.matters.documents.rules.archive import RETENTIONS
from gongkai.matters.documents.states import ArchiveState
from gongkai.tables.writing import Sheet, xlsx
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

TYPED = ("responsible", "pages", "note", "retention")


def archive(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The list, thirty to a page; a POST saves the page that was filled in, or counts the pages of its PDFs."""
    actor = user_of(request)
    held = _list(actor, uuid)
    if request.method != "POST":
        return _page(request, actor, held)
    keys = [int(key) for key in request.POST.getlist("item")[:MOST_AT_ONCE] if is_key(key)]
    try:
        said = _saved(request.POST, held, keys, actor)
    except Refused as refused:
        return _page(request, actor, held, refused, request.POST)
    messages.success(request, said)
    onward = request.POST.get("onward", "") if request.POST.get("act") == "next" else ""
    return redirect(
        f"{request.path}{onward}" if onward.startswith("?") else request.get_full_path()
    )


def _saved(form: QueryDict, held: ArchiveList, keys: list[int], actor: Actor) -> str:
    filled = {key: Filled(*(form.get(f"{name}-{key}", "") for name in TYPED)) for key in keys}
    editions = {key: _number(form.get(f"edition-{key}", "")) for key in keys}
    archiving.complete(archive=held, filled=filled, editions=editions, by=actor, at=timezone.now())
    if form.get("act") != "count":
        return "本页已保存。"
    done = archiving.count_pages(archive=held, keys=keys, by=actor, at=timezone.now())
    return f"已按附件 PDF 填入 {done} 件的页数，请核对（不含正文页数）。"


def _number(text: str) -> int:
    return int(text) if is_key(text) else -1


def _list(actor: Actor, uuid: UUID) -> ArchiveList:
    found = ArchiveList.objects.filter(pk=uuid).first()
    if found is None or not may_see_archive(actor, found):
        raise Http404
    return found


def _page(
    request: HttpRequest,
    actor: Actor,
    held: ArchiveList,
    refused: Refused | None = None,
    typed: QueryDict | None = None,
) -> HttpResponseBase:
    entries, pager = page_of(held.entries.order_by("dated", "pk"), request)
    left = held.entries.filter(pages__isnull=True).count()
    state = ArchiveState(held.state)
    following = pager["next"].partition("?")[2] if pager and pager["next"] else ""
    wrong = (refused.field or "") if refused else ""
    context = {
        "heading": f"{called(held)}归档文件目录",
        "organ": held.organ_name,
        "state": {"label": state.chinese, "tone": "main" if state is ArchiveState.RECEIVED else "plain"},
        "facts": _facts(held, left),
        "returned": held.returned,
        "items": _rows(entries, typed, wrong),
        "editable": state is ArchiveState.OPEN and may_clean(actor, held.organ),
        "ready": heads(actor, held.organ) and not left,
        "action": request.get_full_path(),
        "onward": f"?{following}" if following else "",
        "retentions": [*RETENTIONS.items()],
        "exports": _exports(held),
        "acts": _acts(actor, held, left),
        "errors": [{"message": refused.sentence, "label": "", "target": f"f-{wrong}" if wrong else ""}]
        if refused else [],
        "pager": pager,
    }  # fmt: skip
    return staff_page(request, "documents/archive.html", context, 409 if refused else 200)


def _facts(held: ArchiveList, left: int) -> list[tuple[str, str]]:
    return [
        ("处室", held.organ_name),
        ("页数未填", f"{left} 件" if left else ""),
        ("移交", f"{held.handed_by_name}，{moment(held.handed_at)}" if held.handed_at else ""),
        (
            "签收",
            f"{held.received_by_name}，{moment(held.received_at)}" if held.received_at else "",
        ),
        ("签收编号", held.receipt),
    ]


def _rows(
    entries: Sequence[ArchiveEntry], typed: QueryDict | None, wrong: str
) -> list[dict[str, Any]]:
    return [_row(entry, typed, wrong) for entry in entries]


def _row(entry: ArchiveEntry, typed: QueryDict | None, wrong: str) -> dict[str, Any]:
    stored = {
        "responsible": entry.responsible,
        "pages": str(entry.pages or ""),
        "note": entry.note,
        "retention": entry.retention,
        "edition": str(entry.edition),
    }
    given: Mapping[str, str] = typed if typed is not None else {}
    values = {name: str(given.get(f"{name}-{entry.pk}", held)) for name, held in stored.items()}
    return {
        "key": entry.pk,
        "number": entry.number,
        "title": entry.title,
        "document_number": entry.document_number,
        "dated": entry.dated.isoformat(),
        "values": values,
        "retention": RETENTIONS[entry.retention],
        "wrong": wrong.removesuffix(f"-{entry.pk}") if wrong.endswith(f"-{entry.pk}") else "",
    }


def _exports(held: ArchiveList) -> list[dict[str, str]]:
    made = [{"label": "目录（XLSX）", "url": reverse("documents:archive_table", args=[held.pk])}]
    if held.state != ArchiveState.OPEN:
        address = reverse("documents:archive_package", args=[held.pk])
        made.append({"label": "归档包（ZIP）", "url": address})
    return made


def _acts(actor: Actor, held: ArchiveList, left: int) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    if held.state == ArchiveState.OPEN and may_clean(actor, held.organ):
        made.append({"verb": "refresh", "label": "更新目录"})
    if held.state == ArchiveState.OPEN and heads(actor, held.organ) and not left:
        made.append({"verb": "hand_over", "label": "移交", "kind": "primary",
                     "confirm": "移交后目录不再改动，确认移交？"})  # fmt: skip
    if held.state == ArchiveState.HANDED_OVER and keeps(actor):
        made.append({"verb": "send_back", "label": "退回", "opinion": "required",
                     "opinion_name": "reason", "opinion_label": "退回理由"})  # fmt: skip
        made.append({"verb": "receive", "label": "签收", "kind": "primary"})
    return [
        {**act, "url": reverse("documents:archive_act", args=[held.pk, act["verb"]])}
        for act in made
    ]


DOING: dict[str, tuple[Callable[[ArchiveList, QueryDict, Actor], Any], str]] = {
    "refresh": (lambda a, _, by: archiving.refresh(archive=a, by=by, at=timezone.now()), "目录已与签发情况核对。"),
    "hand_over": (lambda a, _, by: handing_over.hand_over(archive=a, by=by, at=timezone.now()), "已移交，等待签收。"),
    "send_back": (
        lambda a, form, by: handing_over.send_back(
            archive=a, reason=form.get("reason", ""), by=by, at=timezone.now()
        ),
        "已退回。",
    ),
    "receive": (lambda a, _, by: handing_over.receive(archive=a, by=by, at=timezone.now()), "已签收。"),
}  # fmt: skip


@require_POST
def archive_act(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponseBase:
    """One act on the whole list; what is refused is said on a page of its own."""
    actor = user_of(request)
    held = _list(actor, uuid)
    if verb not in DOING:
        raise Http404
    do, said = DOING[verb]
    do(held, request.POST, actor)
    messages.success(request, said)
    if not may_see_archive(actor, _now(held)):
        return redirect("documents:archives")  # returned: it is the organ's again
    return redirect("documents:archive", uuid)


def _now(held: ArchiveList) -> ArchiveList:
    return ArchiveList.objects.get(pk=held.pk)


@require_GET
def archive_table(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """归档文件目录 as a spreadsheet; before the hand-over without 件号."""
    held = _list(user_of(request), uuid)
    entries = held.entries.order_by("number", "dated", "pk").iterator(chunk_size=500)
    sheet = Sheet("归档文件目录", HEADINGS, table(entries), widths=WIDTHS)
    return _as_file(HttpResponse(xlsx(sheet), content_type=XLSX), held, "归档文件目录.xlsx")


@require_GET
def archive_package(request: HttpRequest, uuid: UUID) -> StreamingHttpResponse:
    """The package of what was handed over, as it is made: nothing of it waits in memory."""
    held = _list(user_of(request), uuid)
    if held.state == ArchiveState.OPEN:
        raise Http404
    answer = StreamingHttpResponse(package(held), content_type="application/zip")
    return _as_file(answer, held, "归档包.zip")


def _as_file(answer: Any, held: ArchiveList, ending: str) -> Any:
    return as_file(answer, f"{held.organ_name}{called(held)}{ending}")
