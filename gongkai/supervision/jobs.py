"""What matters do by themselves each minute: `jobs.py` of a matter with `each_minute(*, by, at)`.

Found through the installed apps: nothing here knows a matter by name, and a matter registers nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
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
        try:
            module.each_minute(by=by, at=at)
        except Exception:
            log.exception("%s failed; trying again", module.__name__)


def found() -> Iterator[ModuleType]:
    """The `jobs` modules of the installed matters, in the order of INSTALLED_APPS."""
    for app in apps.get_app_configs():
        if app.name.startswith(MATTERS) and module_has_submodule(app.module, "jobs"):
            yield import_module(f"{app.name}.jobs")
