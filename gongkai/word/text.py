"""The text of an attachment, for checks on words that must not be public."""

from __future__ import annotations

from gongkai.word import apart

LIMITS = apart.Limits(seconds=40)  # a table of 100,000 cells takes some seconds
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")


def text_of(content: bytes, name: str, limits: apart.Limits = LIMITS) -> str:
    """Plain text of a .docx, .xlsx or .pdf, properties and hidden places included; "" for pictures and OFD.

    Raises Refused for what is not welcome as a file and for what cannot be read.
    """
    if content.startswith(_PICTURES):
        return ""
    return str(apart.run("text", content, name, limits).value)


def pages_of(content: bytes, name: str, limits: apart.Limits = LIMITS) -> int:
    """How many pages a PDF has. Raises Refused for what is none and for what cannot be read."""
    return int(apart.run("count", content, name, limits).value)
