"""Lists by pages: short ones and those of an archive; nothing that is typed as a page number can break them."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from gongkai.frames.lists import COUNTED, page_of
from gongkai.supervision.models import Cursor

pytestmark = pytest.mark.django_db


def asked(page: str = "") -> tuple[list[int], dict | None]:
    request = RequestFactory().get("/list/", {"page": page} if page else {})
    return page_of(Cursor.objects.order_by("number").values_list("number", flat=True), request)


def store(length: int) -> None:
    Cursor.objects.bulk_create(
        Cursor(reader=f"reader {n}", number=n, head="") for n in range(1, length + 1)
    )


def test_a_short_list_has_no_pager():
    store(30)
    rows, pager = asked()
    assert (len(rows), pager) == (30, None)


def test_the_second_page_goes_on_where_the_first_ended():
    store(31)
    rows, pager = asked("2")
    assert rows == [31]
    assert pager["previous"].endswith("page=1")
    assert pager["next"] == ""


def test_a_long_list_says_that_there_are_more_than_were_counted():
    store(COUNTED + 5)
    _, pager = asked()
    assert (pager["total"], pager["more"]) == (COUNTED, True)


def test_far_back_in_a_long_list_the_number_is_exact():
    store(COUNTED + 5)
    rows, pager = asked("101")
    assert rows == [3001, 3002, 3003, 3004, 3005]
    assert (pager["total"], pager["more"], pager["last"]) == (3005, False, 101)


@pytest.mark.parametrize("typed", ["0", "-1", "²", "abc", "9999999", "1.5", "٣", " "])
def test_no_page_number_breaks_it(typed):
    store(40)
    rows, pager = asked(typed)
    assert rows
    assert pager["number"] in (1, 2)
