"""An installation that stands, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path, settings) -> Path:
    settings.HOME = tmp_path / "home"
    (settings.HOME).mkdir()
    return settings.HOME


@pytest.fixture
def set_up(monkeypatch):
    monkeypatch.setattr("gongkai.config.commands.import_site.ready", lambda **_: None)
