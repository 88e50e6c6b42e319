"""The logs of children: every line one JSON object, in files of a bounded size."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

LIMIT = 10 * 1024 * 1024  # bytes of one file
KEPT = 20  # older files beside the present one
LONGEST = 256 * 1024  # bytes of one line; a longer one is cut


class LogFile:
    """`logs/<name>.log`. JSON lines stay as they are; other lines become JSON with the moment of arrival."""

    def __init__(self, folder: Path, name: str, limit: int = LIMIT, kept: int = KEPT) -> None:
        self.path, self.name, self.limit, self.kept = folder / f"{name}.log", name, limit, kept
        self.begun = b""
        self.stream = self._open()

    def write(self, written: bytes) -> None:
        """Take what a child wrote; what does not end in a line break waits for its end."""
        *lines, self.begun = (self.begun + written).split(b"\n")
        if len(self.begun) > LONGEST:
            lines.append(self.begun)
            self.begun = b""
        for line in lines:
            self.line(line)

    def line(self, line: bytes) -> None:
        """Put one line into the file."""
        if line.strip():
            os.write(self.stream, self._as_json(line.rstrip(b"\r")) + b"\n")
            if os.fstat(self.stream).st_size > self.limit:
                self._turn()

    def say(self, text: str) -> None:
        """A line of the supervisor's own about this child."""
        self.line(text.encode())

    def last(self, count: int) -> list[str]:
        """The text of the latest lines, for a person at the terminal."""
        lines = self.path.read_bytes()[-LONGEST:].splitlines()[-count:]
        return [_text(line) for line in lines]

    def close(self) -> None:
        if self.begun:
            self.line(self.begun)
            self.begun = b""
        os.close(self.stream)

    def _as_json(self, line: bytes) -> bytes:
        if line.startswith(b"{") and line.endswith(b"}"):
            return line
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        text = line.decode("utf-8", "replace")
        return json.dumps({"at": at, "log": self.name, "text": text}, ensure_ascii=False).encode()

    def _open(self) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o640)

    def _turn(self) -> None:
        """name.log becomes name.log.1, that one name.log.2, and so on; the oldest goes."""
        os.close(self.stream)
        for number in range(self.kept - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.replace(self.path.with_name(f"{self.path.name}.1"))
        self.stream = self._open()


def _text(line: bytes) -> str:
    try:
        said = json.loads(line)
    except ValueError:
        return line.decode("utf-8", "replace")
    return "\n".join(str(said[key]) for key in ("text", "fault") if key in said)
