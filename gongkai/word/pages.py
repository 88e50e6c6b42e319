"""Files as pictures of their pages, for a screen on which nothing can be opened: a leader's phone (F25)."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.files import types
from gongkai.trail.refusals import Refused
from gongkai.word import apart, office

AT_ONCE = 8  # pages that a child draws in one go
LIMITS = apart.Limits(seconds=40)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages `first`… of a file that has `pages` in all; pictures are WebP."""

    pages: int
    first: int
    pictures: tuple[bytes, ...]


def printable(content: bytes, name: str) -> bytes:
    """The file as PDF. Office files go through LibreOffice; Refused where there is none, and for OFD."""
    kind = types.kind_of(content, name)
    if kind == types.PDF:
        return content
    if kind in (types.DOCX, types.XLSX):
        return office.as_pdf(content, kind.endings[0], name)
    raise Refused("这种文件不能在此按页显示，请下载后用专用软件打开。", field="file")


def drawn(pdf: bytes, name: str, first: int) -> Part:
    """`AT_ONCE` pages of a PDF from `first` on, counted from 1. Raises Refused for what cannot be drawn."""
    answer = apart.run("pages", pdf, name, LIMITS, number=first)
    return Part(int(answer.value), first, answer.blobs)
