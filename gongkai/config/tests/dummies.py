"""A supervisor over dummy processes, as a program: `python -m gongkai.config.tests.dummies HOME SCENE`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from gongkai.config.child import die_with_parent
from gongkai.config.processes import Process
from gongkai.config.supervisor import CannotStart, Supervisor


def dummy(role: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "gongkai.config.tests.dummies", "-", role)


SCENES = {
    "calm": [
        Process("first", dummy("worker")),
        Process("second", dummy("worker"), after=("first",)),
    ],
    "master": [Process("master", dummy("master"))],
    "careless": [Process("careless", dummy("careless"))],
    "stubborn": [Process("stubborn", dummy("stubborn"), patience=1)],
    "quick": [
        Process("calm", dummy("worker")),
        Process("quick", dummy("quick"), answers=lambda: False),
    ],
    "late": [Process("calm", dummy("worker")), Process("quick", dummy("quick"))],
    "unprepared": [
        Process("prepare", dummy("quick"), once=True),
        Process("app", dummy("worker"), after=("prepare",)),
    ],
    "prepared": [
        Process("prepare", dummy("well"), once=True),
        Process("app", dummy("worker"), after=("prepare",)),
    ],
}


def note(name: str) -> None:
    """One line in the file by which the tests see what runs: what happened, and to whom."""
    with Path("../notes").open("a") as notes:
        notes.write(f"{name} {os.getpid()}\n")


def worker() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    note("worker")
    time.sleep(60)


def with_child(follows: bool) -> None:
    """Like granian: a master with a worker. A careful worker follows its master into death."""
    us = os.getpid()
    if os.fork() == 0:
        if follows:
            die_with_parent(us)
        note("inner")
        time.sleep(60)
        os._exit(0)
    note("master")
    time.sleep(60)


def stubborn() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    note("stubborn")
    time.sleep(60)


def quick() -> None:
    note("quick")
    print("no such table: plan")
    sys.exit(3)


ROLES = {
    "worker": worker,
    "master": lambda: with_child(True),
    "careless": lambda: with_child(False),
    "stubborn": stubborn,
    "quick": quick,
    "well": lambda: note("well"),
}


def supervise(home: Path, scene: str) -> None:
    def stands() -> None:
        print("stands", flush=True)

    try:
        Supervisor(SCENES[scene], home, dict(os.environ), stands).run()
    except CannotStart as fault:
        print(fault, flush=True)
        sys.exit(1)


def start(home: Path, scene: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "gongkai.config.tests.dummies", str(home), scene]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    if sys.argv[1] == "-":
        ROLES[sys.argv[2]]()
    else:
        supervise(Path(sys.argv[1]), sys.argv[2])
