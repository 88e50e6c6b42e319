"""What the installed software can discharge. A duty that nothing can discharge is `not_yet`: it opens nothing."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.plan.shape import Duty, Installed

_installed = Installed()


def declare(events: Iterable[str], kinds: Iterable[str] = ()) -> None:
    """Called when the door and each matter are ready: the events emitted, the kinds of document drafted."""
    global _installed
    _installed = _installed.with_more(Installed(frozenset(events), frozenset(kinds)))


def installed() -> Installed:
    return _installed


def dischargeable(duty: Duty) -> bool:
    """Whether anything that is installed can discharge the duty; by hand always."""
    return duty.kind_as_installed(_installed) != "not_yet"
