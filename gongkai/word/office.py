"""Office files in another format, by LibreOffice where it is installed: old Word files as .docx, all as PDF."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from gongkai.trail.refusals import Refused
from gongkai.word.kinds import refused

SECONDS = 60
_MOST_MEMORY, _MOST_FILE = 4 * 1024**3, 200 * 1024**2  # bytes
_one_at_a_time = threading.Lock()
_TWO_CLICKS = (
    "是旧格式的文字文件（.doc 或 .wps）。请用 WPS 打开，点“文件 → 另存为”，"
    "文件类型选“Word 文件(*.docx)”，保存后上传新文件。"
)
_FAILED = "转换不成功。请用 WPS 打开，点“文件 → 另存为”，文件类型选“Word 文件(*.docx)”，保存后上传新文件。"
_NOT_HERE = "不能在此按页显示：本系统未安装 LibreOffice。请下载后查看。"
_NOT_SHOWN = "不能在此按页显示，请下载后查看。"
# A fresh profile: no macros, nothing fetched from where a document points to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Where LibreOffice is, None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(content: bytes, name: str, *, seconds: int = SECONDS) -> bytes:
    """The file as .docx. Refuses with the two clicks in WPS where there is no LibreOffice or it fails."""
    if program() is None:
        raise refused(name, _TWO_CLICKS)
    made = _one(content, ".doc", "docx:MS Word 2007 XML", seconds)
    if made is None:
        raise refused(name, _FAILED)
    return made


def as_pdf(content: bytes, ending: str, name: str, *, seconds: int = SECONDS) -> bytes:
    """A .docx or .xlsx as PDF. Refuses with what to do where there is no LibreOffice or it fails."""
    if program() is None:
        raise refused(name, _NOT_HERE)
    made = _one(content, ending, "pdf", seconds)
    if made is None:
        raise refused(name, _NOT_SHOWN)
    return made


def _one(content: bytes, ending: str, target: str, seconds: int) -> bytes | None:
    """One conversion at a time: LibreOffice takes much memory. None when it made nothing."""
    if not _one_at_a_time.acquire(timeout=seconds):
        raise Refused("正在转换别的文件，请过一分钟再试。", field="file")
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _converted(content, Path(folder), ending, target, seconds)
    finally:
        _one_at_a_time.release()


def _converted(
    content: bytes, folder: Path, ending: str, target: str, seconds: int
) -> bytes | None:
    given = folder / f"given{ending}"
    got = folder / "out" / f"given.{target.partition(':')[0]}"
    given.write_bytes(content)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    _run(
        [
            str(program()),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault",
            "--convert-to", target, "--outdir", str(got.parent), str(given),
        ],
        folder,
        seconds,
    )  # fmt: skip
    return got.read_bytes() if got.is_file() else None


def _run(command: list[str], folder: Path, seconds: int) -> None:
    """To its end or to the end of its time; then it and all that it started are ended."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"},
        cwd=folder,
        start_new_session=True,
    )
    try:
        _limit(process.pid, seconds)
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit(process: int, seconds: int) -> None:
    """What it starts later inherits the limits."""
    limits = (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_FSIZE, _MOST_FILE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    )
    with contextlib.suppress(ProcessLookupError):
        for what, most in limits:
            resource.prlimit(process, what, (most, most))
