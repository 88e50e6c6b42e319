"""The table of old addresses as a file: written whole by the builder, read by the front, included by nginx."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

from gongkai.portal.front.redirects import table_of
from gongkai.publishing.old_addresses import line
from gongkai.publishing.queries import old_addresses

CHUNK = 2000


def content() -> bytes:
    """Every old address with the address here; what is hidden never existed under any name."""
    rows = old_addresses().iterator(chunk_size=CHUNK)
    return b"".join(line(alias.value, alias.publication.address) for alias in rows)


def stands(home: Path) -> bool:
    """Whether the file says what it must."""
    table = table_of(home)
    return (table.read_bytes() if table.is_file() else b"") == content()


def write(home: Path) -> bool:
    """Make the file say what it must, and nginx read it. True when it was another one."""
    if stands(home):
        return False
    table, wanted = table_of(home), content()
    table.parent.mkdir(parents=True, exist_ok=True)
    beside = table.with_name(f".{table.name}.new")
    with beside.open("wb") as file:
        file.write(wanted)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(table)
    _reload_nginx(home)
    return True


def _reload_nginx(home: Path) -> None:
    """nginx reads its maps once: a new table asks for SIGHUP. Nothing where it does not run."""
    with contextlib.suppress(OSError, ValueError):
        number = int((home / "run" / "nginx.pid").read_text())
        if (Path("/proc") / str(number) / "comm").read_text().strip() == "nginx":
            os.kill(number, signal.SIGHUP)
