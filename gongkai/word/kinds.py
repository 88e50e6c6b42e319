"""What a file is, by its bytes, and the sentence for everything that is no Word file."""

from __future__ import annotations

import re
from typing import Literal

from gongkai.files.types import MOST_BYTES
from gongkai.trail.refusals import Refused

Kind = Literal["docx", "old"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "请用 WPS 或 Word 打开，另存为 Word 文件（.docx）后再上传。"
_AS_FILE = "如需公开这个文件，请作为附件上传；正文请上传 Word 文件（.docx）。"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", f"是 PDF，不是 Word 文件。{_AS_FILE}"),
    (rb"{\rtf", f"是 RTF 格式，不是 .docx。{_SAVE_AS}"),
    (b"\x89PNG", f"是图片，不是 Word 文件。{_AS_FILE}"),
    (b"\xff\xd8\xff", f"是图片，不是 Word 文件。{_AS_FILE}"),
    (b"GIF8", f"是图片，不是 Word 文件。{_AS_FILE}"),
    (b"BM", f"是图片，不是 Word 文件。{_AS_FILE}"),
    (b"II*\x00", f"是图片，不是 Word 文件。{_AS_FILE}"),
    (b"MM\x00*", f"是图片，不是 Word 文件。{_AS_FILE}"),
    (b"RIFF", f"是图片或音视频，不是 Word 文件。{_AS_FILE}"),
    (b"Rar!", "是压缩包，不是 Word 文件。请解压后上传其中的 .docx。"),
    (b"7z\xbc\xaf", "是压缩包，不是 Word 文件。请解压后上传其中的 .docx。"),
    (b"\x1f\x8b", "是压缩包，不是 Word 文件。请解压后上传其中的 .docx。"),
    (b"MZ", "是程序，不是 Word 文件，已拒收。"),
    (b"\x7fELF", "是程序，不是 Word 文件，已拒收。"),
)
# Names of streams inside an OLE file, as its directory writes them.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "已加密。请去除密码后另存为 .docx 再上传。"),
    ("_VBA_PROJECT", "含有宏。请去除宏后另存为 .docx 再上传。"),
    ("Workbook", f"是 Excel 表格，不是 Word 文件。{_AS_FILE}"),
    ("PowerPoint Document", f"是演示文稿，不是 Word 文件。{_AS_FILE}"),
)
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table)\b", re.I | re.S
)
_XML = re.compile(rb"\s*<\?xml\b", re.I)
_LOOK = 4_096  # bytes in which the beginning of a text shows what it is


def kind_of(content: bytes, name: str) -> Kind:
    """`docx` for any zip, `old` for an OLE file with a Word text. Refuses the rest, each with its own sentence."""
    if not content:
        raise refused(name, "是空的，请重新选择。")
    if len(content) > MOST_BYTES:
        raise refused(name, "超过 20 MB，请压缩其中的图片或拆分后再上传。")
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    if content.startswith(_OLE):
        return _old(content, name)
    raise refused(name, _sentence(content))


def refused(name: str, what: str) -> Refused:
    """The refusal that says what about which file."""
    return Refused(f"文件“{name}”{what}", field="file")


def _old(content: bytes, name: str) -> Kind:
    for stream, sentence in _STREAMS:
        if stream.encode("utf-16-le") in content:
            raise refused(name, sentence)
    if "WordDocument".encode("utf-16-le") not in content:
        raise refused(name, f"不是 Word 文件。{_SAVE_AS}")
    return "old"


def _sentence(content: bytes) -> str:
    for signature, sentence in _SIGNATURES:
        if content.startswith(signature):
            return sentence
    beginning = content[:_LOOK].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(beginning) or b"MIME-Version:" in beginning:
        return f"是网页，不是 .docx。{_SAVE_AS}"
    if _XML.match(beginning):
        return f"是 XML 格式，不是 .docx。{_SAVE_AS}"
    if _is_text(content[:_LOOK]):
        return (
            "是纯文本，不是 Word 文件。请把文字粘贴到正文里，或用 WPS、Word 另存为 .docx 后再上传。"
        )
    return f"不是 Word 文件，或已损坏。{_SAVE_AS}"


def _is_text(beginning: bytes) -> bool:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 9 for byte in beginning):
        return False
    return any(_reads(beginning, encoding) for encoding in ("utf-8", "gb18030"))


def _reads(beginning: bytes, encoding: str) -> bool:
    """The cut may go through a character: its last bytes do not count."""
    try:
        beginning.decode(encoding)
    except UnicodeDecodeError as broken:
        return broken.start >= len(beginning) - 4 and broken.start > 0
    return True
