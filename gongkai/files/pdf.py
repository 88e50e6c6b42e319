"""Whether a PDF carries what acts by itself: scripts, programs to start, files within the file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_ACTING = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 600  # bytes before a stream in which its dictionary stands
_PIECE = 16 * 1024  # bytes read at a time, and what looking into a stream counts for at least


def acts(content: bytes, most_unpacked: int) -> bool:
    """Looks through the file and its packed objects (PDF 1.5); too much to look through counts as acting."""
    if _ACTING.search(_plain(content)):
        return True
    left = most_unpacked
    for start in _packed_objects(content):
        objects = _unpacked(content, start, left)
        left -= max(len(objects), _PIECE)
        if left <= 0 or _ACTING.search(_plain(objects)):
            return True
    return False


def _plain(content: bytes) -> bytes:
    """Names may be written with `#xx`: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda m: bytes.fromhex(m[1].decode()), content)


def _packed_objects(content: bytes) -> Iterator[int]:
    """Where the bytes of each stream of objects begin."""
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _DICTIONARY) : found.start()]
        likely = b"/ObjStm" in before or b"#" in before
        if likely and b"/ObjStm" in _plain(before.rpartition(b"obj")[2]):
            yield found.end()


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """What the stream unpacks to, cut off at `most`; what can be read of it when it is damaged."""
    unpacker, objects = zlib.decompressobj(), bytearray()
    try:
        while start < len(content) and not unpacker.eof and len(objects) < most:
            objects += unpacker.decompress(content[start : start + _PIECE])
            start += _PIECE
    except zlib.error:
        pass  # packed otherwise, encrypted, or at its end
    return bytes(objects)
