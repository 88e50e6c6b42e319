"""An installation of its own for the tests that kill processes: made once, because making it takes ten seconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.security.killing import Home


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("kill")
    yield Home(folder / "home").prepare()
    shutil.rmtree(folder, ignore_errors=True)
