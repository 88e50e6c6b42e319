"""What the tree must hold: every file as a function of what is public now. Builder and `site verify` ask here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from django.db.models import prefetch_related_objects
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.files import store
from gongkai.frames.environment import template_folders
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import Plan
from gongkai.portal import pages
from gongkai.portal.shelves import closed_pages, front_range, page_range, touched
from gongkai.publishing.models import Publication, Shelf, Version
from gongkai.publishing.visibility import file_is_public, is_public, is_stub, listed, public
from gongkai.trail.origin import is_demonstration

T = TypeVar("T")
File = tuple[str, bytes | None]  # path in the tree, content; None: must not be there
ON_HOME = 8
ROBOTS = b"User-agent: *\nDisallow: /desk/\n"
ROBOTS_DEMONSTRATION = b"User-agent: *\nDisallow: /\n"


def plan_now() -> Plan:
    return the_bureaus_plan(local_day(timezone.now())).plan


def site_values(plan: Plan) -> dict[str, Any]:
    if plan.bureau is None:
        raise RuntimeError("the bureau's plan names no bureau")
    return pages.site(plan.bureau, demonstration=is_demonstration())


@lru_cache(maxsize=1)
def _templates_digest() -> str:
    digest = hashlib.sha256()
    for folder in template_folders():
        for path in sorted(folder.rglob("*.html")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def look() -> str:
    """The look of the tree: templates and plan. When it changes everything is built anew in the background."""
    held = the_bureaus_plan(local_day(timezone.now()))
    return f"{_templates_digest()[:16]}-plan{held.pk}-{'demo' if is_demonstration() else 'real'}"


def versions_of(publications: Iterable[Publication]) -> dict[int, list[Version]]:
    """All versions of each publication, the standing one last, in one query."""
    rows = Version.objects.filter(publication__in=list(publications)).order_by("number")
    versions: dict[int, list[Version]] = {}
    for version in rows.select_related("revision"):
        versions.setdefault(version.publication_id, []).append(version)
    return versions


def naming(publications: Iterable[Publication]) -> list[Publication]:
    """Publications whose page says that one of these replaces it: it names a title and leads to a page."""
    found = public().filter(validities__replaced_by__in=list(publications))
    return list(found.distinct().order_by("pk"))


def own_files(publications: list[Publication]) -> Iterator[File]:
    """Each publication's own page, stub and files."""
    plan = plan_now()
    prefetch_related_objects(publications, "validities__replaced_by")
    values, versions = site_values(plan), versions_of(publications)
    for publication in publications:
        yield from _files_of(publication, versions[publication.pk])
        yield from _page_of(publication, versions[publication.pk][-1], plan, values)


def _page_of(
    publication: Publication, version: Version, plan: Plan, values: Mapping[str, Any]
) -> Iterator[File]:
    folder = publication.address.strip("/")
    stub = pages.gone_page(publication, values) if is_stub(publication) else None
    page = (
        pages.document_page(publication, version, plan, values) if is_public(publication) else None
    )
    yield f"{folder}/index.html", page
    yield f"{folder}/gone.html", stub


def _files_of(publication: Publication, versions: list[Version]) -> Iterator[File]:
    """A file lies in the tree exactly when a live publication names it; what an earlier version named may go."""
    ever = [{(f["digest"], f["name"]) for f in v.revision.document["files"]} for v in versions]
    named = ever[-1]
    for digest, name in sorted(set().union(*ever)):
        keep = (digest, name) in named and is_public(publication)
        if keep or file_is_public(digest, name):
            yield f"f/{digest}/{name}", store.content_of(digest)
        else:
            yield f"f/{digest}/{name}", None


def lists(publications: list[Publication]) -> Iterator[File]:
    """The list pages that these publications touch, then the home page."""
    plan = plan_now()
    values = site_values(plan)
    lengths = dict(Shelf.objects.values_list("column", "length"))
    wanted: set[tuple[str, int | None]] = set()
    for publication in publications:
        closed, front = touched(publication.ordinal, lengths[publication.column])
        wanted |= {(publication.column, page) for page in closed}
        wanted |= {(publication.column, None)} if front else set()
    for column, page in sorted(wanted, key=lambda w: (w[0], -1 if w[1] is None else w[1])):
        yield _list(column, page, lengths[column], plan, values)
    if publications:
        yield home(plan, values)


