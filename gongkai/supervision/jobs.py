"""What matters do by themselves: in `jobs.py` of a matter `each_minute(*, by, at)`, and `next_piece(*, at) -> int` for
work that was ordered and takes longer than a request.

Found through the installed apps: nothing here knows a matter by name, and a matter registers nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.trail.actors import Actor

log = logging.getLogger("gongkai.jobs")
MATTERS = "gongkai.matters."


def run(*, by: Actor, at: datetime) -> None:
    """Each job by itself: one that fails is tried again a minute later and holds up no other."""
    for module in found():
        if hasattr(module, "each_minute"):
            _alone(module, lambda job: job.each_minute(by=by, at=at))


def carry_on(*, at: datetime) -> int:
    """One small piece of each long work; 0 when nothing is left to do."""
    pieces = [module for module in found() if hasattr(module, "next_piece")]
    return sum(_alone(module, lambda job: job.next_piece(at=at)) or 0 for module in pieces)


def _alone(module: ModuleType, do: Callable[[ModuleType], int | None]) -> int | None:
    try:
        return do(module)
    except Exception:
        log.exception("%s failed; trying again", module.__name__)
        return None


def found() -> Iterator[ModuleType]:
    """The `jobs` modules of the installed matters, in the order of INSTALLED_APPS."""
    for app in apps.get_app_configs():
        if app.name.startswith(MATTERS) and module_has_submodule(app.module, "jobs"):
            yield import_module(f"{app.name}.jobs")
