"""What matters do by themselves: in `jobs.py` of a matter `each_minute(*, by, at)`, and `next_piece(*, at) -> int` for
work that was ordered and takes longer than a request.

Found through the installed apps: nothing here knows a matter by name, and a matter registers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.supervision.steps import Steps
from gongkai.trail.actors import Actor

MATTERS = "gongkai.matters."


def run(*, steps: Steps, by: Actor, at: datetime) -> None:
    """Each job by itself: one that fails is tried again a minute later and holds up no other."""
    for job in found():
        if hasattr(job, "each_minute"):
            steps.run(f"{job.__name__}.each_minute", partial(job.each_minute, by=by, at=at))


def carry_on(*, steps: Steps, at: datetime) -> int:
    """One small piece of each long work; 0 when nothing is left to do."""
    pieces = [job for job in found() if hasattr(job, "next_piece")]
    return sum(_piece(steps, job, at) or 0 for job in pieces)


def _piece(steps: Steps, job: ModuleType, at: datetime) -> int | None:
    return steps.run(f"{job.__name__}.next_piece", partial(job.next_piece, at=at))


def found() -> Iterator[ModuleType]:
    """The `jobs` modules of the installed matters, in the order of INSTALLED_APPS."""
    for app in apps.get_app_configs():
        if app.name.startswith(MATTERS) and module_has_submodule(app.module, "jobs"):
            yield import_module(f"{app.name}.jobs")
