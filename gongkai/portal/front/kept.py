"""One public file as the front holds it: its bytes, what it looked like when read, and its headers."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from email.utils import formatdate

from gongkai.portal.front.changes import Look
from gongkai.portal.front.rules import (
    FILE_POLICY,
    FILE_TYPES,
    IMAGE_ADDRESS,
    OK,
    PAGE_POLICY,
    PAGE_TYPES,
    Headers,
    caching,
    content_type,
    disposition,
    security,
)

LARGE = 1024 * 1024  # bytes; larger files are read anew for each request


@dataclass(slots=True)
class Kept:
    """A file as it was when it was read: it may be answered while `still_so`. Only `looked` ever changes."""

    file: bytes
    seen: tuple[int, int, int]  # mtime in ns, size, inode
    status: str
    etag: str
    modified: str
    headers: Headers
    unchanged: Headers  # those of a 304
    body: list[bytes] | None  # None: too large to keep
    in_parts: bool  # whether a client may ask for a part
    looked: Look = (b"", 0)  # when it was last compared with the disk

    @property
    def size(self) -> int:
        return self.seen[1]

    def still_so(self, look: Look) -> bool:
        """Whether the file on disk is the one that was read. The disk is asked once for each `look`."""
        if self.looked == look:
            return True
        try:
            now = os.stat(self.file)  # noqa: PTH116 - a Path costs more than the call
        except OSError:
            return False
        if (now.st_mtime_ns, now.st_size, now.st_ino) != self.seen:
            return False
        self.looked = look
        return True


def read(address: str, file: bytes, zipped: bool, status: str, hsts: int) -> Kept | None:
    """Read `file` (or its `.gz` twin) as the answer to `address`; None when it is no regular file."""
    opened = file + b".gz" if zipped else file
    try:
        descriptor = os.open(opened, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return None
        body = [stream.read()] if found.st_size <= LARGE else None
    seen = (found.st_mtime_ns, found.st_size, found.st_ino)
    etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}{"-gz" if zipped else ""}"'
    modified = formatdate(int(found.st_mtime), usegmt=True)
    attached = address.startswith("/f/")
    common = _file_headers(address, hsts) if attached else _page_headers(address, hsts)
    if status == OK:
        common = [("ETag", etag), ("Last-Modified", modified), *common]
    kind = content_type(os.fsdecode(file), FILE_TYPES if attached else PAGE_TYPES)
    headers = [("Content-Type", kind), ("Content-Length", str(found.st_size)), *common]
    if zipped:
        headers.append(("Content-Encoding", "gzip"))
    return Kept(opened, seen, status, etag, modified, headers, common, body, attached)


def _page_headers(address: str, hsts: int) -> Headers:
    return [
        ("Cache-Control", caching(address)),
        ("Vary", "Accept-Encoding"),
        *security(PAGE_POLICY, hsts),
    ]


def _file_headers(address: str, hsts: int) -> Headers:
    """An attachment is saved, never shown, whatever it claims to be; a picture may stand in a page."""
    headers = [("Cache-Control", "no-cache"), ("Accept-Ranges", "bytes")]
    if not IMAGE_ADDRESS.search(address):
        name = address.rpartition("/")[2].encode("latin-1")
        headers.append(("Content-Disposition", disposition(name)))
    return [*headers, *security(FILE_POLICY, hsts)]
