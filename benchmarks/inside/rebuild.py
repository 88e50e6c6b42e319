"""The whole site built anew, as after a change of templates: every page rendered, packed, laid and noted."""

from __future__ import annotations

import resource
import time
from typing import Any

from benchmarks.inside import archive
from gongkai.portal import builder, expected
from gongkai.portal.tree import Tree


def measured(size: int) -> dict[str, Any]:
    """Pages, seconds by the clock and of processor time, and the weight of a page."""
    cast = archive.bureau()
    done = archive.published(cast, archive.text(16))
    archive.multiply(done, size // len(done), days=6 * 365)
    tree = Tree(builder.root())
    begun, spent = time.monotonic(), _processor()
    pages = builder.rebuild(tree, expected.look())
    seconds, processor = time.monotonic() - begun, _processor() - spent
    page = builder.root() / "p" / str(cast.now.year) / "7" / "index.html"
    weights = [page.stat().st_size, page.with_name("index.html.gz").stat().st_size]
    tree.close()
    return {"pages": pages, "seconds": seconds, "processor": processor, "weights": weights}


def _processor() -> float:
    """Seconds of processor time of this process and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
