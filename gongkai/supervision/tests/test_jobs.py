"""What matters do each minute: found without being named, each failing alone."""

from __future__ import annotations

from types import SimpleNamespace

from gongkai.supervision import jobs
from gongkai.supervision.steps import Steps
from gongkai.trail.actors import system


def test_the_jobs_of_installed_matters_are_found():
    found = [module.__name__ for module in jobs.found()]
    assert found == ["gongkai.matters.documents.jobs", "gongkai.matters.guides.jobs"]


def test_long_work_is_done_in_pieces_until_nothing_is_left(monkeypatch, bureau):
    left = [2, 1, 0]
    job = SimpleNamespace(__name__="long", next_piece=lambda *, at: left.pop(0))
    monkeypatch.setattr(jobs, "found", lambda: [job])
    assert [jobs.carry_on(steps=Steps(), at=bureau.now) for _ in range(3)] == [2, 1, 0]


def test_one_that_fails_holds_up_no_other(monkeypatch, bureau):
    done = []

    def fails(**_):
        raise RuntimeError("broken")

    def works(*, by, at):
        done.append((by.name, at))

    made = [SimpleNamespace(__name__=n, each_minute=f) for n, f in (("one", fails), ("two", works))]
    monkeypatch.setattr(jobs, "found", lambda: iter(made))
    steps = Steps()
    jobs.run(steps=steps, by=system("时限巡检"), at=bureau.now)
    assert done == [("时限巡检", bureau.now)]
    assert list(steps.failed) == ["one.each_minute"]
