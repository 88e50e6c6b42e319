"""Heads outside the database: each minute the chain's head is appended to a file that another machine can keep.

With them a whole rewritten chain and a cut tail are found too, not only a changed entry.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from gongkai.trail.chain import START, head_of, instant
from gongkai.trail.models import Entry
from gongkai.trail.reading import Position, end


def export(path: Path, at: datetime) -> Position:
    """Append the present head, if it is a new one. The file is only ever appended to."""
    now = end()
    if now.number and now != last_exported(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"number": now.number, "head": now.head, "at": instant(at)})
        with path.open("ab") as file:
            file.write(f"{'' if _ends_whole(path) else chr(10)}{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())
    return now


def _ends_whole(path: Path) -> bool:
    """Whether the file ends with a whole line: a power cut may have torn the last one."""
    content = path.read_bytes()
    return not content or content.endswith(b"\n")


def _lines(path: Path) -> Iterator[Position | None]:
    """What each line says, oldest first; None for one that cannot be read."""
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            record = json.loads(line)
            yield Position(record["number"], record["head"])
        except (ValueError, KeyError, TypeError):
            yield None


def exported(path: Path) -> Iterator[Position]:
    """The heads in the file, oldest first."""
    return (position for position in _lines(path) if position is not None)


def last_exported(path: Path) -> Position | None:
    found = list(exported(path))
    return found[-1] if found else None


def verify(path: Path) -> list[str]:
    """Walk the whole trail and the heads outside. Returns what is wrong, in sentences; nothing if all is well."""
    outside = list(
        _lines(path)
    )  # read first: a head that is exported during the walk is no cut tail
    faults, heads, previous, expected = [], {}, START, 1
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            faults.append(f"第 {expected} 条至第 {entry.number - 1} 条缺失。")
        if entry.head != head_of(entry, previous):
            faults.append(f"第 {entry.number} 条与其链首不符：内容或前一条被改动。")
        previous, expected = entry.head, entry.number + 1
        heads[entry.number] = entry.head
    for line, kept in enumerate(outside, start=1):
        if kept is None:
            faults.append(f"库外留存的第 {line} 行不完整，无法读取。请与另一份留存比对。")
        elif kept.number not in heads:
            faults.append(f"库外留存的第 {kept.number} 条在库中已不存在：尾部被截断。")
        elif heads[kept.number] != kept.head:
            faults.append(f"库外留存的第 {kept.number} 条链首与库中不同：留痕被整体重写。")
    return faults
