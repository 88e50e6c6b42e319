"""Why a text lies with its drafter again: said on the page where it is written, with the way to its sheet."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import Act, SecrecyOutcome, State, StepState
from gongkai.frames.environment import moment
from gongkai.trail.actors import Subject

_BACK = ("send_back", SecrecyOutcome.REDACT, SecrecyOutcome.WITHHOLD)


@dataclass(frozen=True, slots=True)
class Returned:
    """`said`: the reason with who and when, '' where nobody sent it back; `url`: the sheet."""

    said: str
    url: str


def returned(subject: Subject) -> Returned | None:
    """Of the newest sheet of a subject; None before 送审."""
    sheet = clearances.current(subject)
    if sheet is None:
        return None
    return Returned(_said(sheet), reverse("desk:case", args=[sheet.uuid]))


def _said(sheet: Clearance) -> str:
    steps = sheet.steps.filter(round=sheet.round)
    if sheet.state == State.SENT_BACK:
        step = steps.filter(state=StepState.DONE, outcome__in=_BACK).order_by("done_at").last()
        if step is None:
            return ""
        reason = "：".join(filter(None, [step.secrecy_outcome, step.opinion]))
        return f"退回原因：{reason}（{step.by_name}，{moment(step.done_at)}）"
    asked = steps.filter(outcome="after_amendment").last()
    since = steps.filter(act=Act.AMEND, state=StepState.OPEN).last()
    if sheet.state == State.AMENDING and asked and since:
        return f"批示修改后发：{asked.opinion}（{asked.by_name}，{moment(since.opened_at)}）"
    return ""
