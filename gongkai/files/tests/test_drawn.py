"""Drawn pages of attachments take no more room than they are given: the longest unused go at night."""

from __future__ import annotations

import os
from datetime import datetime

import pytest

from gongkai.clock.calendars import SHANGHAI
from gongkai.files import drawn

NIGHT = datetime(2026, 3, 3, 3, 30, tzinfo=SHANGHAI)
DAY = 24 * 3600


@pytest.fixture
def held(tmp_path, settings) -> list[str]:
    """Five files of two pages each, 100 bytes in all for each, the first unused for the longest."""
    settings.HOME = tmp_path
    names = [str(n) * 64 for n in range(5)]
    for n, name in enumerate(names):
        for page in (1, 2):
            drawn.keep(drawn.folder_of(name) / f"{page}.webp", b"x" * 50)
        used = NIGHT.timestamp() - (10 - n) * DAY
        os.utime(drawn.folder_of(name), (used, used))
    return names


def left(names: list[str]) -> list[int]:
    return [n for n, name in enumerate(names) if drawn.folder_of(name).exists()]


def test_the_longest_unused_go_until_the_rest_fits(held):
    assert drawn.trim(250, NIGHT.timestamp()) == 300
    assert left(held) == [3, 4]
    assert drawn.trim(250, NIGHT.timestamp()) == 0


def test_who_was_looked_at_last_stays(held):
    drawn.use(held[0])
    drawn.trim(100, NIGHT.timestamp() + 400 * DAY)
    assert left(held) == [0]


def test_what_somebody_looks_at_now_is_not_taken_away(held):
    drawn.use(held[0])
    now = drawn.folder_of(held[0]).stat().st_mtime + 60
    drawn.trim(0, now)
    assert left(held) == [0]


def test_once_a_night_and_not_by_day(held, settings):
    settings.PAGES_MOST = 200
    assert drawn.each_night(at=NIGHT.replace(hour=12)) == 0
    assert left(held) == [0, 1, 2, 3, 4]
    assert drawn.each_night(at=NIGHT) == 300
    drawn.keep(drawn.folder_of(held[0]) / "1.webp", b"x" * 500)
    assert drawn.each_night(at=NIGHT.replace(minute=40)) == 0, "the night's work is done"
    assert drawn.each_night(at=NIGHT.replace(day=4)) >= 200


def test_where_nothing_was_drawn_there_is_nothing_to_do(tmp_path, settings):
    settings.HOME = tmp_path
    assert drawn.each_night(at=NIGHT) == 0
    assert not (tmp_path / "pages").exists()
