"""Opens the zip of a .docx: real bytes are counted while they are read, and nothing that acts comes in."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from gongkai.files.types import LOCAL_HEADER, MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED
from gongkai.word.kinds import refused

MOST_XML = 25 * 1024 * 1024  # bytes of one XML part
MOST_ELEMENTS = 2_000_000  # of one XML part: a document of 1,000 pages has fewer
_PIECE = 64 * 1024
_ODD = "的压缩结构异常，已拒收。请用 WPS 或 Word 另存为 .docx 后再上传。"
_BROKEN = "已损坏，无法打开。请用 WPS 或 Word 重新保存后再上传。"
_ACTING = (
    ("vbaproject", "含有宏，已拒收。请另存为不含宏的 .docx 后再上传。"),
    ("vbadata", "含有宏，已拒收。请另存为不含宏的 .docx 后再上传。"),
    ("macrosheets", "含有宏，已拒收。请另存为不含宏的 .docx 后再上传。"),
    ("activex", "含有控件（ActiveX），已拒收。请删除控件后再上传。"),
    ("customui", "含有自定义按钮，已拒收。请另存为普通 .docx 后再上传。"),
    (
        "/embeddings/",
        "嵌有其他文件（如 Excel 表格、公式对象），已拒收。请把它换成图片或表格后再上传。",
    ),
    ("/afchunk", "拼有其他文件的内容（altChunk），已拒收。请在 WPS 或 Word 中另存后再上传。"),
)
_OTHERS = (
    ("xl/", "是 Excel 表格，不是 Word 文件。如需公开，请作为附件上传。"),
    ("ppt/", "是演示文稿，不是 Word 文件。如需公开，请作为附件上传。"),
    (
        "OFD.xml",
        "是 OFD，不是 Word 文件。如需公开，请作为附件上传；正文请上传 Word 文件（.docx）。",
    ),
    ("content.xml", "是 ODF（.odt）格式。请另存为 Word 文件（.docx）后再上传。"),
    ("AndroidManifest.xml", "是程序，不是 Word 文件，已拒收。"),
)


def parts_of(content: bytes, name: str) -> dict[str, bytes]:
    """All parts of a .docx by their names. Refuses what is broken, locked, too large, ambiguous, or acts by itself."""
    return _opened(content, name, _check_names)


def unpacked(content: bytes, name: str) -> dict[str, bytes]:
    """The same for any Office file."""
    return _opened(content, name, lambda names, name: None)


def _opened(content: bytes, name: str, check: Callable[[list[str], str], None]) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(content), name)
            check([entry.filename.lower() for entry in entries], name)
            return _read_all(archive, entries, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError):
        raise refused(name, _BROKEN) from None


def _check_directory(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refused(name, "已加密。请去除密码后再上传。")
    unpacked = sum(entry.file_size for entry in entries)
    odd = (
        len(entries) > MOST_ENTRIES
        or len(set(names)) < len(names)  # which of two is meant, each program decides otherwise
        or unpacked > min(MOST_UNPACKED, MOST_RATIO * packed)
        or any(_leads_out(part) for part in names)
        or _overlap(entries)
        or any(entry.compress_type not in _PACKINGS for entry in entries)
    )
    if odd:
        raise refused(name, _ODD)


_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _check_names(names: list[str], name: str) -> None:
    for mark, sentence in _ACTING:
        if any(mark in f"/{part}" for part in names):
            raise refused(name, sentence)
    if not any(part.startswith("word/") for part in names):
        for beginning, sentence in _OTHERS:
            if any(part.startswith(beginning.lower()) for part in names):
                raise refused(name, sentence)
    if "[content_types].xml" not in names:
        raise refused(name, "不是 Word 文件，只是一个压缩包。请上传 Word 文件（.docx）。")


def _leads_out(part: str) -> bool:
    steps = part.rstrip("/").split("/")
    return "\\" in part or ".." in steps or not steps[0] or ":" in steps[0] or "\x00" in part


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries name the same bytes, or something stands before the first: a file that is two files."""
    end = 0
    for at, entry in enumerate(sorted(entries, key=lambda e: e.header_offset)):
        if entry.header_offset < end or (at == 0 and entry.header_offset > 0):
            return True
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size
    return False


def _read_all(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str
) -> dict[str, bytes]:
    """The directory may lie about sizes: what counts is what comes out."""
    left, parts = MOST_UNPACKED, {}
    for entry in entries:
        if entry.is_dir():
            continue
        xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        read = _read(archive, entry, min(left, MOST_XML) if xml else left)
        if read is None:
            raise refused(name, _ODD)
        if xml:
            _check_xml(read, name)
        left -= len(read)
        parts[entry.filename.lstrip("/")] = read
    return parts


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of a part, None as soon as there are more than `most`."""
    read = bytearray()
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            read += piece
            if len(read) > most:
                return None
    return bytes(read)


def _check_xml(part: bytes, name: str) -> None:
    """No part of an Office file declares a document type; entities are how small files grow large."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        part = part.decode("utf-16", errors="replace").encode()
    declared = (b"<!DOCTYPE", b"<!ENTITY", b"<\x00!\x00D", b"\x00<\x00!\x00D")
    if any(mark in part for mark in declared) or part.count(b"<") > MOST_ELEMENTS:
        raise refused(name, _ODD)
