"""The builder: reads the trail and writes each touched page whole, in its present state. Idempotent."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections

from gongkai.portal import expected, moved, whole
from gongkai.portal.tree import Tree
from gongkai.publishing.models import Publication
from gongkai.trail.models import Entry
from gongkai.trail.reading import Position, belongs, end, since
from gongkai.trail.waking import Alarm

log = logging.getLogger("gongkai.builder")
TOUCHING = (
    "document.published",
    "document.carried_over",
    "document.withdrawn",
    "document.hidden",
    "document.validity_changed",
)
BETWEEN_TABLES = 5.0  # seconds: in a long 补录 the table of old addresses follows in steps
REBUILDING = ("plan.loaded",)
MANY = 10  # publications: above it one sync of the disk is quicker than one for each file


def root() -> Path:
    return Path(settings.HOME) / "tree"


def catch_up(tree: Tree, look: str) -> int:
    """Read what is new in the trail and write what it touched. Returns how many entries were read."""
    position, built_look = tree.position()
    if built_look != look or not belongs(position):
        rebuild(tree, look)
        return 1
    entries = since(position)
    if not entries:
        return 0
    if any(entry.action in REBUILDING for entry in entries):
        rebuild(tree, expected.look())
        return len(entries)
    touched = _publications(entries)
    with tree.synced_once() if len(touched) > MANY else nullcontext():
        write(tree, touched, entries[-1].number)
    tree.redirects_due |= any(one.carried_over for one in touched)
    tree.commit(Position(entries[-1].number, entries[-1].head), look)
    return len(entries)


def _publications(entries: Iterable[Entry]) -> list[Publication]:
    named = {UUID(e.data["publication"]) for e in entries if e.action in TOUCHING}
    return list(Publication.objects.filter(uuid__in=named).order_by("pk"))


def write(tree: Tree, publications: list[Publication], number: int) -> None:
    """Own pages first, then the lists that name them: no list leads to a page that is not there."""
    replaced = expected.naming(publications)
    own = {p.pk: p for p in (*publications, *replaced)}
    for part, touched in ((expected.own_files, [*own.values()]), (expected.lists, publications)):
        for path, content in part(touched):
            if content is None:
                tree.drop(path)
            else:
                tree.put(path, content, number)


def rebuild(tree: Tree, look: str) -> int:
    """Everything anew in place: what must not be there goes first. Returns the number of pages written."""
    begun, position = time.monotonic(), end()
    with tree.synced_once():
        allowed = expected.paths()
        for path in {*tree.found(), *tree.paths()} - allowed:
            tree.drop(path)
        pages = 0
        for path, digest in whole.laid(tree):
            tree.note(path, digest, position.number)
            pages += 1
        lead_on(tree)
    tree.commit(position, look)
    log.info(
        "rebuilt %s pages in %.1fs at entry %s", pages, time.monotonic() - begun, position.number
    )
    return pages


def lead_on(tree: Tree) -> None:
    """Bring the table of old addresses up to date: it is written whole, so not after every single entry."""
    moved.write(tree.root.parent)
    tree.redirects_due = False


def lag() -> tuple[int, float]:
    """How many entries the tree is behind the trail, and for how many seconds it has been."""
    tree = Tree(root())
    try:
        position, _ = tree.position()
    finally:
        tree.close()
    first = Entry.objects.filter(number__gt=position.number).order_by("number").first()
    if first is None:
        return 0, 0.0
    return end().number - position.number, max(0.0, time.time() - first.recorded.timestamp())


def serve(stop: threading.Event) -> None:
    """Run until told to stop: woken by acts, polling each second as the fall-back."""
    tree, led = Tree(root()), 0.0
    with Alarm("builder") as alarm:
        while not stop.is_set():
            try:
                read = catch_up(tree, expected.look())  # a plan may begin to hold at midnight
                if tree.redirects_due and time.monotonic() - led >= BETWEEN_TABLES:
                    lead_on(tree)
                    led = time.monotonic()
                if not read:
                    alarm.wait(1.0)
            except Exception:
                log.exception("building failed; trying again")
                close_old_connections()
                stop.wait(1.0)
    tree.close()
