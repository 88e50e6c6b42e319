"""A step of the chain as a line of a form: whose it is, what was said, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.clearance.models import Clearance, Signature, Step
from gongkai.clearance.states import Act, Mode, StepState
from gongkai.clock.calendars import SHANGHAI


@dataclass(frozen=True, slots=True)
class Line:
    """One place to sign: whose it is, what was said, by whom and when. Empty where nobody has signed yet."""

    label: str
    said: str = ""
    who: str = ""
    when: str = ""
    absent: bool = False  # no such step, or it was cancelled: nobody is to sign

    @property
    def blank(self) -> bool:
        return not self.who and not self.absent


def steps_of(sheet: Clearance) -> list[Step]:
    """The steps of the present round, in the order of the chain."""
    return list(sheet.steps.filter(round=sheet.round).order_by("position", "pk"))


def title_of(step: Step) -> str:
    """The step as the plan calls it; of several side by side (会签) with the organ."""
    beside = f"：{step.organ_name}" if step.act == Act.CONSULT and step.organ_name else ""
    return f"{step.title}{beside}"


def line_of(sheet: Clearance, step: Step, label: str = "") -> Line:
    """What came of a step; empty to be signed with a pen while nothing has."""
    label = label or title_of(step)
    if step.act == Act.SIGN and (signature := signature_of(sheet)):
        return _signed(label, signature)
    if step.state == StepState.SUSPENDED:
        said = f"不能确定，已报保密行政管理部门。{step.opinion}"
        return Line(label, said, f"{step.by_post} {step.by_name}".strip())
    if step.state == StepState.CANCELLED:
        return Line(label, "本轮审签已终止，未办理", absent=True)
    if step.state != StepState.DONE:
        return Line(label)
    said = "。".join(filter(None, [step.secrecy_outcome, step.opinion.rstrip("。")]))
    returned = "退回：" if step.outcome == "send_back" else ""
    who = f"{step.by_post} {step.by_name}".strip()
    return Line(label, f"{returned}{said}", who, moment(step.done_at))


def _signed(label: str, signature: Signature) -> Line:
    mode = Mode(signature.mode).label
    proof = f"，{signature.proof}" if signature.proof else ""
    amended = "，改后签发" if signature.amended_from_id else ""
    waiting = "，待第二人确认" if signature.standing == Signature.Standing.PENDING else ""
    opinion = signature.opinion or "同意"
    said = f"{opinion}（{mode}{amended}{proof}{waiting}）"
    who = f"{signature.signer_post} {signature.signer_name}".strip()
    return Line(label, said, who, moment(signature.signed_at))


def signature_of(sheet: Clearance) -> Signature | None:
    """The signature that stands or waits for its second person."""
    valid = sheet.signatures.exclude(standing=Signature.Standing.VOID)
    return valid.select_related("revision").first()


def with_absent(
    lines: list[Line], steps: list[Step], act: Act, label: str, said: str
) -> list[Line]:
    """A row of the form stands also where the chain has no such step: the form shows that it was not forgotten."""
    if any(step.act == act for step in steps):
        return lines
    before_signing = next((n for n, s in enumerate(steps) if s.act == Act.SIGN), len(lines))
    absent = Line(label, said, absent=True)
    return [*lines[:before_signing], absent, *lines[before_signing:]]


def moment(value: datetime | None) -> str:
    """2026-03-02 10:00 in Shanghai."""
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if value else ""
