"""What may be offered once a text is signed, or by the office beside the chain: registering, correcting, withdrawing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from gongkai.accounts.queries import leaders_of
from gongkai.clearance.models import Clearance, Correction, Signature
from gongkai.clearance.queries import cleared, corrections_for, registered_by
from gongkai.clearance.states import Act, Mode, State, StepState
from gongkai.clock.calendars import local_day
from gongkai.desk import forms
from gongkai.obligations.models import Obligation
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import is_awaiting, live_under
from gongkai.trail.actors import Actor

Offer = dict[str, Any]


def of_the_office(actor: Actor, sheet: Clearance, publication: Publication | None) -> list[Offer]:
    if actor.role != "editor":
        return []
    if sheet.state == State.CIRCULATING and _waits_for_signature(sheet):
        leaders = leaders_of(sheet.drafting_organ, local_day(timezone.now()))
        return [{"verb": "register_signature", "label": "登记已签批件", "title": "已签批件登记",
                 "form": forms.Register(leaders=leaders), "form_needs": {"leaders": leaders}, "go": "登记",
                 "help": "登记后须由另一位同事核对确认，签批领导会收到提醒。"}]  # fmt: skip
    if sheet.state == State.REGISTERED:
        reject = {"verb": "reject_signature", "label": "与原件不符", "kind": "danger", "opinion": "required"}  # fmt: skip
        if registered_by(actor).filter(clearance=sheet).exists():
            return [reject]
        return [reject, {"verb": "confirm_signature", "label": "核对无误，确认", "kind": "primary"}]
    if sheet.state == State.VOIDED:  # the signer objected, and the page may still stand
        return [_withdraw()] if live_under(sheet).exists() else []
    return _once_signed(sheet, publication)


def _once_signed(sheet: Clearance, publication: Publication | None) -> list[Offer]:
    if sheet.state not in (State.SIGNED, State.CARRIED):
        return []
    offers: list[Offer] = []
    if sheet.state == State.SIGNED:  # 补录 was never signed here: it is corrected along the chain
        offers.append({"href": reverse("desk:correct", args=[sheet.uuid]), "label": "复核更正"})
    if publication is not None and publication.state == Publication.State.LIVE:
        offers.append(
            {
                "verb": "place",
                "label": "登记其他渠道",
                "title": "登记其他渠道的登载",
                "form": forms.Place(initial={"moment": timezone.localtime()}),
                "go": "登记",
            }
        )
        offers.append(_withdraw())
    if is_awaiting(sheet):
        ready = cleared(sheet)  # with what 复核更正 changed: the page shows that beside the text
        hidden = {"seen": ready.digest if ready else ""}
        offers.append({"verb": "publish", "label": "发布", "kind": "primary", "hidden": hidden})
    return offers


def _withdraw() -> Offer:
    return {"verb": "withdraw", "label": "撤下", "kind": "danger", "form": forms.Withdraw(), "go": "确认撤下"}  # fmt: skip


def _waits_for_signature(sheet: Clearance) -> bool:
    undone = (StepState.OPEN, StepState.WAITING)
    return any(
        s.act == Act.SIGN and s.state in undone for s in sheet.steps.all() if s.round == sheet.round
    )


def of_a_correction(actor: Actor, sheet: Clearance) -> list[Offer]:
    if not corrections_for(actor).filter(signature__clearance=sheet).exists():
        return []
    return [{"verb": "refuse_correction", "label": "不同意更正", "kind": "danger"},
            {"verb": "confirm_correction", "label": "确认更正", "kind": "primary"}]  # fmt: skip


def waiting_correction(sheet: Clearance) -> Correction | None:
    return Correction.objects.filter(
        signature__clearance=sheet, confirmed_at__isnull=True, refused_at__isnull=True
    ).first()


def of_the_signer(actor: Actor, sheet: Clearance) -> list[Offer]:
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


def signed_drafting_side(actor: Actor, sheet: Clearance) -> list[Offer]:
    offers: list[Offer] = []
    if actor.role == "head" and not live_under(sheet).exists():  # what is public is 修订 or 撤下
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
