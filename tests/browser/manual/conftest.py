"""A second person takes 使用手册 and the demonstration and gets there: its steps, press by press.

Each test follows one page of the manual; the pictures of the manual are taken on the way (`pictures`). The rounds that
the manual begins begin only once: here nobody has begun them before.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Installation, running


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with running(tmp_path_factory.mktemp("manual")) as installation:
        yield installation
