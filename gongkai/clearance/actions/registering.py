"""已签批件登记 and 会议审议: signatures given elsewhere, entered by one, confirmed by another.

Neither of the two is the drafter; the signer is told and free to object. The clock runs from the true moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import held_on
from gongkai.clearance import paper_numbers, queries
from gongkai.clearance.actions.acting import four_eyes, locked, moved, person_of, same_text
from gongkai.clearance.actions.signing import close
from gongkai.clearance.models import Clearance, Signature, Step
from gongkai.clearance.states import Act, Mode, State, StepState, Verb
from gongkai.clock.calendars import local_day
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


@dataclass(frozen=True, slots=True)
class SignedElsewhere:
    """What the sheet of paper, the OA or the minutes say. `signed_at` is the true moment (UTC)."""

    mode: Mode
    signed_at: datetime
    proof: str
    signer: Person | None = None
    signer_name: str = ""
    signer_post: str = ""
    scan: str = ""
    opinion: str = ""


def register(
    *, clearance: Clearance, seen: str, signed: SignedElsewhere, by: Actor, at: datetime
) -> Signature:
    """Enter a signature that was given elsewhere. It counts only once another person has confirmed it."""
    person = _of_the_office(by, at)
    clearance = locked(clearance)
    state = moved(clearance, Verb.REGISTER)
    _complete(signed, clearance, at)
    same_text(clearance, seen)
    _not_the_drafter(clearance, person)
    _of_this_sheet(clearance, signed)
    _decided(clearance)
    step = _sign_step(clearance)
    signer, name, post = _signer(clearance, step, signed, at)
    signature = Signature.objects.create(
        clearance=clearance,
        revision=clearance.revision,
        digest=clearance.revision.digest,
        mode=signed.mode,
        signer=signer,
        signer_name=name,
        signer_post=post,
        signed_at=signed.signed_at,
        recorded_at=at,
        standing=Signature.Standing.PENDING,
        opinion=signed.opinion.strip(),
        proof=signed.proof.strip(),
        scan=signed.scan,
        registered_by=person,
    )
    clearance.state = state
    clearance.save(update_fields=["state"])
    return signature


def _complete(signed: SignedElsewhere, clearance: Clearance, at: datetime) -> None:
    if signed.mode == Mode.IN_PERSON:
        raise Refused(
            "本人签发请由领导在待办中办理，登记只用于纸质、办公系统或会议。", field="mode"
        )
    if signed.signed_at > at:
        raise Refused("签批时间不能晚于现在，请按签批件上的时间填写。", field="signed_at")
    if not signed.proof.strip():
        raise Refused("请填写发文稿纸编号、办公系统编号或会议纪要号，以便查核。", field="proof")


def _of_this_sheet(clearance: Clearance, signed: SignedElsewhere) -> None:
    """A paper that we printed carries our number: another sheet's, or an older text's, is refused."""
    if wrong := paper_numbers.fault(clearance, signed.proof):
        raise Refused(wrong, field="proof")


def _of_the_office(by: Actor, at: datetime) -> Person:
    """Both who vouch for the paper are of the office: no drafting organ signs for its leader by itself."""
    if by.role != "editor":
        raise NotAllowed("签批件由办公室登记，并由办公室另一人确认。")
    return person_of(by, at)


def _not_the_drafter(clearance: Clearance, person: Person) -> None:
    if person.pk in queries.contributors(clearance.subject):
        raise NotAllowed("起草和修改过本稿的人不能登记或确认签批件，请由其他同事办理。")


def _decided(clearance: Clearance) -> None:
    """What the 保密行政管理部门 has not answered yet, no paper can answer in its place."""
    asked = clearance.steps.filter(round=clearance.round, state=StepState.SUSPENDED)
    if asked.exists():
        raise Refused("保密审查尚无结论，已报保密行政管理部门。请待答复登记后再登记签批件。")


def _sign_step(clearance: Clearance) -> Step:
    step = clearance.steps.filter(
        round=clearance.round, act=Act.SIGN, state__in=(StepState.OPEN, StepState.WAITING)
    ).first()
    if step is None:
        raise Overtaken("该稿件没有待签发的环节，请刷新后查看。")
    return step


def _signer(
    clearance: Clearance, step: Step, signed: SignedElsewhere, at: datetime
) -> tuple[Person | None, str, str]:
    """A meeting signs by its name; a person must have held the leader's post at the moment of signing."""
    if signed.mode == Mode.MEETING:
        if not signed.signer_name.strip():
            raise Refused("请填写会议名称，例如“局长办公会”。", field="signer_name")
        return None, signed.signer_name.strip(), signed.signer_post.strip() or "会议"
    if signed.signer is None:
        raise Refused("请选择签批的局领导。", field="signer")
    four_eyes(clearance, signed.signer)
    posts = Post.objects.filter(held_on(local_day(signed.signed_at)), person=signed.signer)
    post = next((p for p in posts if _leads(p, step)), None)
    if post is None:
        raise Refused("该领导在签批当日不分管本处室，请核对签批人和签批时间。", field="signer")
    return signed.signer, signed.signer.name, str(post)


