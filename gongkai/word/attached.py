"""The text of an attachment, hidden places included. Runs apart: `text.py` is what others call."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from html import unescape
from typing import Any

from gongkai.files import types
from gongkai.word import document, guard
from gongkai.word.kinds import refused
from gongkai.word.ooxml import Element, Unreadable, parsed, q

MOST_PAGES = 5_000
_UNREADABLE = "无法读取其中的文字，可能已损坏或已加密。请重新导出后再上传。"
_SAID_ASIDE = re.compile(
    r"docProps/|xl/(?:comments|threadedComments|drawings|charts|diagrams)", re.I
)
_HEADER = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)<")


def text_of(content: bytes, name: str) -> str:
    """The text, "" for what has none. Refuses an unwelcome file and one that cannot be read."""
    kind = types.kind_of(content, name)
    if kind == types.DOCX:
        return document.plain(content, name)
    if kind == types.XLSX:
        return "\n".join(_xlsx(content, name))
    return "\n".join(_pdf(content, name)) if kind == types.PDF else ""


def _xlsx(content: bytes, name: str) -> Iterator[str]:
    """The names of the sheets, hidden ones among them, the values, then comments, text boxes and headers."""
    import openpyxl

    parts = guard.unpacked(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for sheet in book.worksheets:
                yield sheet.title
                sheet.reset_dimensions()  # what the file says of its size may be a lie
                yield from _rows(sheet)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the library names no error of its own
        raise refused(name, _UNREADABLE) from None
    yield from _aside(parts, name)


def _rows(sheet: Element) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        values = [str(value) for value in row if value is not None]
        if values:
            yield "\t".join(values)


def _aside(parts: dict[str, bytes], name: str) -> Iterator[str]:
    for part, content in parts.items():
        if part.startswith("xl/worksheets/"):
            yield from (
                unescape(found.decode(errors="replace")) for found in _HEADER.findall(content)
            )
        elif part.endswith((".xml", ".vml")) and _SAID_ASIDE.match(part):
            try:
                root = parsed(content)
            except Unreadable:
                raise refused(name, _UNREADABLE) from None
            yield from _texts(root)


def _texts(root: Element) -> Iterator[str]:
    """By paragraph where there are any, else by element."""
    paragraphs = list(root.iter(q("a:p")))
    for element in paragraphs or root.iter():
        text = "".join(element.itertext()) if paragraphs else element.text or ""
        if text.strip():
            yield text.strip()


def pages_of(content: bytes, name: str) -> int:
    """How many pages a PDF has. Refuses one that cannot be read, and what is no PDF."""
    if types.kind_of(content, name) != types.PDF:
        raise refused(name, "不是 PDF，不能计页数。")
    return len(_opened(content, name))


def _opened(content: bytes, name: str) -> Any:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        pdf = pypdfium2.PdfDocument(content)
        len(pdf)
    except pypdfium2.PdfiumError:
        raise refused(name, _UNREADABLE) from None
    return pdf


def _pdf(content: bytes, name: str) -> Iterator[str]:
    import pypdfium2

    pdf = _opened(content, name)
    pages = len(pdf)
    if pages > MOST_PAGES:
        raise refused(name, f"超过 {MOST_PAGES} 页，请拆分后再上传。")
    yield from (value for value in pdf.get_metadata_dict().values() if value)
    for at in range(pages):
        try:
            page = pdf[at]
            yield page.get_textpage().get_text_bounded().replace("\r\n", "\n")
            page.close()
        except pypdfium2.PdfiumError:
            raise refused(name, _UNREADABLE) from None
