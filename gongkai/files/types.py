"""Which files are welcome, judged by their content and never by their name."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass

from gongkai.files import pdf
from gongkai.trail.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 2_000, 200 * 1024 * 1024, 100
LOCAL_HEADER = 30  # bytes before an entry's name, at least
MOST_STEM = 200  # bytes: with the ending, and what the tree puts around a name, below the 255 of file systems


@dataclass(frozen=True)
class Kind:
    """A welcome kind of file: media type, the endings that go with it, and whether pages show it as a picture."""

    type: str
    endings: tuple[str, ...]
    picture: bool = False


PNG = Kind("image/png", (".png",), picture=True)
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), picture=True)
GIF = Kind("image/gif", (".gif",), picture=True)
WEBP = Kind("image/webp", (".webp",), picture=True)
PDF = Kind("application/pdf", (".pdf",))
OFD = Kind("application/ofd", (".ofd",))
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
WELCOME = "PDF、OFD、Word（.docx）、Excel（.xlsx）、JPG、PNG、GIF、WebP"
_ACTING = ("vbaproject", "activex", "macrosheets", "/embeddings/")
_ZIPPED = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "OFD.xml": OFD}


def kind_of(content: bytes, name: str) -> Kind:
    """What the bytes are. Refuses what is empty, too large, not welcome, or other than its name says."""
    if not content:
        raise Refused(f"文件“{name}”是空的，请重新选择。", field="file")
    if len(content) > MOST_BYTES:
        raise Refused(f"文件“{name}”超过 20 MB，请压缩或拆分后再上传。", field="file")
    kind = _by_signature(content, name)
    if kind is None:
        raise Refused(f"文件“{name}”的类型不受支持。可上传：{WELCOME}。", field="file")
    if not name.lower().endswith(kind.endings):
        raise Refused(
            f"文件“{name}”的内容与扩展名不符，请改回原来的扩展名（{kind.endings[0]}）后再上传。",
            field="file",
        )
    return kind


def _by_signature(content: bytes, name: str) -> Kind | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return GIF
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return _pdf(content, name)
    return _zipped(content, name) if content.startswith(b"PK\x03\x04") else None


def _pdf(content: bytes, name: str) -> Kind:
    if pdf.acts(content, MOST_UNPACKED):
        raise Refused(f"文件“{name}”含有脚本或嵌入文件，请另存为普通 PDF 后再上传。", field="file")
    return PDF


def _zipped(content: bytes, name: str) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refused(f"文件“{name}”已损坏，无法打开，请重新导出后再上传。", field="file") from None
    _bounded(entries, len(content), name)
    names = {entry.filename for entry in entries}
    if any(mark in n.lower() for n in names for mark in _ACTING):
        raise Refused(f"文件“{name}”含有宏、控件或嵌入对象，请去除后再上传。", field="file")
    return next((kind for part, kind in _ZIPPED.items() if part in names), None)


def _bounded(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    """Looks at the directory only; the parts are read later, and counted while they are read."""
    unpacked = sum(entry.file_size for entry in entries)
    unsafe = _overlap(entries) or any(_leads_out(entry.filename) for entry in entries)
    locked = any(entry.flag_bits & 0x1 for entry in entries)
    if locked:
        raise Refused(f"文件“{name}”已加密，请去除密码后再上传。", field="file")
    too_much = unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * packed
    if unsafe or too_much or len(entries) > MOST_ENTRIES:
        raise Refused(f"文件“{name}”的压缩结构异常，已拒收。请另存后再上传。", field="file")


def _leads_out(part: str) -> bool:
    """Whether the name of a part points outside the archive, on any system."""
    steps = part.replace("\\", "/").split("/")
    return ".." in steps or not steps[0] or ":" in steps[0]


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries name the same bytes: then the directory's sizes say nothing."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size
    return False


def tidy_name(name: str) -> str:
    """A file name that is safe everywhere: no path, no control characters, short enough for every file system."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(
        c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*'
    ).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or not stem:
        raise Refused("文件名应带扩展名，例如“附件.pdf”。", field="file")
    short = stem.encode()[:MOST_STEM].decode(errors="ignore")
    return f"{short}.{ending[:9]}"
