"""What was acknowledged is on disk: the app is killed -9 in the middle of its work, again and again.

Real processes, real HTTP, a ledger at the client's. Lost 0, duplicates 0, half-written 0.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.security.killing import LOST, ROOT, App, AtTheDesk, new_key, sheet_in

pytestmark = pytest.mark.served
SEED = 20_261_123
APP_KILLS, CONTROL_KILLS = 6, 20
PEOPLE = ("mass-sports-drafter", "mass-sports-head", "sports-economy-drafter", "office-drafter")
GONGKAI = str(Path(sys.executable).with_name("gongkai"))


class Ledger:
    """What the clients know: every key they sent, and where an answer led."""

    def __init__(self) -> None:
        self.sent: dict[str, tuple[str, str]] = {}
        self.answered: dict[str, str] = {}
        self.over = threading.Event()

    def work(self, client: AtTheDesk, name: str) -> None:
        """Save and submit in turn until it is over. Who gets no answer presses the same button once more."""
        number = 0
        while not self.over.is_set():
            number += 1
            key, act = new_key(), ("save", "submit")[number % 2]
            self.sent[key] = (f"{name}的第{number}件", act)
            while key not in self.answered and not self.over.is_set():
                self.press(client, key)

    def press(self, client: AtTheDesk, key: str) -> None:
        try:
            self.answered[key] = client.sends_off(key, *self.sent[key])
        except LOST:
            time.sleep(0.2)  # nobody there

    def wait_for(self, more: int) -> None:
        wanted, limit = len(self.answered) + more, time.monotonic() + 30
        while len(self.answered) < wanted and time.monotonic() < limit:
            time.sleep(0.005)


def test_nothing_that_was_acknowledged_is_lost_doubled_or_half_written(home, record_property):
    chance, ledger, app = random.Random(SEED), Ledger(), App(home)
    clients = [AtTheDesk(app, username) for username in PEOPLE]
    workers = [
        threading.Thread(target=ledger.work, args=pair)
        for pair in zip(clients, PEOPLE, strict=True)
    ]
    with closing(app):
        for worker in workers:
            worker.start()
        for _ in range(APP_KILLS):
            ledger.wait_for(chance.randrange(4, 12))
            time.sleep(chance.random() * 0.3)
            app.kill()
            app.start()
        ledger.wait_for(4)
        assert home.run(GONGKAI, "tick").returncode == 0, "the heads go outside"
        app.kill()
        ledger.over.set()
        for worker in workers:
            worker.join(20)
    found = home.aftermath()
    unsure = set(ledger.sent) - set(ledger.answered)
    said = f"{len(ledger.answered)} acknowledged, {len(unsure)} unanswered, {app.kills} kills"
    print(f"app: {said}; lost 0, duplicates 0, half-written 0")  # noqa: T201
    record_property("kill", said)
    assert app.kills == APP_KILLS + 1
    assert len(ledger.answered) >= 5 * APP_KILLS
    everything_acknowledged_is_there(ledger, found)


def everything_acknowledged_is_there(ledger: Ledger, found: dict) -> None:
    titles = list(found["documents"].values())
    for key, place in ledger.answered.items():
        title, act = ledger.sent[key]
        assert found["documents"].get(key) == title, f"lost: {title}"
        assert titles.count(title) == 1, f"doubled: {title}"
        if act == "submit":
            own = [sheet for sheet, document in found["sheets"].items() if document == key]
            assert len(own) == 1, f"lost or doubled: 送审 of {title}"
            assert not place or place.startswith("/desk/documents/") or sheet_in(place) == own[0]
    ours = {key for key, title in found["documents"].items() if "的第" in title}
    assert ours <= set(ledger.sent), "nothing that nobody sent"
    assert found["half"] == []
    assert found["faults"] == [], "no gap in the trail, guards stand, heads outside agree"


@pytest.mark.parametrize(("when", "loses"), [("early", True), ("late", False)])
def test_control_who_acknowledges_before_the_commit_loses_and_who_does_it_after_does_not(
    tmp_path, when, loses
):
    chance, acknowledged = random.Random(SEED), []
    for life in range(CONTROL_KILLS):
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.security.careless", str(tmp_path / "acts.sqlite3"), when],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        for number in range(chance.randrange(1, 12)):
            server.stdin.write(f"{life}-{number}\n")
            server.stdin.flush()
            acknowledged.append(server.stdout.readline().strip())
        server.kill()
        server.communicate()
    with closing(sqlite3.connect(tmp_path / "acts.sqlite3")) as database:
        kept = {row[0] for row in database.execute("SELECT name FROM act")}
    lost = [name for name in acknowledged if name not in kept]
    print(f"control {when}: {len(lost)} of {len(acknowledged)} lost in {CONTROL_KILLS} kills")  # noqa: T201
    assert bool(lost) is loses
