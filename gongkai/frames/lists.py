"""Lists by pages; the page number stands in the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

COUNTED = 3000  # rows; of a longer list nobody needs the exact number, and counting an archive takes its time


def page_of(
    rows: Any, request: HttpRequest, size: int = 30
) -> tuple[list[Any], dict[str, Any] | None]:
    """One page of a list and the pager's values; `pager.more` says that there are more rows than were counted.

    As many rows are read for the first page of a long list as for that of a short one.
    """
    wanted = request.GET.get("page", "1")
    number = max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 7 else 1
    first = list(rows[: size + 1])
    if len(first) <= size:
        return first, None
    total = rows.order_by()[: COUNTED + 1].count()
    more = total > COUNTED
    if more and number * size > COUNTED:  # far back in an archive: here the number must be known
        total, more = rows.count(), False
    last = -(-total // size)
    number = min(number, last)
    begin = (number - 1) * size
    return list(rows[begin : begin + size]) if begin else first[:size], {
        "number": number,
        "last": last,
        "total": min(total, COUNTED) if more else total,
        "more": more,
        "previous": _with_page(request, number - 1) if number > 1 else "",
        "next": _with_page(request, number + 1) if number < last else "",
    }


def _with_page(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return f"{request.path}?{asked.urlencode()}"
