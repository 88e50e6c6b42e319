"""Who publishes: the office alone."""

from __future__ import annotations

from datetime import datetime

from gongkai.accounts.queries import still_holds
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed


def require_office(by: Actor, at: datetime) -> None:
    """统一上网发布: only the office publishes and withdraws (二(六))."""
    if by.role != "editor" or not still_holds(by, at):
        raise NotAllowed("信息由办公室统一上网发布，请交办公室办理。")
