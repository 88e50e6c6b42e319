"""Logs are lines of JSON of a bounded size; a stamp changes with everything that preparation depends on."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from gongkai.config import stamps
from gongkai.config.logfiles import LogFile


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_json_stays_and_other_lines_become_json(tmp_path):
    log = LogFile(tmp_path, "app")
    log.write(b'{"text": "\xe5\xb7\xb2\xe5\x8f\x91\xe5\xb8\x83"}\n[INFO] Starting gra')
    log.write(b"nian\nlast words")
    log.close()
    first, second, third = lines(tmp_path / "app.log")
    assert first == {"text": "已发布"}
    assert second["text"] == "[INFO] Starting granian"
    assert third["text"] == "last words"


def test_no_output_can_forge_a_line(tmp_path):
    log = LogFile(tmp_path, "app")
    log.write(b'he said: {"level": "INFO"} \r and \x1b[31m\n')
    log.close()
    assert [line["log"] for line in lines(tmp_path / "app.log")] == ["app"]


def test_files_turn_and_the_oldest_goes(tmp_path):
    log = LogFile(tmp_path, "app", limit=1000, kept=3)
    for number in range(200):
        log.write(f"line {number:03} {'x' * 50}\n".encode())
    log.close()
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == ["app.log", "app.log.1", "app.log.2", "app.log.3"]
    newest = lines(tmp_path / "app.log.1")[-1]["text"]
    oldest = lines(tmp_path / "app.log.3")[0]["text"]
    assert oldest < newest < "line 200"
    assert all(path.stat().st_size < 1500 for path in tmp_path.iterdir())


def test_a_line_without_end_does_not_fill_the_memory(tmp_path):
    log = LogFile(tmp_path, "app")
    for _ in range(10):
        log.write(b"x" * 100_000)
    assert len(log.begun) < 300_000
    log.close()


@pytest.fixture
def installed(tmp_path, monkeypatch) -> Path:
    """A small installation: code, a plan, static files and a database with its migrations."""
    root, home = tmp_path / "root", tmp_path / "home"
    (root / "gongkai").mkdir(parents=True)
    (root / "gongkai/models.py").write_text("a = 1")
    (root / "plans").mkdir()
    (root / "plans/plan.toml").write_text("id = 1")
    (root / "requirements").mkdir()
    (root / "requirements/run.lock").write_text("django==5")
    (root / "pyproject.toml").write_text("")
    (home / "static").mkdir(parents=True)
    apply(home, "0001_initial")
    monkeypatch.setattr(stamps, "ROOT", root)
    monkeypatch.setenv("GONGKAI_HOME", str(home))
    monkeypatch.delenv("GONGKAI_DATABASE", raising=False)
    stamps.note(home)
    return home


def apply(home: Path, name: str) -> None:
    with sqlite3.connect(home / "gongkai.sqlite3") as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS django_migrations (id INTEGER PRIMARY KEY, app, name)"
        )
        connection.execute("INSERT INTO django_migrations (app, name) VALUES ('trail', ?)", (name,))
    connection.close()


def test_nothing_changed(installed):
    assert stamps.is_prepared(installed)


@pytest.mark.parametrize(
    "change",
    [
        lambda home: (home.parent / "root/gongkai/models.py").write_text("a = 22"),
        lambda home: (home.parent / "root/gongkai/new.py").write_text(""),
        lambda home: (home.parent / "root/plans/plan.toml").unlink(),
        lambda home: (home.parent / "root/requirements/run.lock").write_text("django==5.2"),
        lambda home: apply(home, "0002_more"),
        lambda home: (home / "gongkai.sqlite3").unlink(),
        lambda home: (home / "gongkai.sqlite3").write_bytes(b"broken"),
        lambda home: (home / "static").rmdir(),
        lambda home: (home / "run/prepared").unlink(),
    ],
    ids=[
        "code",
        "new",
        "plan",
        "lock",
        "migrated",
        "no-database",
        "broken",
        "no-static",
        "no-note",
    ],
)
def test_whatever_changes_is_looked_at_again(installed, change):
    change(installed)
    assert not stamps.is_prepared(installed)


def test_a_restored_database_is_looked_at_again(installed):
    database = installed / "gongkai.sqlite3"
    copy = installed / "copy"
    copy.write_bytes(database.read_bytes())
    copy.replace(database)
    assert not stamps.is_prepared(installed)


@pytest.mark.parametrize(
    ("name", "value"), [("GONGKAI_BIND", "0.0.0.0"), ("GONGKAI_HOSTS", "a.gov.cn")]
)
def test_opening_the_doors_is_looked_at_again(installed, monkeypatch, name, value):
    """Preparation refuses demonstration data in public: no stamp may let that pass."""
    monkeypatch.setenv(name, value)
    assert not stamps.is_prepared(installed)
