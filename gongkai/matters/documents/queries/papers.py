"""What lies behind the entries of a 归档文件目录: texts, files, signatures, trail; whole or damaged."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Any

import rfc8785

from gongkai.clearance.cleaning import clean
from gongkai.clearance.document import Attribute, PublicDocument, PublicFile, from_json
from gongkai.clearance.models import Correction, Numbering, Signature, Step
from gongkai.clearance.queries import confirmed_correction
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

    Its papers were sealed at the hand-over, so the bytes stay the same whatever is corrected or signed on later.
    """
    info = [
        ("Source-Organization", archive.organ_name),
        ("External-Description", f"{archive.organ_name}{called(archive)}归档文件"),
        ("External-Identifier", str(archive.uuid)),
        ("Bagging-Date", local_day(archive.handed_at).isoformat() if archive.handed_at else ""),
    ]
    return bag(f"{archive.organ_name}{called(archive)}归档文件", _payload(archive), info)


def _payload(archive: ArchiveList) -> Files:
    entries = archive.entries.order_by("number")
    yield "归档文件目录.csv", _catalogue(entries.iterator(chunk_size=ENTRIES_AT_ONCE))
    held = entries.select_related("signature__revision", "signature__clearance")
    for entry in held.iterator(chunk_size=ENTRIES_AT_ONCE):
        for path, pieces in _held(archive, entry):
            yield f"{entry.number}/{path}", pieces


def _held(archive: ArchiveList, entry: ArchiveEntry) -> Files:
    """What was sealed; of a list handed over before papers were, what they are as of that moment."""
    if not entry.sealed and archive.handed_at:
        yield from _papers(entry, archive.handed_at)
    for path, digest in sorted(entry.sealed.items()):
        yield path, _bytes_of(digest)


def sealed(archive: ArchiveList, at: datetime) -> dict[int, dict[str, str]]:
    """The papers of each entry as they stand, kept in the store: path -> digest. Writes files, no rows."""
    held = archive.entries.select_related("signature__revision", "signature__clearance")
    return {
        entry.pk: {
            path: digest or store.keep(b"".join(pieces))
            for path, pieces, digest in _to_seal(entry, at)
        }
        for entry in held.iterator(chunk_size=ENTRIES_AT_ONCE)
    }


def _to_seal(entry: ArchiveEntry, at: datetime) -> Iterator[tuple[str, Iterable[bytes], str]]:
    """Attachments lie in the store already, under the digest that their text names."""
    there = dict(_named(_text(entry.signature, at).files))
    for path, pieces in _papers(entry, at):
        yield path, pieces, there[path].digest if path in there else ""


def _catalogue(entries: Iterable[ArchiveEntry]) -> Iterator[bytes]:
    """A comma-separated table: a spreadsheet would carry the moment at which it was made."""
    yield _line(HEADINGS, "\ufeff")
    for row in table(entries):
        yield _line([neutral("" if cell is None else str(cell)) for cell in row])


def _line(cells: Sequence[str], before: str = "") -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return (before + text.getvalue()).encode()


def _text(signature: Signature, at: datetime) -> PublicDocument:
    corrected = confirmed_correction(signature, by=at)
    return from_json(corrected.revision.document if corrected else signature.revision.document)


def _papers(entry: ArchiveEntry, at: datetime) -> Files:
    signature, corrected = entry.signature, confirmed_correction(entry.signature, by=at)
    text = _text(signature, at)
    yield "正文.html", [_page(text)]
    yield (
        "文本.json",
        [rfc8785.dumps(signature.revision.document)],
    )  # its SHA-256 is the signed digest
    if corrected:
        yield "更正文本.json", [rfc8785.dumps(corrected.revision.document)]
    yield "审签.json", [_json(_signing(signature, corrected, at))]
    yield "留痕.json", [_json(_trail(entry, at))]
    for path, file in _named(text.files):
        yield path, _bytes_of(file.digest)


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


def _signing(signature: Signature, corrected: Correction | None, at: datetime) -> dict[str, Any]:
    """发文稿纸: who signed what and when, and every opinion on the way."""
    sheet = signature.clearance
    numbering = Numbering.objects.filter(signature=signature, at__lte=at).first()
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
        "steps": [_step(step) for step in sheet.steps.filter(done_at__lte=at)],
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {
        "round": step.round, "title": step.title, "by": step.by_name, "post": step.by_post,
        "at": step.done_at, "outcome": step.outcome, "opinion": step.opinion, "digest": step.digest,
    }  # fmt: skip


def _trail(entry: ArchiveEntry, at: datetime) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(
        subject_kind=KIND, subject_id=entry.document_id, recorded__lte=at
    ).order_by("number")
    return [
        {
            "number": e.number, "happened": e.happened.isoformat(), "recorded": e.recorded.isoformat(),
            "action": e.action, "sentence": vocabulary.sentence(e), "by": e.actor["name"],
            "organ": e.actor.get("organ_name", ""), "head": e.head,
        }
        for e in rows
    ]  # fmt: skip


def _bytes_of(digest: str) -> Iterator[bytes]:
    with store.path_of(digest).open("rb") as held:
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
        for piece in _bytes_of(file.digest):
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
