"""Files as people bring them, and as people send them who mean harm. All are made here, byte for byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
import pypdfium2
from PIL import Image

DOCX_PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"<Relationships/>",
    "word/document.xml": b"<w:document/>" * 40,
}


def picture(kind: str) -> bytes:
    """A small real picture: PNG, JPEG, GIF or WEBP."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(out, kind)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(more: Mapping[str, bytes] | None = None, packing: int = zipfile.ZIP_STORED) -> bytes:
    return zipped({**DOCX_PARTS, **(more or {})}, packing)


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in range(500):
        book.active.append([row, "全民健身活动", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ofd() -> bytes:
    """What OFD (GB/T 33190) looks like from outside: a zip with OFD.xml at its root."""
    pages = {"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<ofd:Document/>" * 30}
    return zipped(pages, zipfile.ZIP_DEFLATED)


def pdf(objects: bytes = b"<</Type/Catalog>>") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + objects + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf_with_packed_objects(objects: bytes) -> bytes:
    """Objects in a compressed object stream, as every word processor writes them since PDF 1.5."""
    packed = zlib.compress(objects)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    return pdf(head + b"\nstream\r\n" + packed + b"\nendstream")


def encrypted(archive: bytes) -> bytes:
    """The same zip with the encryption flag on every entry, in the directory and at the entries."""
    changed = bytearray(archive)
    for mark, flag_at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flag_at] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def says_larger(archive: bytes, size: int) -> bytes:
    """The same zip whose directory says that its first entry unpacks to `size` bytes."""
    changed = bytearray(archive)
    at = changed.find(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(changed)


def overlapping() -> bytes:
    """A docx whose directory names the same bytes many times over: a bomb without a ratio that shows."""
    noise = bytes(range(256)) * 40
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {**DOCX_PARTS, "word/media/0.bin": noise}.items():
            archive.writestr(name, content)
        first = archive.infolist()[-1]
        for number in range(1, 60):
            twin = zipfile.ZipInfo(f"word/media/{number}.bin")
            for field in ("header_offset", "compress_size", "file_size", "CRC"):
                setattr(twin, field, getattr(first, field))
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
        archive._didModify = True
    return out.getvalue()


def pdf_of_pages(*sizes: tuple[float, float]) -> bytes:
    """A PDF with empty pages of these sizes in points."""
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for size in sizes:
        made.new_page(*size)
    made.save(out)
    return out.getvalue()
