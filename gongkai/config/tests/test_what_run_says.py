"""What a command says of an installation: plans that were edited, a database that is not there."""

from __future__ import annotations

import click
import pytest
from django.db.utils import OperationalError, ProgrammingError

from gongkai.config import cli, installation

EDITED = "已载入的方案不同"


@pytest.fixture
def plans(bureau, tmp_path, monkeypatch):
    """Plan files of a demonstration, as they were loaded."""
    for file in ("plan.toml", "national.toml"):
        text = (installation.PLANS / file).read_text(encoding="utf-8")
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.setattr(installation, "PLANS", tmp_path)
    monkeypatch.setattr(installation, "is_demonstration", lambda: True)
    installation.load(tmp_path / "national.toml", by=installation.system("运维"), at=bureau.now)
    installation.load(tmp_path / "plan.toml", by=installation.system("运维"), at=bureau.now)
    return tmp_path


def test_plans_in_force_are_not_spoken_of(plans):
    assert installation.plans_line() == ""


@pytest.mark.parametrize("more", ["\n# 改了一处\n", "\n[[duties"], ids=["edited", "half edited"])
def test_an_edited_plan_is_named_and_stops_nothing(plans, more):
    file = plans / "plan.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("加强服务公开", "深化服务公开", 1) + more,
        encoding="utf-8",
    )
    assert installation.plans_line().startswith("plan.toml 与")
    assert EDITED in installation.plans_line()


def test_a_command_without_a_database_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    monkeypatch.delenv("GONGKAI_DATABASE", raising=False)
    with pytest.raises(click.ClickException, match=r"还没有数据库。请先运行 ./run"):
        cli._must_be_founded()


@pytest.mark.parametrize(
    ("fault", "is_it"),
    [
        (OperationalError("no such table: trail_entry"), True),
        (ProgrammingError('relation "trail_entry" does not exist'), True),
        (ProgrammingError('column "x" of relation "trail_entry" does not exist'), False),
        (OperationalError("no such column: x"), False),
        (ValueError("no such table"), False),
    ],
)
def test_only_a_missing_table_is_taken_for_a_missing_installation(fault, is_it):
    assert cli._is_no_table(fault) is is_it
