"""The layers of the tests, as data: what each needs from the machine and how it runs."""

# ruff: noqa: T201 - it speaks to a person at a terminal

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from cluster import cluster
from results import Result, from_junit

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
    ("python", "-m", "django", "makemigrations", "--check", "--dry-run"),
)
Environment = Callable[[Path], AbstractContextManager[dict[str, str]]]


@dataclass(frozen=True)
class Layer:
    """One layer: a title for people, Debian packages, and a function from a scratch folder to a result."""

    name: str
    title: str
    packages: tuple[str, ...]
    run: Callable[[Path], Result]


def _lint(folder: Path) -> Result:
    begun, codes = time.monotonic(), []
    environ = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings_for_tests"}
    for tool, *arguments in LINTERS:
        print(f"-- {tool} {' '.join(arguments)}", flush=True)
        codes.append(_call([str(TOOLS / tool), *arguments], environ))
    failed = sum(1 for code in codes if code)
    return Result("lint", len(codes) - failed, failed, seconds=time.monotonic() - begun)


def _pytest(
    name: str, *arguments: str, given: Environment | None = None
) -> Callable[[Path], Result]:
    def run(folder: Path) -> Result:
        begun, report = time.monotonic(), folder / f"{name}.xml"
        with given(folder) if given else nullcontext({}) as environ:
            command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
            code = _call(command, environ)
        return from_junit(name, report, code, time.monotonic() - begun)

    return run


def _call(command: list[str], environ: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}).returncode


NEITHER = "not browser and not served and not office"
ON_POSTGRESQL = f"(database or postgres) and not once and {NEITHER}"
BY_FILE = ("-n", "2", "--dist", "loadfile")  # what one file started serves the whole of it
LAYERS = {
    layer.name: layer
    for layer in (
        Layer("lint", "格式、类型、分层、迁移", (), _lint),
        Layer("unit", "SQLite 上的测试", (), _pytest("unit", "-n", "2", "-m", NEITHER)),
        Layer(
            "served",
            "真实进程：nginx、门户前端、守护",
            ("nginx-light",),
            _pytest("served", *BY_FILE, "-m", "served"),
        ),
        Layer(
            "office",
            "LibreOffice：旧格式文字文件、附件按页显示",
            ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
            _pytest("office", "-m", "office"),
        ),
        Layer(
            "postgres",
            "PostgreSQL 上的测试",
            ("postgresql",),
            _pytest("postgres", "-n", "2", "-m", ON_POSTGRESQL, given=cluster),
        ),
        Layer(
            "browser",
            "真实浏览器",
            ("chromium", "fonts-noto-cjk", "nginx-light"),
            _pytest("browser", *BY_FILE, "-m", "browser"),
        ),
    )
}
