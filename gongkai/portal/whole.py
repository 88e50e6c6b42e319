"""The whole site at once: two processes render, pack and lay the files of a large one; the caller notes them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import django

from gongkai.portal import expected
from gongkai.portal.expected import Share
from gongkai.portal.tree import Tree

PROCESSES = 2
FEW = 5  # shares; below that, starting processes costs more than it saves
Laid = list[tuple[str, str]]  # path and digest of what did not lie there yet


def laid(tree: Tree) -> Iterator[tuple[str, str]]:
    """Lay every file of the site, pages before the lists that name them; what did not lie there yet."""
    parts = expected.shares()
    if sum(len(part) for part in parts) < FEW:
        for part in parts:
            for share in part:
                yield from _lay(tree, share)
        return
    # Spawned, not forked: an open SQLite connection must not be carried into another process.
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), django.setup) as pool:
        for part in parts:
            for done in pool.map(partial(_lay_at, tree.root), part):
                yield from done


def _lay(tree: Tree, share: Share) -> Laid:
    files = expected.files_of(share)
    return [(path, digest) for path, content in files if (digest := tree.lay(path, content))]


def _lay_at(root: Path, share: Share) -> Laid:
    """In a process of its own, which never writes the ledger."""
    return _lay(_tree(root), share)


@cache
def _tree(root: Path) -> Tree:
    return Tree(root, durable=False)
