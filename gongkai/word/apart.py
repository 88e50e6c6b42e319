"""Reads foreign files in a process of its own, with limits of memory and time and nothing to tell.

The parent hands over a task, a name and the bytes, and gets back JSON and bytes: nothing that could be more than
a value. Whatever the file does to the reader (a crash, an endless loop, a bomb), it is a refusal with a sentence.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from gongkai.trail.refusals import Refused

MEGABYTE = 1024 * 1024
MOST_AT_ONCE = 2  # processes; each may take `memory`
_LONGEST_WAIT = 25  # seconds for a place
_ROOT = Path(__file__).resolve().parents[2]
_places = threading.BoundedSemaphore(MOST_AT_ONCE)
_TOO_MUCH = "文件“{}”的内容过于复杂，读取时超出了时间或内存的限制。请拆分或另存后再上传。"
_CRASHED = "文件“{}”无法读取，可能已损坏。请用 WPS 或 Word 打开并重新保存后再上传。"
_BUSY = "现在导入文件的人较多，请过一分钟再试。"


@dataclass(frozen=True)
class Limits:
    """`memory` in bytes of address space, `seconds` of wall time and of computing, `answer` in bytes."""

    memory: int = 1024 * MEGABYTE
    seconds: int = 20
    answer: int = 100 * MEGABYTE


@dataclass(frozen=True)
class Answer:
    """A value that JSON can say, and the byte strings that it speaks of, in order."""

    value: Any
    blobs: tuple[bytes, ...] = ()


LIMITS = Limits()


def run(
    task: str, content: bytes, name: str, limits: Limits = LIMITS, *, number: int = 0
) -> Answer:
    """The answer of a task of `tasks.py`, of the page of that `number` if it asks for one.

    Raises Refused for everything that goes wrong inside.
    """
    if not _places.acquire(timeout=_LONGEST_WAIT):
        raise Refused(_BUSY, field="file")
    try:
        return _run(task, content, name, limits, number)
    finally:
        _places.release()


def _run(task: str, content: bytes, name: str, limits: Limits, number: int) -> Answer:
    order = {"task": task, "name": name, "number": number, "memory": limits.memory,
             "seconds": limits.seconds, "answer": limits.answer}  # fmt: skip
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as got:
        given.write(json.dumps(order).encode() + b"\n" + content)
        given.seek(0)
        code = _waited(_started(given, got), limits.seconds)
        got.seek(0)
        return _answer(got, code, name)


def _started(given: IO[bytes], got: IO[bytes]) -> subprocess.Popen[bytes]:
    """No environment of ours goes along: no addresses, no keys."""
    return subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "gongkai.word.apart"],
        stdin=given,
        stdout=got,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )


def _waited(process: subprocess.Popen[bytes], seconds: int) -> int | None:
    """The exit code, None for a process that had to be ended."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answer(got: IO[bytes], code: int | None, name: str) -> Answer:
    if code is None or code in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ):
        raise Refused(_TOO_MUCH.format(name), field="file")
    try:
        said = json.loads(got.readline())
        blobs = tuple(got.read(size) for size in said.get("sizes", ()))
    except (ValueError, AttributeError):
        raise Refused(_CRASHED.format(name), field="file") from None
    if sentence := said.get("refused"):
        raise Refused(sentence, field="file")
    return Answer(said["value"], blobs)


def main() -> None:
    """The child: limits first, then the bytes, then the libraries that read them."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order)
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
        out.write(_said(order))


def _limit(order: dict[str, Any]) -> None:
    for what, most in (
        (resource.RLIMIT_AS, order["memory"]),
        (resource.RLIMIT_CPU, order["seconds"]),
        (resource.RLIMIT_FSIZE, order["answer"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def _said(order: dict[str, Any]) -> bytes:
    try:
        answer = _done(order, sys.stdin.buffer.read())
    except Refused as refusal:
        return json.dumps({"refused": refusal.sentence}).encode() + b"\n"
    except (MemoryError, RecursionError):
        return json.dumps({"refused": _TOO_MUCH.format(order["name"])}).encode() + b"\n"
    head = {"value": answer.value, "sizes": [len(blob) for blob in answer.blobs]}
    return json.dumps(head).encode() + b"\n" + b"".join(answer.blobs)


def _done(order: dict[str, Any], content: bytes) -> Answer:
    from gongkai.word import tasks

    return tasks.TASKS[order["task"]](content, order["name"], order["number"])


if __name__ == "__main__":
    main()
