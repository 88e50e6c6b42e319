"""Who may act on the ledger, and on what a periodic duty is."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from gongkai.accounts.queries import still_holds
from gongkai.trail.actors import Actor, ActorKind, Subject
from gongkai.trail.refusals import NotAllowed


def duty_subject(plan: str, duty: str, holder: str, period: str) -> Subject:
    """The subject of a periodic duty: the same for the same plan, duty, holder and period, for ever."""
    return Subject("duty", uuid5(NAMESPACE_URL, f"gongkai:{plan}:{duty}:{holder}:{period}"))


def only_the_office(by: Actor, at: datetime, said: str) -> None:
    """三(二): the office supervises. `said` is the sentence for everybody else."""
    if by.kind is ActorKind.SYSTEM or (by.role == "editor" and still_holds(by, at)):
        return
    raise NotAllowed(said)


def only_the_holder(by: Actor, holder: str, at: datetime) -> None:
    """The head (or the office's editor) of the organ that the duty falls on."""
    if by.organ != holder or by.role not in ("head", "editor") or not still_holds(by, at):
        raise NotAllowed("只能由承担处室的负责人登记，请由本处室负责人办理。")
