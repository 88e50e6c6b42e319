"""The whole site built anew, as after a change of templates; then the same bytes merely packed and written."""

from __future__ import annotations

import gzip
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from benchmarks.inside import archive
from gongkai.portal import builder, expected, whole
from gongkai.portal.tree import Tree


def measured(size: int) -> dict[str, Any]:
    """Pages, seconds by the clock and of processor time, the weight of a page, and the bare work's seconds."""
    cast = archive.bureau()
    done = archive.published(cast, archive.text(16))
    archive.multiply(done, size // len(done), days=6 * 365)
    tree = Tree(builder.root())
    begun, spent = time.monotonic(), _processor()
    pages = builder.rebuild(tree, expected.look())
    seconds, processor = time.monotonic() - begun, _processor() - spent
    tree.close()
    if pages != len(expected.paths()):
        raise RuntimeError(f"{pages} pages were built, {len(expected.paths())} are expected")
    page = builder.root() / "p" / str(cast.now.year) / "7" / "index.html"
    weights = [page.stat().st_size, page.with_name("index.html.gz").stat().st_size]
    files = [str(path.relative_to(builder.root())) for path in builder.root().rglob("*.html")]
    begun = time.monotonic()
    with ProcessPoolExecutor(whole.PROCESSES, get_context("spawn"), django.setup) as pool:
        list(pool.map(partial(_bare, settings.HOME / "bare"), files, chunksize=200))
    return {
        "pages": pages,
        "seconds": seconds,
        "processor": processor,
        "weights": weights,
        "bare": len(files) / (time.monotonic() - begun),
    }


def _bare(root: Path, path: str) -> None:
    """The least that must be done for a page: its bytes and their packed twin, each put in place whole."""
    content = (builder.root() / path).read_bytes()
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    for twin, held in (
        (target, content),
        (Path(f"{target}.gz"), gzip.compress(content, 6, mtime=0)),
    ):
        beside = twin.with_suffix(".new")
        beside.write_bytes(held)
        beside.replace(twin)


def _processor() -> float:
    """Seconds of processor time of this process and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
