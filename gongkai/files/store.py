"""The store's folder: bytes under their digest, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    """Where the content with this SHA-256 (hex) lies."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a digest")
    return Path(settings.HOME) / "files" / digest[:2] / digest


def keep(content: bytes) -> str:
    """Write the content durably and return its digest (hex). Writing it again changes nothing."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, content)
    return digest


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)  # the name is on disk only with its folder


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def content_of(digest: str) -> bytes:
    """The bytes; FileNotFoundError when the store lacks them."""
    return path_of(digest).read_bytes()
