"""A package of 归档 read back: the bag is whole, and every text in it is the one that was signed."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import IO, Any

from gongkai.matters.documents import bagit


def faults(file: IO[bytes]) -> list[str]:
    """What is wrong, as sentences; [] when every manifest and every signed digest holds. Asks no database."""
    if found := bagit.faults(file):
        return found
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        texts = [name for name in names if name.endswith("/文本.json")]
        return [said for name in texts for said in _of_one(packed, names, name)]


def _of_one(packed: zipfile.ZipFile, names: list[str], name: str) -> list[str]:
    folder = name.removesuffix("文本.json")
    item = folder.rstrip("/").rpartition("/")[2]
    text = packed.read(name)
    signed = json.loads(packed.read(f"{folder}审签.json"))
    if f"sha256:{hashlib.sha256(text).hexdigest()}" != signed["digest"]:
        return [f"件 {item} 的文本与签发时的摘要不符。"]
    there = {_digest(packed, held) for held in names if held.startswith(f"{folder}附件/")}
    files: list[dict[str, Any]] = json.loads(text)["files"]
    return [
        f"件 {item} 缺少签发时的附件“{file['name']}”。"
        for file in files
        if file["digest"] not in there
    ]


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as held:
        return hashlib.file_digest(held, "sha256").hexdigest()  # type: ignore[arg-type]