def _leads(post: Post, step: Step) -> bool:
    if post.role == "chief_leader":
        return True
    return post.role == "leader" == step.role and step.organ in ("", *post.in_charge_of)


def confirm(*, clearance: Clearance, by: Actor, at: datetime) -> Signature:
    """A second person compares with the paper and confirms: from now on the text is signed."""
    person = _of_the_office(by, at)
    clearance = locked(clearance)
    state = moved(clearance, Verb.CONFIRM)
    signature = clearance.signatures.select_for_update().get(standing=Signature.Standing.PENDING)
    _not_the_drafter(clearance, person)
    if signature.registered_by_id == person.pk:
        raise NotAllowed("登记和确认须由两人分别办理，请由其他同事确认。")
    if signature.signer_id is not None and signature.signer_id == person.pk:
        raise NotAllowed("签批人本人不参与登记确认；如有异议，请在待阅中提出。")
    signature.standing, signature.confirmed_by = Signature.Standing.STANDING, person
    signature.save(update_fields=["standing", "confirmed_by"])
    _fill_steps(clearance, signature, at)
    clearance.state = state
    close(clearance, at)
    return signature


def _fill_steps(clearance: Clearance, signature: Signature, at: datetime) -> None:
    """The signed sheet carries the earlier opinions too: steps not done here are marked as done on it."""
    undone = clearance.steps.filter(
        round=clearance.round, afterwards=False, state__in=(StepState.OPEN, StepState.WAITING)
    ).exclude(act=Act.NUMBER)
    for step in undone:
        signs = step.act == Act.SIGN
        step.opened_at = at if signs else step.opened_at  # the signer sees what he may object to
        step.state, step.done_at, step.digest = (
            StepState.DONE,
            signature.signed_at,
            signature.digest,
        )
        step.outcome = "sign" if signs else "on_sheet"
        step.by = signature.signer if signs else None
        step.by_name = signature.signer_name if signs else "见签批件"
        step.by_post = signature.signer_post if signs else signature.proof
        step.opinion = signature.opinion or ("同意" if signs else "")
        step.save()


def reject(*, clearance: Clearance, reason: str, by: Actor, at: datetime) -> Clearance:
    """The second person finds that sheet and entry differ: the entry falls, the sheet goes on as before."""
    person = _of_the_office(by, at)
    if not reason.strip():
        raise Refused("请写明与签批件不一致之处。", field="reason")
    clearance = locked(clearance)
    if clearance.state != State.REGISTERED:
        raise Overtaken("该登记已处理，请刷新后查看。")
    _not_the_drafter(clearance, person)
    signature = clearance.signatures.get(standing=Signature.Standing.PENDING)
    signature.standing, signature.void_reason = Signature.Standing.VOID, reason.strip()[:300]
    signature.save(update_fields=["standing", "void_reason"])
    clearance.state = moved(clearance, Verb.SEND_BACK)
    clearance.save(update_fields=["state"])
    return clearance


def void(*, clearance: Clearance, reason: str, verb: Verb, by: Actor, at: datetime) -> Signature:
    """The signature falls: the signer objects to an entry in his name, or the text must change after all."""
    person = person_of(by, at)
    if not reason.strip():
        raise Refused("请写明原因。", field="reason")
    clearance = locked(clearance)
    state = moved(clearance, verb)
    signature = clearance.signatures.select_for_update().get(standing=Signature.Standing.STANDING)
    if verb is Verb.OBJECT and signature.signer_id != person.pk:
        raise NotAllowed("只有签批人本人可以提出异议。")
    if verb is Verb.OBJECT and signature.mode == Mode.IN_PERSON:
        raise Refused("此件由您本人在系统中签发，不是他人登记。如需收回，请与拟稿处室联系。")
    signature.standing, signature.void_reason = Signature.Standing.VOID, reason.strip()[:300]
    signature.save(update_fields=["standing", "void_reason"])
    clearance.steps.filter(round=clearance.round, state=StepState.OPEN).update(
        state=StepState.CANCELLED
    )
    clearance.state, clearance.ended_at = state, at
    clearance.save(update_fields=["state", "ended_at"])
    return signature


def require_drafting_side(
    clearance: Clearance, by: Actor, at: datetime, *, head: bool = False
) -> Person:
    """The acting person, if they belong to the drafting organ (as its head, where that is asked)."""
    person = person_of(by, at)
    if by.organ != clearance.drafting_organ or (head and by.role != "head"):
        who = "拟稿处室负责人" if head else "拟稿处室"
        raise NotAllowed(f"此项由{who}办理。")
    if clearance.state != State.SIGNED:
        raise Overtaken("该稿件尚未签发或签发已失效，请刷新后查看。")
    return person
