"""A table as a paper of its own: A4 landscape, headings on every page, a title above and a note below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.word.paper import Paper

WIDTH = 257  # millimetres between the margins of a form in landscape


def table_paper(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    shares: Sequence[int],
    note: str = "",
) -> bytes:
    """The .docx. `shares`: how wide the columns are beside one another; together they fill the page."""
    paper = Paper(form=True, landscape=True)
    paper.title(title)
    if note:
        paper.line(note, indent=False)
    widths = [round(WIDTH * share / sum(shares)) for share in shares]
    paper.grid([list(headings), *(list(row) for row in rows)], widths=widths, headings=True)
    return paper.content()
