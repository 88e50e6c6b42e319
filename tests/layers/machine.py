"""What this machine has, and what it can be given: Debian packages that a layer needs."""

# ruff: noqa: T201 - it speaks to a person at a terminal

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def _has_chinese_fonts() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True)
    return bool(listed.stdout.strip())


_OFFICE = Path("/usr/lib/libreoffice/program")
# Debian package -> whether what it brings is there, whoever brought it
PRESENT = {
    "libreoffice-writer-nogui": lambda: (_OFFICE / "libswlo.so").exists(),
    "libreoffice-calc-nogui": lambda: (_OFFICE / "libsclo.so").exists(),
    "nginx-light": lambda: shutil.which("nginx") or Path("/usr/sbin/nginx").exists(),
    "chromium": lambda: shutil.which("chromium"),
    "fonts-noto-cjk": _has_chinese_fonts,
    "postgresql": lambda: postgresql() is not None,
}


def postgresql() -> Path | None:
    """The folder of PostgreSQL's own programs, of the newest version here; Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


def missing(packages: tuple[str, ...] | list[str]) -> list[str]:
    """Those of the packages whose programs are not on this machine."""
    return [package for package in dict.fromkeys(packages) if not PRESENT[package]()]


def install(packages: list[str]) -> None:
    """As root on Debian, install what is missing. Failure shows as a layer that does not run."""
    lacking = missing(packages)
    if not lacking or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"正在安装 Debian 软件包：{'、'.join(lacking)}……", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly = {"env": environ, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], **quietly)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking]
    subprocess.run(command, **quietly)