def _list(
    column: str, page: int | None, length: int, plan: Plan, values: Mapping[str, Any]
) -> File:
    span = front_range(length) if page is None else page_range(page)
    held = listed().filter(column=column, ordinal__gte=span.start, ordinal__lt=span.stop)
    rows = list(held.prefetch_related("validities"))
    path = f"{pages.address_of_column(column, page).strip('/')}/index.html"
    if not rows and page is None and not listed().filter(column=column).exists():
        return path, None  # a column with nothing in it does not exist outside
    closed = closed_pages(length)
    return path, pages.column_page(plan.column(column), rows, page, closed, plan, values)


def home(plan: Plan, values: Mapping[str, Any]) -> File:
    """The home page with the newest rows of every column that holds something."""
    held = set(Shelf.objects.values_list("column", flat=True))
    columns = [column for column in plan.columns if column.id in held]
    # The home page tells what is new; 补录 stands there only where nothing else does.
    rows = public().prefetch_related("validities").order_by("carried_over", "-ordinal")
    sections = [(c, list(rows.filter(column=c.id)[:ON_HOME])) for c in columns]
    return "index.html", pages.home_page([(c, rows) for c, rows in sections if rows], values)


def fixed(plan: Plan, values: Mapping[str, Any]) -> Iterator[File]:
    """What is there on the first day already."""
    yield home(plan, values)
    yield "404.html", pages.missing_page(values)
    yield "robots.txt", ROBOTS_DEMONSTRATION if values["demo"] else ROBOTS


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the site that can be built by itself, small enough to be handed to another process."""

    publications: tuple[int, ...] = ()
    lists: tuple[tuple[str, int | None], ...] = ()  # column and closed page, None: its front page
    fixed: bool = False


def shares() -> tuple[list[Share], list[Share]]:
    """The whole site in two parts: pages, then the lists that name them. Each share has a bounded size."""
    keys = list(listed().order_by("pk").values_list("pk", flat=True))
    lists = [
        (column, page)
        for column, length in Shelf.objects.order_by("column").values_list("column", "length")
        for page in (*range(closed_pages(length)), None)
    ]
    pages_first = [Share(publications=tuple(part)) for part in _parts(keys, 200)]
    return pages_first, [
        *(Share(lists=tuple(part)) for part in _parts(lists, 50)),
        Share(fixed=True),
    ]


def _parts(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (rows[first : first + size] for first in range(0, len(rows), size))


def files_of(share: Share) -> Iterator[tuple[str, bytes]]:
    """Every file of one share, those left out that must not be there."""
    plan = plan_now()
    values, lengths = site_values(plan), dict(Shelf.objects.values_list("column", "length"))
    pages_of = own_files(list(Publication.objects.filter(pk__in=share.publications)))
    lists_of = (_list(column, page, lengths[column], plan, values) for column, page in share.lists)
    for path, content in chain(pages_of, lists_of, fixed(plan, values) if share.fixed else ()):
        if content is not None:
            yield path, content


def everything() -> Iterator[tuple[str, bytes]]:
    """Every file of the tree, share by share: memory does not grow with the archive."""
    return (file for part in shares() for share in part for file in files_of(share))


def paths() -> set[str]:
    """Every path of the tree, without rendering."""
    allowed = {"index.html", "404.html", "robots.txt"}
    for publication in listed().iterator(chunk_size=2000):
        name = "index.html" if is_public(publication) else "gone.html"
        allowed.add(f"{publication.address.strip('/')}/{name}")
    named = public().values_list("named_files__digest", "named_files__name")
    allowed |= {f"f/{digest}/{name}" for digest, name in named if digest}
    for column, length in Shelf.objects.values_list("column", "length"):
        if listed().filter(column=column).exists():
            for page in (*range(closed_pages(length)), None):
                allowed.add(f"{pages.address_of_column(column, page).strip('/')}/index.html")
    return allowed
