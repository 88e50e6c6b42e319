"""工作台: what is due first stands first; what has no clock stands last."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from gongkai.desk import inbox
from gongkai.frames.waiting import Waiting
from gongkai.obligations.models import Obligation
from tests.security.routes import browser

LATER, SOONER = "市民健身活动月预告", "关于开展全民健身活动的通知"


@pytest.fixture
def waiting(bureau):
    """Of two texts for 发布 the one that came later is due sooner."""
    bureau.signed(document_kind="information", title=LATER)
    bureau.later(minutes=5)
    bureau.signed(title=SOONER)
    return bureau


def rows(bureau) -> list[str]:
    return told(bureau, "")


def titles(bureau) -> list[str]:
    return told(bureau, "//*[contains(@class,'title')]")


def told(bureau, part: str) -> list[str]:
    with time_machine.travel(bureau.now, tick=False):
        answer = browser(bureau, "editor").get("/desk/")
    tree = html.fromstring(answer.content.decode())
    found = tree.xpath(f"//main//li[contains(@class,'row')]{part}")
    return [" ".join(one.text_content().split()) for one in found]


def test_what_is_due_first_stands_first(waiting):
    assert titles(waiting) == [SOONER, LATER]


def test_what_has_no_clock_stands_below_what_has_one(waiting, monkeypatch):
    batch = Waiting(title="旧站补录待核对", url="/desk/", label="核对")
    monkeypatch.setattr(inbox, "waiting_for", lambda actor: [batch])
    assert titles(waiting) == [SOONER, LATER, batch.title]


def test_what_waits_beside_sheets_has_the_light_of_its_task(waiting, monkeypatch):
    task = Obligation.objects.filter(title__contains=SOONER, ending="").earliest("due_at")
    archive = Waiting(title="归档文件待签收", url="/desk/", label="签收", tasks=(task.subject,))
    monkeypatch.setattr(inbox, "waiting_for", lambda actor: [archive])
    waiting.now += timedelta(days=9)
    assert titles(waiting)[:2] == [archive.title, SOONER]
    assert "超期" in rows(waiting)[0]
