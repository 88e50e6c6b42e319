"""What lies behind the entries of a 归档文件目录: texts, files, signatures, trail; whole or damaged."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

import rfc8785

from gongkai.clearance.cleaning import clean
from gongkai.clearance.document import Attribute, PublicDocument, PublicFile, from_json
from gongkai.clearance.models import Correction, Numbering, Signature, Step
from gongkai.clock.calendars import local_day
from gongkai.files import store
from gongkai.files.types import PDF
from gongkai.matters.documents.bagit import PIECE, Files, bag, safe_name
from gongkai.matters.documents.models import KIND, ArchiveEntry, ArchiveList
from gongkai.matters.documents.queries.archive import HEADINGS, called, table
from gongkai.tables.writing import neutral
from gongkai.trail import vocabulary
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from gongkai.word.text import pages_of

ENTRIES_AT_ONCE = 100


def package(archive: ArchiveList) -> Iterator[bytes]:
    """The bag of what was handed over, in pieces: memory does not grow with the list.

    A function of what stood at the hand-over: later entries of the trail are not in it, so the bytes stay the same.
    """
    info = [
        ("Source-Organization", archive.organ_name),
        ("External-Description", f"{archive.organ_name}{called(archive)}归档文件"),
        ("External-Identifier", str(archive.uuid)),
        ("Bagging-Date", local_day(archive.handed_at).isoformat() if archive.handed_at else ""),
    ]
    part = f"-{archive.part}" if archive.part else ""
    return bag(f"{archive.organ}-{archive.period}{part}", _payload(archive), info)


def _payload(archive: ArchiveList) -> Files:
    entries = archive.entries.order_by("number")
    yield "归档文件目录.csv", _catalogue(entries.iterator(chunk_size=ENTRIES_AT_ONCE))
    held = entries.select_related("signature__revision", "signature__clearance")
    for entry in held.iterator(chunk_size=ENTRIES_AT_ONCE):
        for path, pieces in _papers(archive, entry):
            yield f"{entry.number}/{path}", pieces


def _catalogue(entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
    """A comma-separated table: a spreadsheet would carry the moment at which it was made."""
    yield _line(HEADINGS, "\ufeff")
    for row in table(entries):
        yield _line([neutral("" if cell is None else str(cell)) for cell in row])


def _line(cells: Sequence[str], before: str = "") -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return (before + text.getvalue()).encode()


def _papers(archive: ArchiveList, entry: ArchiveEntry) -> Files:
    signature, corrected = entry.signature, _correction(entry.signature)
    text = from_json(corrected.revision.document if corrected else signature.revision.document)
    yield "正文.html", [_page(text)]
    yield (
        "文本.json",
        [rfc8785.dumps(signature.revision.document)],
    )  # its SHA-256 is the signed digest
    if corrected:
        yield "更正文本.json", [rfc8785.dumps(corrected.revision.document)]
    yield "审签.json", [_json(_signing(signature, corrected))]
    yield "留痕.json", [_json(_trail(archive, entry))]
    for path, file in _named(text.files):
        yield path, _bytes_of(file)


def _correction(signature: Signature) -> Correction | None:
    rows = signature.corrections.filter(confirmed_at__isnull=False).select_related("revision")
    return rows.order_by("-revision__number").first()


def _named(files: Sequence[PublicFile]) -> list[tuple[str, PublicFile]]:
    return [(f"附件/{place:02d}-{safe_name(f.name)}", f) for place, f in enumerate(files, 1)]


def _page(text: PublicDocument) -> bytes:
    """The text as a page that stands alone: pictures lie beside it."""
    body = clean(text.body)
    for path, file in _named(text.files):
        body = body.replace(f'src="sha256:{file.digest}"', f'src="{escape(path)}"')
    mark = Attribute(text.attribute).mark
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(text.title)}</title></head><body><h1>{escape(text.title)}</h1>\n"
        f"{body}\n<p>{escape(mark)}</p></body></html>\n"
    ).encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()


def _signing(signature: Signature, corrected: Correction | None) -> dict[str, Any]:
    """发文稿纸: who signed what and when, and every opinion on the way."""
    sheet = signature.clearance
    numbering = Numbering.objects.filter(signature=signature).first()
    return {
        "title": sheet.title,
        "digest": signature.digest,
        "signature": {
            "signer": signature.signer_name, "post": signature.signer_post,
            "mode": signature.get_mode_display(), "signed_at": signature.signed_at.isoformat(),
            "opinion": signature.opinion, "proof": signature.proof,
        },
        "numbering": {
            "document_number": numbering.document_number, "document_date": numbering.document_date,
            "digest": numbering.digest,
        } if numbering else None,
        "correction": {"digest": corrected.digest, "confirmed_at": corrected.confirmed_at}
        if corrected else None,
        "steps": [_step(step) for step in sheet.steps.filter(done_at__isnull=False)],
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {
        "round": step.round, "title": step.title, "by": step.by_name, "post": step.by_post,
        "at": step.done_at, "outcome": step.outcome, "opinion": step.opinion, "digest": step.digest,
    }  # fmt: skip


def _trail(archive: ArchiveList, entry: ArchiveEntry) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(
        subject_kind=KIND, subject_id=entry.document_id, recorded__lte=archive.handed_at
    ).order_by("number")
    return [
        {
            "number": e.number, "happened": e.happened.isoformat(), "recorded": e.recorded.isoformat(),
            "action": e.action, "sentence": vocabulary.sentence(e), "by": e.actor["name"],
            "organ": e.actor.get("organ_name", ""), "head": e.head,
        }
        for e in rows
    ]  # fmt: skip


def _bytes_of(file: PublicFile) -> Iterator[bytes]:
    with store.path_of(file.digest).open("rb") as held:
        while piece := held.read(PIECE):
            yield piece


def damaged(archive: ArchiveList) -> str:
    """A sentence when a text is not what was signed or a file is not what it was; '' when all is whole."""
    held = archive.entries.select_related("signature__revision")
    for entry in held.iterator(chunk_size=ENTRIES_AT_ONCE):
        revision = entry.signature.revision
        if revision.value.digest != entry.signature.digest:
            return (
                f"《{entry.title}》的文本与签发时的摘要不一致，已停止移交。请立即报告系统管理员。"
            )
        for file in revision.value.files:
            if not _whole(file):
                return f"《{entry.title}》的附件“{file.name}”缺失或已改动，已停止移交。请立即报告系统管理员。"
    return ""


def _whole(file: PublicFile) -> bool:
    digest = hashlib.sha256()
    try:
        for piece in _bytes_of(file):
            digest.update(piece)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == file.digest


def pages_counted(entries: Iterable[ArchiveEntry]) -> dict[int, int]:
    """Pages of the PDFs of each entry's document, where it has any that can be read."""
    counted = {}
    for entry in entries:
        files = entry.signature.revision.value.files
        if total := sum(_pages(f) for f in files if f.type == PDF.type):
            counted[entry.pk] = total
    return counted


def _pages(file: PublicFile) -> int:
    try:
        return pages_of(store.content_of(file.digest), file.name)
    except (Refused, FileNotFoundError):
        return 0  # the organ counts by hand
