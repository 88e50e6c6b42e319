"""The processes of an installation are kept, restarted, stopped in order, and never left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gongkai.config import leftovers
from gongkai.config.tests import dummies

pytestmark = pytest.mark.served


@pytest.fixture
def begun(tmp_path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a scene; whatever it started is gone after the test."""
    running = []

    def start(scene: str) -> subprocess.Popen[str]:
        running.append(dummies.start(tmp_path, scene))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()
    for _, pid in notes(tmp_path):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def notes(home: Path) -> list[tuple[str, int]]:
    path = home / "notes"
    lines = path.read_text().split("\n") if path.exists() else []
    return [(line.split()[0], int(line.split()[1])) for line in lines if line]


def until(said: Callable[[], object], seconds: float = 10) -> None:
    limit = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < limit, "did not come about in time"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def noted(home: Path, *names: str) -> Callable[[], bool]:
    return lambda: sorted(name for name, _ in notes(home)) == sorted(names)


def test_a_killed_child_is_started_again(begun, tmp_path):
    begun("calm")
    until(noted(tmp_path, "worker", "worker"))
    os.kill(notes(tmp_path)[0][1], signal.SIGKILL)
    until(noted(tmp_path, "worker", "worker", "worker"))
    assert lives(notes(tmp_path)[2][1])


def test_sigterm_stops_everything_and_ends_well(begun, tmp_path):
    supervisor = begun("calm")
    until(noted(tmp_path, "worker", "worker"))
    supervisor.terminate()
    assert supervisor.wait(10) == 0
    assert not any(lives(pid) for _, pid in notes(tmp_path))


def test_a_child_that_does_not_stop_is_killed_after_its_patience(begun, tmp_path):
    supervisor = begun("stubborn")
    until(noted(tmp_path, "stubborn"))
    asked = time.monotonic()
    supervisor.terminate()
    assert supervisor.wait(10) == 0
    assert 0.9 < time.monotonic() - asked < 5
    assert not lives(notes(tmp_path)[0][1])


def test_a_killed_supervisor_leaves_no_orphans(begun, tmp_path):
    supervisor = begun("master")
    until(noted(tmp_path, "master", "inner"))
    supervisor.kill()
    until(lambda: not any(lives(pid) for _, pid in notes(tmp_path)), 5)


def test_control_without_the_kernels_help_an_orphan_lives_on(begun, tmp_path):
    supervisor = begun("careless")
    until(noted(tmp_path, "master", "inner"))
    supervisor.kill()
    master, inner = (dict(notes(tmp_path))[name] for name in ("master", "inner"))
    until(lambda: not lives(master), 5)
    time.sleep(0.3)
    assert lives(inner)


def test_a_master_that_is_killed_takes_its_workers_with_it(begun, tmp_path):
    begun("careless")
    until(noted(tmp_path, "master", "inner"))
    before = dict(notes(tmp_path))
    os.kill(before["master"], signal.SIGKILL)
    until(lambda: not lives(before["inner"]))
    until(noted(tmp_path, "master", "inner", "master", "inner"))


def test_what_outlived_a_double_kill_is_cleared_at_the_next_start(begun, tmp_path):
    supervisor = begun("careless")
    until(noted(tmp_path, "master", "inner"))
    before = dict(notes(tmp_path))
    supervisor.kill()
    os.kill(before["master"], signal.SIGKILL)
    supervisor.wait()
    assert lives(before["inner"])
    assert leftovers.clear(tmp_path) == 1
    until(lambda: not lives(before["inner"]))


def test_clearing_spares_strangers_who_have_a_recorded_number(tmp_path):
    (tmp_path / "run").mkdir()
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True, cwd="/")
    leftovers.record(tmp_path, [stranger.pid])
    assert leftovers.clear(tmp_path) == 0
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_five_quick_deaths_end_a_start_with_a_sentence(begun, tmp_path):
    supervisor = begun("quick")
    said, _ = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 1
    assert "“quick”没有启动成功" in said
    assert "no such table: plan" in said
    assert str(tmp_path / "logs" / "quick.log") in said
    assert [name for name, _ in notes(tmp_path)].count("quick") == 5
    assert not any(lives(pid) for _, pid in notes(tmp_path))


def test_once_it_stood_the_others_stay_when_one_keeps_dying(begun, tmp_path):
    supervisor = begun("late")
    until(lambda: [name for name, _ in notes(tmp_path)].count("quick") > 5, 20)
    assert supervisor.poll() is None
    assert lives(dict(notes(tmp_path))["worker"])


def test_the_app_waits_for_preparation(begun, tmp_path):
    supervisor = begun("prepared")
    until(noted(tmp_path, "well", "worker"))
    assert [name for name, _ in notes(tmp_path)] == ["well", "worker"]
    assert supervisor.stdout.readline() == "stands\n"


def test_nothing_starts_on_a_preparation_that_failed(begun, tmp_path):
    supervisor = begun("unprepared")
    said, _ = supervisor.communicate(timeout=10)
    assert supervisor.returncode == 1
    assert "no such table: plan" in said
    assert [name for name, _ in notes(tmp_path)] == ["quick"]


def test_a_second_start_is_refused_with_what_to_do(tmp_path):
    held = leftovers.lock(tmp_path)
    ended = run(tmp_path)
    assert ended.returncode == 1
    assert f"进程号 {os.getpid()}" in ended.stderr
    assert "Ctrl+C" in ended.stderr
    held.close()


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run(tmp_path, GONGKAI_PORT=str(port))
    assert ended.returncode == 1
    assert f"{port} 端口" in ended.stderr
    assert f"GONGKAI_PORT={port + 1}" in ended.stderr


def run(home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("gongkai")), "run"]
    environ = {**os.environ, "GONGKAI_HOME": str(home), **environ}
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30)
