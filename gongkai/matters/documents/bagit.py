"""BagIt (RFC 8493) in a zip, written as a stream and read back. Plain values and bytes; no Django.

Bounded memory: a piece of one file at a time. The same contents make the same bytes: no clock, no compression.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from typing import IO

PIECE = 256 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_READABLE = 0o644 << 16
_UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_") | dict.fromkeys(range(32), "_"))
# What reading a damaged, encrypted or strangely packed file of a zip may raise.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    NotImplementedError,
)  # fmt: skip
_LONGEST = 120  # characters of a file name

Files = Iterable[tuple[str, Iterable[bytes]]]


def safe_name(name: str) -> str:
    """A file name that every system can unpack, with its ending kept."""
    plain = name.translate(_UNSAFE).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= _LONGEST or not dot or len(ending) > 10:
        return plain[:_LONGEST]
    return f"{stem[: _LONGEST - len(ending) - 1]}.{ending}"


def bag(name: str, payload: Files, info: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The zip of one bag in pieces. `payload`: paths below data/ with their bytes; `name`: its only folder."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as packed:
        tags: dict[str, str] = {}
        listed, size, count = [], 0, 0
        tags["bagit.txt"], _ = yield from _put(packed, sink, f"{name}/bagit.txt", [_DECLARATION])
        for path, pieces in payload:
            digest, length = yield from _put(packed, sink, f"{name}/data/{path}", pieces)
            listed.append(f"{digest}  {_escaped(f'data/{path}')}\n")
            size, count = size + length, count + 1
        held = [*info, ("Payload-Oxum", f"{size}.{count}")]
        for path, text in (
            ("bag-info.txt", "".join(f"{label}: {value}\n" for label, value in held)),
            (_MANIFEST, "".join(sorted(listed))),
        ):
            tags[path], _ = yield from _put(packed, sink, f"{name}/{path}", [text.encode()])
        text = "".join(f"{digest}  {path}\n" for path, digest in sorted(tags.items()))
        yield from _put(packed, sink, f"{name}/{_TAGS}", [text.encode()])
    yield sink.taken()


def faults(file: IO[bytes]) -> list[str]:
    """What is wrong with a bag, as sentences: every manifest computed anew; [] when it is whole."""
    try:
        packed = zipfile.ZipFile(file)
    except _BROKEN:
        return ["文件不是 zip 压缩包，或已损坏。"]
    with packed:
        names = packed.namelist()
        folders = {n.partition("/")[0] for n in names}
        if len(folders) != 1 or len(names) != len(set(names)):
            return ["归档包应只有一个顶层文件夹，且没有重名的文件。"]
        folder = folders.pop()
        if missing := [t for t in ("bagit.txt", _MANIFEST, _TAGS) if f"{folder}/{t}" not in names]:
            return [f"归档包缺少 {'、'.join(missing)}。"]
        found = []
        for manifest, own in ((_MANIFEST, True), (_TAGS, False)):
            found += _against(packed, folder, manifest, own)
        return found


def _against(packed: zipfile.ZipFile, folder: str, manifest: str, payload: bool) -> list[str]:
    try:
        text = packed.read(f"{folder}/{manifest}").decode()
    except _BROKEN:
        return [f"清单 {manifest} 无法读取，已损坏或被改动。"]
    parts = [line.partition("  ") for line in text.split("\n") if line]
    said = {path: digest for digest, _, path in parts}
    there = {n.removeprefix(f"{folder}/") for n in packed.namelist()}
    held = {n for n in there if n.startswith("data/") == payload and n != _TAGS}
    found = [
        f"清单 {manifest} 中没有文件 {n}。"
        for n in sorted({_escaped(n) for n in held} - said.keys())
    ]
    for path, digest in sorted(said.items()):
        name = _unescaped(path)
        if name not in there:
            found.append(f"缺少文件 {name}。")
        elif _digest_in(packed, f"{folder}/{name}") != digest:
            found.append(f"文件 {name} 的内容与清单不符。")
    return found


def _digest_in(packed: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with packed.open(name) as held:
            while piece := held.read(PIECE):
                digest.update(piece)
    except _BROKEN:
        return ""
    return digest.hexdigest()


def _put(
    packed: zipfile.ZipFile, sink: _Sink, path: str, pieces: Iterable[bytes]
) -> Generator[bytes, None, tuple[str, int]]:
    """Write one file piece by piece, yield what the zip has ready; returns its digest and length."""
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.external_attr, entry.create_system = _READABLE, 3
    digest, length = hashlib.sha256(), 0
    with packed.open(entry, "w", force_zip64=True) as held:
        for piece in pieces:
            held.write(piece)
            digest.update(piece)
            length += len(piece)
            yield sink.taken()
    yield sink.taken()
    return digest.hexdigest(), length


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unescaped(path: str) -> str:
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


class _Sink(io.RawIOBase):
    """Where the zip is written to: it cannot go back, so that what was taken is gone from memory."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self._held += piece
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        ready, self._held = bytes(self._held), bytearray()
        return ready
