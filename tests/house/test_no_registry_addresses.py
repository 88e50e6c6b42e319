"""No file that is installed from names a host: where packages come from is the machine's business.

A bureau without a way out sets PIP_NO_INDEX and PIP_FIND_LINKS, another names its own mirror in pip's settings.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.strata import ROOT

FILES = [*sorted((ROOT / "requirements").iterdir()), ROOT / "pyproject.toml"]
HOST = re.compile(
    r"://|--(?:extra-)?index-url|--find-links|--trusted-host"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|io|dev|cn)\b",
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_host_is_named(path: Path) -> None:
    assert HOST.findall(path.read_text(encoding="utf-8")) == []


def test_every_locked_package_has_its_version_and_its_hashes() -> None:
    for path in (ROOT / "requirements").glob("*.lock"):
        for package in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip()):
            assert re.match(r"[\w.\[\]-]+==\S+ ", package), package
            assert "--hash=sha256:" in package


def test_there_is_no_second_kind_of_lock() -> None:
    others = ("uv.lock", "poetry.lock", "Pipfile.lock", "pip.conf", ".pypirc", "requirements.txt")
    assert [name for name in others if (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "line", ["--index-url x", "a @ https://b/c.whl", "# from pypi.org", "mirror.example.cn/simple"]
)
def test_a_host_is_caught(line: str) -> None:
    assert HOST.findall(line)
