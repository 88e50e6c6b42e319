"""The builder is killed -9 while the office publishes: after its next start the tree is what it must be."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from gongkai.config.processes import serve
from tests.security.killing import ROOT, Home, Killed

pytestmark = pytest.mark.served
KILLS = 6
GONGKAI = str(Path(sys.executable).with_name("gongkai"))


def test_after_the_builder_was_killed_while_thirty_were_published_the_tree_is_whole(home):
    chance, behind = random.Random(20_261_123), 0
    with (
        closing(Killed(home, *serve("builder"))) as builder,
        subprocess.Popen(
            [sys.executable, "-m", "tests.security.pressing", "publications", "30"],
            env=home.environ, cwd=ROOT, stdout=subprocess.PIPE, text=True,
        ) as office,
    ):  # fmt: skip
        assert office.stdout is not None
        for published, _ in enumerate(office.stdout, start=1):
            if published % (30 // KILLS) == 0:
                time.sleep(chance.random() * 0.1)
                builder.kill()
                behind += lag(home) > 0
                builder.start()
        assert office.wait() == 0
        catches_up(home)
    tree = home.folder / "tree"
    assert len(list(tree.glob("p/*/*/index.html"))) >= 31
    print(f"builder: 30 publications, {builder.kills} kills, {behind} with work in hand")  # noqa: T201
    assert behind, "it was killed in the middle of its work"
    assert builder.kills == KILLS + 1
    verified = home.run(GONGKAI, "site", "verify")
    assert verified.returncode == 0, verified.stderr
    page = sorted(tree.glob("p/*/*/index.html"))[-1]
    page.write_bytes(page.read_bytes()[:-100])
    verified = home.run(GONGKAI, "site", "verify")
    assert verified.returncode == 1, "the control: a page that was half written is found"
    assert page.relative_to(tree).as_posix() in verified.stderr


def lag(home: Home) -> int:
    """How many entries of the trail the tree has not read yet."""

    def one(name: str, query: str) -> int:
        with (
            closing(sqlite3.connect(home.folder / name)) as database,
            suppress(sqlite3.OperationalError),
        ):
            return (database.execute(query).fetchone() or (0,))[0]
        return 0

    last = one("gongkai.sqlite3", "SELECT MAX(number) FROM trail_entry")
    return last - one("tree-ledger.sqlite3", "SELECT number FROM position")


def catches_up(home: Home) -> None:
    for _ in range(200):
        if lag(home) == 0:
            return
        time.sleep(0.1)
    raise AssertionError("the builder did not catch up")
