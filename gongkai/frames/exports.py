"""Exports of exactly what is on the screen: the same address with `export=xlsx`, so the same rights and the same filters.

All pages of the list, up to a limit that is said: on the link where the list may be longer, in the last row where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.frames.downloads import XLSX, download
from gongkai.tables.writing import Sheet, Value, xlsx

MOST_ROWS = 5000  # written in some seconds; nobody reads more in a spreadsheet
_AT_ONCE = 200  # rows that are read from the database in one go

Links = list[dict[str, str]]


def links(request: HttpRequest, pager: Mapping[str, Any] | None = None) -> Links:
    """The link to the export of what the address asks for."""
    asked = request.GET.copy()
    asked["export"] = "xlsx"
    asked.pop("page", None)
    long = bool(pager and (pager["more"] or pager["total"] > MOST_ROWS))
    label = f"导出表格（最多 {MOST_ROWS} 行）" if long else "导出表格"
    return [{"label": label, "url": f"{request.path}?{asked.urlencode()}"}]


def asked_for(request: HttpRequest) -> bool:
    """Whether the address asks for the export instead of the page."""
    return request.method == "GET" and request.GET.get("export") == "xlsx"


def export(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[int] = (),
) -> HttpResponse:
    """The spreadsheet, its name with the day; rows beyond the limit are left out, and the last row says so."""
    sheet = Sheet(title, headings, _limited(rows), widths)
    return download(xlsx(sheet), f"{title}-{local_day(timezone.now())}.xlsx", XLSX)


def in_portions(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """The rows of a long list in portions, in its order: memory for one portion, whatever the length."""
    read = iter(rows[: MOST_ROWS + 1].iterator(chunk_size=_AT_ONCE))
    while portion := list(islice(read, _AT_ONCE)):
        yield portion


def _limited(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            yield [f"共 {MOST_ROWS} 行以上，只导出前 {MOST_ROWS} 行。请缩小筛选条件后再导出。"]
            return
        yield row
