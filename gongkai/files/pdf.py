"""Whether a PDF carries what acts by itself: scripts, programs to start, files within the file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_ACTING = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 600  # bytes before a stream in which its dictionary stands


def acts(content: bytes, most_unpacked: int) -> bool:
    """Looks through the file and its packed objects (PDF 1.5); too much to look through counts as acting."""
    if _ACTING.search(_plain(content)):
        return True
    left = most_unpacked
    for packed in _packed_objects(content):
        objects = _unpacked(packed, left + 1)
        left -= len(objects)
        if left < 0 or _ACTING.search(_plain(objects)):
            return True
    return False


def _plain(content: bytes) -> bytes:
    """Names may be written with `#xx`: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda m: bytes.fromhex(m[1].decode()), content)


def _packed_objects(content: bytes) -> Iterator[memoryview]:
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _DICTIONARY) : found.start()]
        if b"/ObjStm" in _plain(before.rpartition(b"obj")[2]):
            yield memoryview(content)[found.end() :]


def _unpacked(packed: memoryview, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""  # packed otherwise, or encrypted
