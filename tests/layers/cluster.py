"""A PostgreSQL of our own for the length of one layer: in a scratch folder, on loopback, then gone."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import postgresql

USER = "gongkai"
# Nothing in it has to survive the machine; a test that wants durability starts its own.
FAST = {"fsync": "off", "full_page_writes": "off", "max_connections": "60"}


@contextmanager
def cluster(_: Path) -> Iterator[dict[str, str]]:
    """The environment by which the tests find it. Errors of initdb or pg_ctl are raised."""
    programs = postgresql()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    password, port = secrets.token_hex(16), _free_port()
    (folder / "password").write_text(password)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "password", "postgres")
    settings = {
        **FAST,
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(folder),
    }
    data = ["-D", str(folder / "data")]
    try:
        made = ["-U", USER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        _as_postgres([str(programs / "initdb"), *data, *made, f"--pwfile={folder / 'password'}"])
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        control = [str(programs / "pg_ctl"), *data, "-l", str(folder / "log")]
        _as_postgres([*control, "-w", "-o", options, "start"])
        try:
            yield {"GONGKAI_DATABASE": f"postgresql://{USER}:{password}@127.0.0.1:{port}/gongkai"}
        finally:
            _as_postgres([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def _as_postgres(command: list[str]) -> None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
