"""Pages of a PDF as pictures. Runs apart: `pages.py` is what others call."""

from __future__ import annotations

import io
import math

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from gongkai.word.kinds import refused
from gongkai.word.pages import AT_ONCE

WIDTH, TALLEST = 1080, 3240  # pixels: sharp on a phone, and no page is a mile long
_QUALITY = 80  # of WebP: some 100 KB for a page of text
_UNREADABLE = "不能按页显示，可能已损坏或已加密，请下载后查看。"


def pages(pdf: bytes, name: str, first: int) -> tuple[int, tuple[bytes, ...]]:
    """How many pages there are, and `AT_ONCE` of them from `first` on (from 1) as WebP."""
    try:
        opened = pypdfium2.PdfDocument(pdf)
        last = min(len(opened), first + AT_ONCE - 1)
        return len(opened), tuple(_drawn(opened[n - 1]) for n in range(first, last + 1))
    except pypdfium2.PdfiumError:
        raise refused(name, _UNREADABLE) from None


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    width, height = (max(side, 1.0) for side in page.get_size())  # points
    scale = min(WIDTH / width, TALLEST / height)
    if not math.isfinite(scale):
        scale = 1.0
    picture: Image.Image = page.render(scale=scale).to_pil()
    written = io.BytesIO()
    picture.convert("RGB").save(written, "WEBP", quality=_QUALITY, method=2)
    return written.getvalue()
