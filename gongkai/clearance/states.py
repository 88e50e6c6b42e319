"""States of a clearance (审签单) and of its steps, and the edges that are allowed. The only truth:
the diagram in docs/matters/documents.md is generated from it.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class State(models.TextChoices):
    CIRCULATING = "circulating", "审签中"
    SENT_BACK = "sent_back", "已退回"
    RECALLED = "recalled", "已撤回"
    AMENDING = "amending", "修改后发"
    REGISTERED = "registered", "已签批件待确认"
    SIGNED = "signed", "已签发"
    ABANDONED = "abandoned", "已作废"
    VOIDED = "voided", "签发失效"
    CARRIED = (
        "carried",
        "旧站补录",
    )  # came in public from the old site: on no chain, signed by nobody here


class StepState(models.TextChoices):
    WAITING = "waiting", "未到"
    OPEN = "open", "待办"
    SUSPENDED = "suspended", "中止"
    DONE = "done", "已办"
    CANCELLED = "cancelled", "已取消"


class Act(models.TextChoices):
    """What is done at a step."""

    REVIEW = "review", "审核"
    CONSULT = "consult", "会签"
    LEGAL = "legal", "法制审核"
    SECRECY = "secrecy", "保密审查"
    SIGN = "sign", "签发"
    AMEND = "amend", "按批示修改"
    NUMBER = "number", "编号复核"


APPROVING = (Act.REVIEW, Act.CONSULT, Act.LEGAL, Act.SECRECY, Act.SIGN)


class SecrecyOutcome(models.TextChoices):
    """The four outcomes of 保密审查 (条例第十七条)."""

    PUBLIC = "public", "可以公开"
    REDACT = "redact", "删减后公开"
    WITHHOLD = "withhold", "不得公开"
    UNCERTAIN = "uncertain", "不能确定，报保密行政管理部门"


class Mode(models.TextChoices):
    """How a signature was given."""

    IN_PERSON = "in_person", "本人签发"
    REGISTERED = "registered", "已签批件登记"
    MEETING = "meeting", "会议审议通过"
    CARRIED = "carried", "旧站补录（未经本系统签发）"


class Verb(StrEnum):
    SUBMIT = "送审"
    AGREE = "同意"
    SEND_BACK = "退回"
    RECALL = "撤回"
    ABANDON = "作废"
    SIGN = "签发"
    SIGN_AFTER_AMENDMENT = "修改后发"
    REGISTER = "登记已签批件"
    CONFIRM = "确认登记"
    OBJECT = "提出异议"
    VOID = "签发失效"


S = State
# (state, verb) -> state after it. The clause beside each edge.
EDGES: dict[tuple[State, Verb], State] = {
    (S.SENT_BACK, Verb.SUBMIT): S.CIRCULATING,  # 二(二)
    (S.RECALLED, Verb.SUBMIT): S.CIRCULATING,  # 二(二)
    (S.CIRCULATING, Verb.AGREE): S.CIRCULATING,  # 三(三) 审批权限责任
    (S.CIRCULATING, Verb.SEND_BACK): S.SENT_BACK,  # 三(三)
    (S.CIRCULATING, Verb.RECALL): S.RECALLED,
    (S.CIRCULATING, Verb.SIGN): S.SIGNED,  # 二(二) 报局领导审批；二(六) 经局领导批准
    (S.CIRCULATING, Verb.SIGN_AFTER_AMENDMENT): S.AMENDING,
    (S.AMENDING, Verb.SIGN): S.SIGNED,
    (S.AMENDING, Verb.SEND_BACK): S.SENT_BACK,
    (S.CIRCULATING, Verb.REGISTER): S.REGISTERED,  # 二(二) 纸质或办公系统签批
    (S.REGISTERED, Verb.CONFIRM): S.SIGNED,
    (S.REGISTERED, Verb.SEND_BACK): S.CIRCULATING,
    (S.SIGNED, Verb.OBJECT): S.VOIDED,
    (S.SIGNED, Verb.VOID): S.VOIDED,
    (S.CIRCULATING, Verb.ABANDON): S.ABANDONED,
    (S.SENT_BACK, Verb.ABANDON): S.ABANDONED,
    (S.RECALLED, Verb.ABANDON): S.ABANDONED,
    (S.AMENDING, Verb.ABANDON): S.ABANDONED,
}
MOVING = frozenset(
    {S.CIRCULATING, S.AMENDING, S.REGISTERED}
)  # somebody other than the drafter holds it
WITH_DRAFTER = frozenset({S.SENT_BACK, S.RECALLED})
UNFINISHED = MOVING | WITH_DRAFTER
ENDED = frozenset({S.SIGNED, S.ABANDONED, S.VOIDED, S.CARRIED})


def after(state: str, verb: Verb) -> State | None:
    """The state after a verb, None when the edge is not allowed."""
    return EDGES.get((State(state), verb))
