"""Which acts of the door this actor may do on a sheet now, as the bar across the bottom shows them."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import Act, State, StepState
from gongkai.clock.calendars import local_day
from gongkai.desk import forms
from gongkai.desk.sheets.offers_after import (
    of_a_correction,
    of_the_office,
    of_the_signer,
    signed_drafting_side,
)
from gongkai.kinds.registry import kind_of
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor

PHRASES = {
    "agree": ["同意", "同意，请按程序办理", "内容属实，同意报送"],
    "send_back": ["请核对数据后重报", "请补充依据", "请按公文格式调整"],
    "note": ["请按批注修改后发", "请补充联系方式后发"],
}
Typed = tuple[str, QueryDict] | None
Offer = dict[str, Any]


def available(
    actor: Actor, sheet: Clearance, publication: Publication | None, typed: Typed
) -> list[Offer]:
    """The acts that this actor may do on the sheet now, the primary one last."""
    steps = [
        s
        for s in sheet.steps.all()
        if s.round == sheet.round
        and s.state in (StepState.OPEN, StepState.SUSPENDED)
        and clearances.may_take(actor, s)
    ]
    offers = [
        *_of_the_drafting_side(actor, sheet),
        *of_the_office(actor, sheet, publication),
        *(offer for step in steps for offer in _of_a_step(step, sheet)),
        *of_a_correction(actor, sheet),
        *of_the_signer(actor, sheet),
    ]
    return [_filled(offer, sheet, typed) for offer in offers]


def _filled(offer: Offer, sheet: Clearance, typed: Typed) -> Offer:
    """Address, the digest that is on the screen, and what was typed before a refusal."""
    if "href" in offer:
        return offer
    verb = offer["verb"]
    filled = {
        "url": reverse("desk:act", args=[sheet.uuid, verb]),
        "hidden": {"seen": clearances.text_of(sheet).digest},
        **offer,
    }
    if typed and typed[0] == verb:
        filled |= {"open": True, "typed": typed[1].get(offer.get("opinion_name", "opinion"), "")}
        if "form" in offer:
            filled["form"] = type(offer["form"])(typed[1], **offer.get("form_needs", {}))
    return filled


def _of_a_step(step: Step, sheet: Clearance) -> list[Offer]:
    back: Offer = {"verb": "send_back", "label": "退回", "kind": "danger", "opinion": "required",
                   "opinion_label": "退回原因", "phrases": PHRASES["send_back"]}  # fmt: skip
    if step.afterwards:
        return [{"verb": "countersign", "label": "补签", "kind": "primary", "opinion": "optional"}]
    if step.act in (Act.REVIEW, Act.CONSULT, Act.LEGAL):
        label = "会签" if step.act == Act.CONSULT else "同意"
        agree = {
            "verb": "agree",
            "label": label,
            "kind": "primary",
            "opinion": "optional",
            "phrases": PHRASES["agree"],
        }
        return [back, agree]
    if step.act == Act.SECRECY:
        review = {"verb": "review_secrecy", "label": "保密审查", "kind": "primary",
                  "go": "提交审查结论", "form": forms.Secrecy()}  # fmt: skip
        return [review] if step.state == StepState.SUSPENDED else [back, review]
    if step.act == Act.SIGN:
        return [
            {
                "href": reverse("desk:sign", args=[sheet.uuid]),
                "label": "阅读并签发",
                "kind": "primary",
            }
        ]
    if step.act == Act.AMEND:
        if clearances.unamended().filter(pk=step.pk).exists():
            return []  # nothing to confirm before the drafter wrote
        return [{"verb": "confirm_amendment", "label": "确认已按批示修改", "kind": "primary"}]
    return [{"verb": "number", "label": "编号", "kind": "primary", "go": "确认编号",
             "form": forms.Number(initial={"document_date": local_day(timezone.now())})}]  # fmt: skip


def _of_the_drafting_side(actor: Actor, sheet: Clearance) -> list[Offer]:
    if actor.organ != sheet.drafting_organ:
        return []
    offers: list[Offer] = []
    mine = sheet.submitted_by.uuid == actor.person or actor.role == "head"
    kind = kind_of(sheet.subject)
    if sheet.state == State.CIRCULATING and mine:
        offers.append({"verb": "recall", "label": "撤回", "confirm": "再点一次确认撤回"})
    if sheet.state in (State.SENT_BACK, State.RECALLED, State.AMENDING) and mine:
        offers.append(
            {
                "verb": "abandon",
                "label": "作废",
                "kind": "danger",
                "opinion": "required",
                "opinion_label": "作废原因",
            }
        )
    if sheet.state in (
        State.SENT_BACK,
        State.RECALLED,
        State.AMENDING,
        State.VOIDED,
    ) and kind.may_edit(actor, sheet.subject_id):
        offers.append(
            {"href": kind.edit_address(sheet.subject_id), "label": "修改", "kind": "primary"}
        )
    if sheet.state == State.CARRIED and kind.may_edit(actor, sheet.subject_id):
        offers.append({"href": kind.edit_address(sheet.subject_id), "label": "修订"})
    if sheet.state == State.SIGNED:
        offers += signed_drafting_side(actor, sheet)
        if kind.may_edit(actor, sheet.subject_id):
            offers.insert(0, {"href": kind.edit_address(sheet.subject_id), "label": "修订"})
    return offers
