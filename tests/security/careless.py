"""The control: a tiny server of acknowledgements that can be told to acknowledge before it commits.

`python -m tests.security.careless DATABASE early|late`: each line on its input is kept and then said back,
or said back and then kept.
"""

from __future__ import annotations

import sqlite3
import sys


def serve(path: str, early: bool) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS act (name TEXT);"
    )
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        if early:
            print(line, end="", flush=True)  # noqa: T201
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO act VALUES (?)", (line.strip(),))
        database.execute("COMMIT")
        if not early:
            print(line, end="", flush=True)  # noqa: T201


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2] == "early")
