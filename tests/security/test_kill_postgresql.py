"""What was acknowledged is on disk, on PostgreSQL too: the database server itself is killed -9.

With `synchronous_commit=off` the same bureau loses what it acknowledged: the control, and why nobody may set it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.security.killing import ROOT, Home

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
pytestmark = [
    pytest.mark.served,
    pytest.mark.postgres,
    pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL on this machine"),
]
ACTS = 40  # acknowledged before the kill


class Server:
    """A PostgreSQL of our own, on loopback, which dies with all its processes at one moment."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.who = (
            {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        )  # not as root
        if self.who:
            shutil.chown(folder, "postgres")
        made = ("-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.program("initdb", "-D", "data", *made).check_returncode()
        self.at = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "gongkai")
        self.url = f"postgresql://gongkai@127.0.0.1:{self.port}/gongkai"

    def program(self, name: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [str(PROGRAMS[-1] / name), *arguments]
        return subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, **self.who)

    def start(self, **settings: str) -> None:
        told = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
        }
        options = [f"--{name}={value}" for name, value in {**told, **settings}.items()]
        command = [str(PROGRAMS[-1] / "postgres"), "-D", "data", *options]
        with (self.folder / "log").open("ab") as log:
            self.master = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, **self.who
            )
        for _ in range(200):
            if self.program("pg_isready", *self.at).returncode == 0:
                return
            assert self.master.poll() is None, (self.folder / "log").read_text()[-500:]
            time.sleep(0.1)
        raise AssertionError("PostgreSQL does not answer")

    def stop(self) -> None:
        self.master.send_signal(signal.SIGINT)
        self.master.wait(30)

    def kill(self) -> None:
        """First nobody moves any more, then nobody lives: what was in their memory only is gone."""
        everybody = [self.master.pid, *children_of(self.master.pid)]
        for blow in (signal.SIGSTOP, signal.SIGKILL):
            for process in everybody:
                with suppress(ProcessLookupError):
                    os.kill(process, blow)
        self.master.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children_of(master: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # gone meanwhile
            if int(stat.read_text().rpartition(")")[2].split()[1]) == master:
                found.append(int(stat.parent.name))
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-kill-"))
    server = Server(folder)
    try:
        server.start(
            fsync="off", full_page_writes="off"
        )  # killed is not unplugged: it only has to be made fast
        server.program("createdb", *server.at, "gongkai").check_returncode()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def home(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(
        tmp_path_factory.mktemp("kill") / "home", GONGKAI_DATABASE=server.url
    ).with_people_only()


def acknowledged_until_the_server_dies(home: Home, server: Server) -> list[str]:
    drafting = [sys.executable, "-m", "tests.security.pressing", "drafts", "100000"]
    with subprocess.Popen(
        drafting,
        env=home.environ,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as people:
        assert people.stdout is not None
        said = [people.stdout.readline().strip() for _ in range(ACTS)]
        server.kill()
        said += [line.strip() for line in people.stdout]
    return [key for key in said if key]


def one_death(server: Server, home: Home, synchronous_commit: str) -> tuple[int, int]:
    """How many acts were acknowledged, and how many of them are gone after the server has died."""
    server.stop()
    server.start(synchronous_commit=synchronous_commit, wal_writer_delay="5s")
    said = acknowledged_until_the_server_dies(home, server)
    server.start()
    found = home.aftermath()
    assert found["half"] == []
    assert found["faults"] == [], "what is left is whole, whatever was lost"
    return len(said), sum(key not in found["documents"] for key in said)


def test_what_was_acknowledged_survives_the_death_of_the_server(server, home):
    said, lost = one_death(server, home, "on")
    print(f"synchronous_commit=on: {lost} of {said} acknowledged acts lost")  # noqa: T201
    assert said >= ACTS
    assert lost == 0


def test_control_a_server_that_was_told_not_to_wait_loses(server, home):
    for _ in range(3):  # nearly always at the first
        said, lost = one_death(server, home, "off")
        print(f"synchronous_commit=off: {lost} of {said} acknowledged acts lost")  # noqa: T201
        if lost:
            return
    raise AssertionError("nothing was lost: then the test above proves nothing")
