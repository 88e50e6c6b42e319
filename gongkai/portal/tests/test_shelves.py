"""Design section 8: a publication rewrites the front page of its list alone, a withdrawal its own closed page alone, at
a thousand rows as at a hundred thousand; and a reader that was away comes to the same pages.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal.shelves import PAGE, closed_pages, front_range, page_range, touched

Site = dict[int | None, tuple]  # page (None: the front one) → its rows and where its links lead


def page_of(page: int | None, length: int) -> tuple:
    """What stands on a page: rows, newer, older. The model of `pages.column_page`."""
    closed = closed_pages(length)
    if page is None:
        return tuple(front_range(length)), None, closed - 1 if closed else None
    return (
        tuple(page_range(page)),
        page + 1 if page + 1 < closed else "front",
        page - 1 if page else None,
    )


def whole(length: int) -> Site:
    return {page: page_of(page, length) for page in (*range(closed_pages(length)), None)}


def rewrite(site: Site, ordinals: list[int], length: int) -> int:
    """What a reader rewrites that sees these rows at once; how many pages."""
    pages: set[int | None] = set()
    for ordinal in ordinals:
        closed, front = touched(ordinal, length)
        pages |= {*closed, *([None] if front else [])}
    site.update({page: page_of(page, length) for page in pages})
    return len(pages)


def test_one_row_after_another_the_site_is_always_the_whole_one_and_few_pages_are_written():
    site: Site = {}
    for length in range(1, 400):
        written = rewrite(site, [length - 1], length)
        assert site == whole(length), length
        assert written <= 3


@given(st.lists(st.integers(1, 90), min_size=1, max_size=8))
def test_a_reader_that_was_away_and_sees_many_rows_at_once_comes_to_the_same_site(batches):
    site: Site = {}
    length = 0
    for batch in batches:
        length += batch
        rewrite(site, list(range(length - batch, length)), length)
        assert site == whole(length)


@given(st.integers(1, 200_000))
def test_every_row_stands_on_exactly_one_page_and_the_front_one_holds_thirty_to_fifty_nine(length):
    closed, front = closed_pages(length), front_range(length)
    assert len(front) == min(length, len(front))
    assert len(front) < 2 * PAGE
    assert len(front) >= PAGE or closed == 0
    assert closed * PAGE == front.start
    assert front.stop == length
    for page in {0, closed // 2, closed - 1} & set(range(closed)):
        assert len(page_range(page)) == PAGE


@given(st.integers(60, 200_000), st.randoms(use_true_random=False))
def test_a_change_of_an_old_row_touches_its_own_page_and_never_the_front(
    length, chance: random.Random
):
    ordinal = chance.randrange(closed_pages(length) * PAGE)
    pages, front = touched(ordinal, length)
    assert ordinal // PAGE in pages
    assert not front
    assert len(pages) <= 3
    if (ordinal + 1) % PAGE:
        assert pages == [ordinal // PAGE]


@pytest.mark.parametrize(
    ("ordinal", "length", "pages", "front"),
    [
        (0, 1, [], True),
        (58, 59, [], True),
        (59, 60, [0], True),  # the sixtieth row closes the first page
        (89, 90, [0, 1], True),  # the next one is linked forward from it
        (119, 120, [1, 2], True),
        (10, 60, [0], False),
        (10, 59, [], True),
        (59, 61, [0], True),  # seen late: it closed the page all the same
    ],
)
def test_by_hand(ordinal, length, pages, front):
    assert touched(ordinal, length) == (pages, front)
