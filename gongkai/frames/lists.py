"""Lists by pages; the page number stands in the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def page_of(
    rows: Any, request: HttpRequest, size: int = 30
) -> tuple[list[Any], dict[str, Any] | None]:
    """One page of a list and the pager's values; the page number stands in the address."""
    wanted = request.GET.get("page", "1")
    number = max(1, int(wanted)) if wanted.isdigit() and len(wanted) < 7 else 1
    total = rows.count()
    last = max(1, -(-total // size))
    number = min(number, last)
    shown = list(rows[(number - 1) * size : number * size])
    if last == 1:
        return shown, None
    return shown, {
        "number": number,
        "last": last,
        "total": total,
        "previous": _with_page(request, number - 1) if number > 1 else "",
        "next": _with_page(request, number + 1) if number < last else "",
    }


def _with_page(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return f"{request.path}?{asked.urlencode()}"
