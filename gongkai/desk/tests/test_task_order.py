"""任务台账: what is due first stands first, what has no date after it, what is done last; without sorting a million rows."""

from __future__ import annotations

from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test import RequestFactory

from gongkai.desk.tasks.listing import filtered
from gongkai.obligations.models import Obligation


def rows_for(bureau, who: str = "editor", **asked: str):
    return filtered(bureau.at(who), RequestFactory().get("/desk/tasks/", asked), bureau.now)


@pytest.fixture
def ledger(bureau):
    """Some with a date, some without, some done."""
    bureau.published(title="已公开的通知")
    bureau.signed(title="未公开的通知")
    some = Obligation.objects.filter(ending="", due_at__isnull=False).first()
    held = {f.name: getattr(some, f.name) for f in some._meta.fields if not f.primary_key}
    undated = {"term": "", "due_day": None, "due_at": None, "near_at": None}
    for holder in ("mass_sports", "office", "competitive_sports"):
        for duty, when in (("x", undated), ("y", {})):
            changed = {"uuid": uuid4(), "duty": duty, "holder": holder, **when}
            Obligation.objects.create(**{**held, **changed})
    bureau.later(days=9)
    return bureau


@pytest.mark.parametrize("who", ["editor", "leader", "head"])
def test_undated_tasks_stand_after_dated_ones_and_done_ones_last(ledger, who):
    rows = list(rows_for(ledger, who))
    order = [(bool(o.ending), o.due_at is None, o.due_at or o.opened_at) for o in rows]
    assert {key[:2] for key in order} >= {(False, False), (False, True)}, "the control"
    assert all(a[:2] <= b[:2] for a, b in pairwise(order))
    dated = [key for key in order if not key[1]]
    assert dated == sorted(dated)
    assert len(rows) == len({o.pk for o in rows})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
@pytest.mark.parametrize("asked", [{}, {"light": "done"}, {"organ": "office"}])
def test_the_first_page_is_read_in_the_order_of_an_index(ledger, asked):
    plan = rows_for(ledger, **asked).prefetch_related(None)[:50].explain()
    assert "USING INDEX list_of_" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
