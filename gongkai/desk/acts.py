"""Which acts of the door this actor may do on a sheet now, as the bar across the bottom shows them."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from gongkai.accounts.queries import leaders_of
from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance, Correction, Signature, Step
from gongkai.clearance.states import Act, Mode, State, StepState
from gongkai.clock.calendars import local_day
from gongkai.desk import forms
from gongkai.kinds.registry import kind_of
from gongkai.obligations.models import Obligation
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import awaiting
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
        *_of_the_office(actor, sheet, publication),
        *(offer for step in steps for offer in _of_a_step(step, sheet)),
        *_of_a_correction(actor, sheet),
        *_of_the_signer(actor, sheet),
    ]
    return [_filled(offer, sheet, typed) for offer in offers]


def _filled(offer: Offer, sheet: Clearance, typed: Typed) -> Offer:
    """Address, the digest that is on the screen, and what was typed before a refusal."""
    if "href" in offer:
        return offer
    verb = offer["verb"]
    filled = {
        **offer,
        "url": reverse("desk:act", args=[sheet.uuid, verb]),
        "hidden": {"seen": clearances.text_of(sheet).digest},
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
    if sheet.state == State.SIGNED:
        offers += _signed_drafting_side(actor, sheet)
        if kind.may_edit(actor, sheet.subject_id):
            offers.insert(0, {"href": kind.edit_address(sheet.subject_id), "label": "修订"})
    return offers


def _signed_drafting_side(actor: Actor, sheet: Clearance) -> list[Offer]:
    offers: list[Offer] = []
    if actor.role == "head":
        offers.append({"verb": "void_signature", "label": "收回重签", "kind": "danger", "opinion": "required",
                       "opinion_label": "收回原因", "help": "收回后签发失效，修改后须重新走完审签流程。"})  # fmt: skip
    owed = Obligation.objects.filter(
        subject_kind=sheet.subject_kind,
        subject_id=sheet.subject_id,
        holder=sheet.drafting_organ,
        ending="",
    )
    registered = sheet.signatures.filter(standing="standing").exclude(mode=Mode.IN_PERSON).exists()
    if registered and owed.exists():
        offers.append({"verb": "hand_over", "label": "交办公室", "kind": "primary"})
    return offers


def _of_the_office(actor: Actor, sheet: Clearance, publication: Publication | None) -> list[Offer]:
    if actor.role != "editor":
        return []
    if sheet.state == State.CIRCULATING and _waits_for_signature(sheet):
        leaders = leaders_of(sheet.drafting_organ, local_day(timezone.now()))
        return [{"verb": "register_signature", "label": "登记已签批件", "title": "已签批件登记",
                 "form": forms.Register(leaders=leaders), "form_needs": {"leaders": leaders}, "go": "登记",
                 "help": "登记后须由另一位同事核对确认，签批领导会收到提醒。"}]  # fmt: skip
    if sheet.state == State.REGISTERED:
        return [{"verb": "reject_signature", "label": "与原件不符", "kind": "danger", "opinion": "required"},
                {"verb": "confirm_signature", "label": "核对无误，确认", "kind": "primary"}]  # fmt: skip
    if sheet.state != State.SIGNED:
        return []
    offers: list[Offer] = [
        {"href": reverse("desk:correct", args=[sheet.uuid]), "label": "复核更正"}
    ]
    if publication is not None and publication.state == Publication.State.LIVE:
        offers.append(
            {
                "verb": "withdraw",
                "label": "撤下",
                "kind": "danger",
                "form": forms.Withdraw(),
                "go": "确认撤下",
            }
        )
    if awaiting().filter(pk=sheet.pk).exists():
        offers.append({"verb": "publish", "label": "发布", "kind": "primary"})
    return offers


def _waits_for_signature(sheet: Clearance) -> bool:
    undone = (StepState.OPEN, StepState.WAITING)
    return any(
        s.act == Act.SIGN and s.state in undone for s in sheet.steps.all() if s.round == sheet.round
    )


def _of_a_correction(actor: Actor, sheet: Clearance) -> list[Offer]:
    if actor.role != "head" or actor.organ != sheet.drafting_organ or not waiting_correction(sheet):
        return []
    return [{"verb": "refuse_correction", "label": "不同意更正", "kind": "danger"},
            {"verb": "confirm_correction", "label": "确认更正", "kind": "primary"}]  # fmt: skip


def waiting_correction(sheet: Clearance) -> Correction | None:
    return Correction.objects.filter(
        signature__clearance=sheet, confirmed_at__isnull=True, refused_at__isnull=True
    ).first()


def _of_the_signer(actor: Actor, sheet: Clearance) -> list[Offer]:
    """A signature entered in his name: he may object."""
    entered = sheet.signatures.filter(
        standing=Signature.Standing.STANDING, signer__uuid=actor.key
    ).exclude(mode=Mode.IN_PERSON)
    if sheet.state != State.SIGNED or actor.person is None or not entered.exists():
        return []
    return [
        {
            "verb": "object_to_signature",
            "label": "对登记有异议",
            "kind": "danger",
            "opinion": "required",
        }
    ]
