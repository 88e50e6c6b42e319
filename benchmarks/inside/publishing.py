"""The publishing verb until page, list and home show it to a stranger, with the real front, builder and prober."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.utils import timezone

from benchmarks.inside import archive
from benchmarks.servers import until
from gongkai.clearance.models import Clearance
from gongkai.config import places, processes
from gongkai.kinds.verbs.publishing import publish
from gongkai.portal import builder, expected
from gongkai.portal.outside import fetch
from gongkai.portal.pages import address_of_column
from gongkai.portal.tree import PACKED, Tree
from gongkai.publishing.models import Publication, Shelf
from gongkai.publishing.queries import awaiting
from gongkai.trail.reading import end
from tests.casting import Bureau

ACTS = 100
PAUSE = 0.1  # seconds between acts: one publication is measured, not a queue of them


def measured(size: int) -> dict[str, Any]:
    """Of each act with `size` publications there already: seconds it took, seconds until seen, files written."""
    cast = archive.bureau()
    body = archive.text(8)
    done, waiting = archive.published(cast, body), archive.waiting(cast, body)
    archive.multiply(done, size // len(done), days=6 * 365)
    archive.multiply(waiting, ACTS, days=1)
    lay_lists()
    with running():
        found = [_published(cast, sheet) for sheet in awaiting().order_by("pk")[:ACTS]]
    return {"there": Publication.objects.count() - ACTS, "acts": found}


def lay_lists() -> None:
    """The newest page of every column, its lists and the home page, as at the end of the trail.

    Simulated: the other pages of the archive are not in the tree. No publication touches them.
    """
    tree = Tree(builder.root())
    columns = Shelf.objects.values_list("column", flat=True)
    newest = [Publication.objects.filter(column=column).latest("ordinal") for column in columns]
    builder.write(tree, newest, end().number)
    plan = expected.plan_now()
    for path, content in expected.fixed(plan, expected.site_values(plan)):
        tree.put(path, content or b"", end().number)
    tree.commit(end(), expected.look())
    tree.close()


@contextmanager
def running() -> Iterator[None]:
    """Front, builder and prober as `gongkai run` starts them."""
    at = places.place()
    (at.home / "run").mkdir(exist_ok=True)
    environ = places.environment(at, places.front(at))
    with ExitStack() as stack:
        for name in ("front", "builder", "prober"):
            child = subprocess.Popen(
                processes.serve(name),
                env=environ,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.STDOUT,
            )
            stack.callback(child.wait, 20)
            stack.callback(child.terminate)
        until(lambda: _shows("/", "</html>") and _listening(), "前端或生成进程没有起来", 60)
        yield


def _listening() -> bool:
    wake = builder.root().parent / "run" / "wake"
    return all((wake / f"{name}.sock").exists() for name in ("builder", "prober"))


def _published(cast: Bureau, sheet: Clearance) -> dict[str, Any]:
    before = end().number
    seen_by_the_office = cast.shown(sheet)
    begun = time.monotonic()
    publication = publish(
        clearance=sheet, seen=seen_by_the_office, by=cast.at("editor"), at=timezone.now()
    )
    acted = time.monotonic()
    for address in (publication.address, address_of_column(publication.column), "/"):
        mark = publication.index_number if address == publication.address else publication.address
        while not _shows(address, mark):
            time.sleep(0.002)
    seen = time.monotonic()
    time.sleep(PAUSE)
    return {"act": acted - begun, "seen": seen - begun, "files": _files_since(before)}


def _shows(address: str, mark: str) -> bool:
    try:
        answer = fetch(address)
    except OSError:
        return False
    return answer.status == 200 and mark.encode() in answer.body


def _files_since(number: int) -> int:
    """By the ledger of the tree, packed copies counted too."""
    path = builder.root().with_name("tree-ledger.sqlite3")
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as ledger:
        rows = ledger.execute("SELECT path FROM file WHERE number > ?", (number,)).fetchall()
    return sum(2 if row[0].endswith(PACKED) else 1 for row in rows)
