"""工作台: what is due first stands first; what has no clock stands below what is urgent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from gongkai.desk import inbox
from gongkai.frames.waiting import Waiting
from tests.security.routes import browser

LATER, SOONER = "市民健身活动月预告", "关于开展全民健身活动的通知"


@pytest.fixture
def waiting(bureau):
    """Of two texts for 发布 the one that came later is due sooner."""
    bureau.signed(document_kind="information", title=LATER)
    bureau.later(minutes=5)
    bureau.signed(title=SOONER)
    return bureau


def titles(bureau) -> list[str]:
    with time_machine.travel(bureau.now, tick=False):
        answer = browser(bureau, "editor").get("/desk/")
    tree = html.fromstring(answer.content.decode())
    found = tree.xpath("//main//li[contains(@class,'row')]//*[contains(@class,'title')]")
    return [" ".join(one.text_content().split()) for one in found]


def test_what_is_due_first_stands_first(waiting):
    assert titles(waiting) == [SOONER, LATER]


def test_what_has_no_clock_stands_below_what_is_urgent_and_above_the_rest(waiting, monkeypatch):
    list_of = Waiting(title="归档文件待签收", url="/desk/", label="签收")
    monkeypatch.setattr(inbox, "waiting_for", lambda actor: [list_of])
    assert titles(waiting) == [list_of.title, SOONER, LATER]
    waiting.now += timedelta(days=4)
    assert titles(waiting) == [SOONER, list_of.title, LATER]
