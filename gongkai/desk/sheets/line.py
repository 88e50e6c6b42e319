"""The chain as a vertical line, and where the document stands in public."""

from __future__ import annotations

from typing import Any

from gongkai.accounts.models import Role
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import State, StepState
from gongkai.frames.environment import moment
from gongkai.publishing.models import Placement, Publication

_STATES = {
    StepState.DONE: "done", StepState.OPEN: "now", StepState.SUSPENDED: "now",
    StepState.WAITING: "next", StepState.CANCELLED: "skipped",
}  # fmt: skip


def steps_of(sheet: Clearance) -> list[dict[str, Any]]:
    """The chain as a line: the drafter first, then each round's steps, the present one large."""
    if sheet.state == State.CARRIED:
        return _carried(sheet)
    line: list[dict[str, Any]] = [
        {
            "title": "拟稿送审",
            "who": sheet.submitted_by.name,
            "post": sheet.drafting_organ_name,
            "when": moment(sheet.submitted_at),
            "state": "done",
        }
    ]
    shown_steps = sheet.steps.all().order_by("round", "position", "pk")
    kept = [s for s in shown_steps if s.round == sheet.round or s.state == StepState.DONE]
    return line + [_step(step) for step in kept]


def _carried(sheet: Clearance) -> list[dict[str, Any]]:
    """补录 went along no chain and was signed by nobody: who brought it in, and who compared and confirmed."""
    signature = sheet.signatures.get()
    title = f"{signature.get_mode_display()}，{signature.proof}"
    brought = {"title": title, "who": sheet.submitted_by.name, "post": "负责导入", "when": ""}
    confirmed = {
        "title": "核对确认",
        "who": signature.signer_name,
        "post": signature.signer_post,
        "when": moment(signature.signed_at),
    }
    return [brought | {"state": "done"}, confirmed | {"state": "done"}]


def _step(step: Step) -> dict[str, Any]:
    note = {"send_back": "退回", "after_amendment": "批示：修改后发"}.get(
        step.outcome, step.secrecy_outcome
    )
    if step.state == StepState.SUSPENDED:
        note = "不能确定，已报保密行政管理部门，中止计时"
    return {
        "title": step.title + ("（补签）" if step.afterwards else ""),
        "who": step.by_name,
        "post": step.by_post or _awaited(step),
        "when": moment(step.done_at) if step.done_at else "",
        "opinion": step.opinion,
        "note": note,
        "state": _STATES[StepState(step.state)],
    }


def _awaited(step: Step) -> str:
    """Who is to act: a leader by his charge, others by organ and post."""
    role = Role(step.role).label
    if step.role in (Role.LEADER, Role.CHIEF_LEADER) or not step.organ_name:
        return role
    return step.organ_name


def placements_of(publication: Publication | None) -> list[dict[str, Any]]:
    """Where it stands, and since when it is seen from outside."""
    if publication is None:
        return []
    return [
        {
            "channel": placement.get_channel_display(),
            "state": _placed(publication, placement),
            "url": placement.link if publication.state != Publication.State.HIDDEN else "",
            "when": moment(placement.visible_at or placement.placed_at),
        }
        for placement in publication.placements.all()
    ]


def _placed(publication: Publication, placement: Placement) -> str:
    live = publication.state == Publication.State.LIVE
    if placement.channel in Placement.BY_HAND:
        where = "" if placement.link else f"{placement.address}，"
        said = f"{where}已登载，{placement.placed_by}登记"
        return said if live else f"{said}；请在该渠道同时撤下"
    if not live:
        return "外网已撤下" if placement.gone_at else "正在撤下，外网尚未确认"
    if placement.visible_at is None:
        return "已发布，等待外网可见"
    seconds = (placement.visible_at - placement.placed_at).total_seconds()
    return f"外网可见（发布后 {seconds:.1f} 秒）"
