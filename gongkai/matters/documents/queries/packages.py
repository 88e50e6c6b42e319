"""A package of 归档 read back: the bag is whole, and every text in it is the one that was signed."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from gongkai.matters.documents import bagit

TEXT, SIGNING, CORRECTED = "文本.json", "审签.json", "更正文本.json"


class _Unreadable(ValueError):
    """A sentence about a paper that is missing or is not what it should be."""


def faults(file: IO[bytes]) -> list[str]:
    """What is wrong, as sentences; [] when every manifest and every signed digest holds. Asks no database."""
    if found := bagit.faults(file):
        return found
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        items = sorted({folder for name in names if (folder := _item_folder(name))})
        return [said for folder in items for said in _of_one(packed, names, folder)]


def _item_folder(name: str) -> str:
    """bag/data/件号/ of a file in it; '' for what belongs to the bag as a whole."""
    bag, _, rest = name.partition("/data/")
    item, slash, _ = rest.partition("/")
    return f"{bag}/data/{item}/" if slash else ""


def _of_one(packed: zipfile.ZipFile, names: list[str], folder: str) -> Iterator[str]:
    item = folder.rstrip("/").rpartition("/")[2]
    try:
        signed = _read(packed, names, folder, SIGNING)
        text = _read(packed, names, folder, TEXT)
        if _said(packed, folder, TEXT) != signed.get("digest"):
            yield f"件 {item} 的文本与签发时的摘要不符。"
            return
        if correction := signed.get("correction"):
            text = _read(packed, names, folder, CORRECTED)
            if _said(packed, folder, CORRECTED) != correction.get("digest"):
                yield f"件 {item} 的更正文本与确认更正时的摘要不符。"
                return
        there = {_digest(packed, held) for held in names if held.startswith(f"{folder}附件/")}
        for file in text["files"]:
            if file["digest"] not in there:
                yield f"件 {item} 缺少签发时的附件“{file['name']}”。"
    except _Unreadable as unreadable:
        yield f"件 {item} {unreadable}"
    except (KeyError, TypeError, AttributeError):
        yield f"件 {item} 的“{TEXT}”或“{SIGNING}”缺少应有的内容，已被改动。"


def _read(packed: zipfile.ZipFile, names: list[str], folder: str, name: str) -> dict[str, Any]:
    if f"{folder}{name}" not in names:
        raise _Unreadable(f"缺少“{name}”。")
    try:
        held = json.loads(packed.read(f"{folder}{name}"))
    except ValueError:
        raise _Unreadable(f"的“{name}”无法读取，已被改动。") from None
    if not isinstance(held, dict):
        raise _Unreadable(f"的“{name}”无法读取，已被改动。")
    return held


def _said(packed: zipfile.ZipFile, folder: str, name: str) -> str:
    return f"sha256:{_digest(packed, folder + name)}"


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as held:
        return hashlib.file_digest(held, "sha256").hexdigest()  # type: ignore[arg-type]
