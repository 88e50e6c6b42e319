"""The ticker's steps: one that fails starves none that follow, is named, and is tried again."""

from __future__ import annotations

import pytest
import time_machine

from gongkai.supervision import steps as steps_of
from gongkai.supervision import ticker
from gongkai.supervision.steps import REST, Steps, failing, told_file

BETWEEN = {"look_ahead": "定时发布前的检查", "_release": ticker.SCHEDULER, "_notify": "待阅"}
EACH_MINUTE = {"tick": ticker.TICKER, "heads_file": "留痕链首"}


def breaks(*_, **__):
    raise RuntimeError("broken")


@pytest.fixture
def run(monkeypatch, settings, tmp_path, bureau):
    """Everything that the ticker does in one round, with what was done."""
    settings.HOME = tmp_path
    monkeypatch.setattr(steps_of, "close_old_connections", lambda: None)  # the test's own stays
    done: list[str] = []

    def noting(self: Steps, title: str, do):
        result = plain(self, title, do)
        if title not in self.failed:
            done.append(title)
        return result

    plain = Steps.run
    monkeypatch.setattr(Steps, "run", noting)

    def round_() -> list[str]:
        done.clear()
        steps = Steps(told_file())
        with time_machine.travel(bureau.now, tick=False):
            ticker.between(steps)
            ticker.once(steps)
        return list(done)

    return round_


@pytest.mark.parametrize(("name", "title"), {**BETWEEN, **EACH_MINUTE}.items())
def test_a_step_that_fails_starves_none_of_the_others(run, monkeypatch, caplog, name, title):
    all_of_them = run()
    assert title in all_of_them
    assert failing() == []
    monkeypatch.setattr(ticker, name, breaks)
    assert run() == [one for one in all_of_them if one != title]
    assert failing() == [title], "said on /healthz"
    assert f"{title} failed" in caplog.text


def test_a_step_that_failed_rests_some_seconds_and_is_cleared_when_it_succeeds(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(steps_of, "close_old_connections", lambda: None)
    monkeypatch.setattr(steps_of.time, "monotonic", lambda: now[0])
    steps = Steps()
    assert steps.run("one", breaks) is None
    assert steps.run("one", lambda: 1) is None, "it rests"
    now[0] += REST
    assert steps.run("one", lambda: 1) == 1
    assert steps.failed == {}
