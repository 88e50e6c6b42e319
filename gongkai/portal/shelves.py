"""Lists of a column: closed pages of 30 from the oldest, and a front page of 30 to 59 rows.

A row's ordinal is given in the publishing transaction and never changes, so that a new publication rewrites
the front page alone, and a withdrawal its own closed page alone, at a thousand as at a hundred thousand.
"""

from __future__ import annotations

PAGE = 30  # rows of a closed page


def closed_pages(length: int) -> int:
    """How many closed pages a column of this length has; the rest stands on the front page."""
    return max(0, length // PAGE - 1)


def front_range(length: int) -> range:
    """Ordinals on the front page."""
    return range(closed_pages(length) * PAGE, length)


def page_range(page: int) -> range:
    """Ordinals on the closed page with this number (0: the oldest)."""
    return range(page * PAGE, (page + 1) * PAGE)


def touched(ordinal: int, length: int) -> tuple[list[int], bool]:
    """Which closed pages, and whether the front page, a change of this row touches.

    The row that completes a page closes the one before it: that is written, and its predecessor once more
    for the link forward. Asked of the row and not of the length: a reader that was away sees many rows at once.
    """
    closed = closed_pages(length)
    own = ordinal // PAGE
    pages = {own} if own < closed else set()
    if (ordinal + 1) % PAGE == 0:
        pages |= {page for page in (own - 1, own - 2) if page >= 0}
    return sorted(pages), own >= closed
