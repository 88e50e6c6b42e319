"""A scene for each act that the tests of the trail watch: what stands before, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from inspect import getmembers, isfunction, signature

from gongkai.clearance.states import SecrecyOutcome
from gongkai.clearance.tests import acts
from gongkai.files import actions as files
from gongkai.kinds import verbs
from gongkai.kinds.verbs import finishing, publishing, reviewing, signing, submitting
from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.queries import public_document
from gongkai.trail.actors import system
from tests.casting import Bureau

Act = Callable[[], object]
MODULES = (submitting, reviewing, signing, finishing, publishing)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
URGENT = {"urgent": True, "urgent_reason": "暴雨预警"}


def verbs_of_the_door() -> set[str]:
    """The name of every function in `kinds.verbs` that somebody can act by."""
    return {
        name
        for module in MODULES
        for name, function in getmembers(module, isfunction)
        if function.__module__.startswith(verbs.__name__ + ".")
        and not function.__module__.endswith(".recording")
        and not name.startswith("_")
        and {"by", "at"} <= set(signature(function).parameters)
    }


def _registered(b: Bureau):
    sheet = b.to_the_leader(b.draft())
    acts.register(b, sheet)
    return b.fresh(sheet)


def _confirmed(b: Bureau):
    sheet = _registered(b)
    acts.confirm(b, sheet)
    return b.fresh(sheet)


def _amending(b: Bureau):
    sheet = b.to_the_leader(b.draft())
    acts.ask_to_amend(b, sheet)
    return b.fresh(sheet)


def _amended(b: Bureau):
    sheet = _amending(b)
    document = documents.Document.objects.get(pk=sheet.subject_id)
    acts.edit(b, document, body="<p>各区县体育部门：联系电话另行通知。</p>")
    return sheet, public_document(document.pk).digest


def _urgent(b: Bureau):
    return b.agree(b.submit(b.draft(), **URGENT), "publicity_head")


def _countersign(b: Bureau) -> Act:
    sheet = _urgent(b)
    b.sign(sheet, "chief")
    sheet = b.fresh(sheet)
    return lambda: reviewing.countersign(
        clearance=sheet, seen=sheet.revision.digest, opinion="", by=b.at("head"), at=b.now
    )


def _sign_amended(b: Bureau) -> Act:
    sheet = b.to_the_leader(b.draft())
    text = replace(b.fresh(sheet).revision.value, title="改后签发的标题")
    return lambda: b.sign(sheet, amended=text)


def _correct(b: Bureau) -> Act:
    sheet = b.signed()
    return lambda: acts.correct(b, sheet, body=acts.signed_text(sheet).body.replace("。", "！"))


def _settle(b: Bureau, accept: bool) -> Act:
    correction = _correct(b)()
    return lambda: acts.settle(b, correction, accept=accept)


def _gone(b: Bureau) -> Act:
    publication = b.withdraw(b.published())
    return lambda: publishing.note_gone(publication=publication, by=system("外网探测"), at=b.now)


def _attached(b: Bureau) -> Act:
    subject, by = b.draft().subject, b.at("drafter")
    return lambda: files.attach(subject=subject, name="附件.pdf", content=PDF, by=by, at=b.now)


def _removed(b: Bureau) -> Act:
    use = _attached(b)()
    return lambda: files.remove(use=use, by=b.at("drafter"), at=b.now)


def _with(
    make: Callable[[Bureau], object], act: Callable[[Bureau, object], object]
) -> Callable[[Bureau], Act]:
    def scene(b: Bureau) -> Act:
        made = make(b)
        return lambda: act(b, made)

    return scene


def to_the_leader(b: Bureau):
    return b.to_the_leader(b.draft())


def submitted(b: Bureau):
    return b.submit(b.draft())


def signed_unnumbered(b: Bureau):
    sheet = to_the_leader(b)
    b.sign(sheet)
    return sheet


# verb, or verb and how -> from the bureau to the act
SCENES: dict[str, Callable[[Bureau], Act]] = {
    "submit": _with(lambda b: b.draft(), lambda b, d: b.submit(d)),
    "recall": _with(
        submitted, lambda b, s: submitting.recall(clearance=s, by=b.at("drafter"), at=b.now)
    ),
    "abandon": _with(
        submitted,
        lambda b, s: submitting.abandon(
            clearance=s, reason="不再需要", by=b.at("drafter"), at=b.now
        ),
    ),
    "agree": _with(submitted, lambda b, s: b.agree(s, "head")),
    "send_back": _with(submitted, lambda b, s: acts.send_back(b, s, "head")),
    "review_secrecy": _with(
        lambda b: b.agree(b.agree(submitted(b), "head"), "editor"), lambda b, s: b.review_secrecy(s)
    ),
    "review_secrecy: not to be public": _with(
        lambda b: b.agree(b.agree(submitted(b), "head"), "editor"),
        lambda b, s: b.review_secrecy(s, SecrecyOutcome.WITHHOLD),
    ),
    "countersign": _countersign,
    "sign": _with(to_the_leader, lambda b, s: b.sign(s)),
    "sign: amended": _sign_amended,
    "sign: emergency": _with(_urgent, lambda b, s: b.sign(s, "chief")),
    "sign_after_amendment": _with(to_the_leader, lambda b, s: acts.ask_to_amend(b, s)),
    "confirm_amendment": _with(_amended, lambda b, made: acts.confirm_amendment(b, *made)),
    "register_signature": _with(to_the_leader, lambda b, s: acts.register(b, s)),
    "confirm_signature": _with(_registered, lambda b, s: acts.confirm(b, s)),
    "reject_signature": _with(
        _registered,
        lambda b, s: signing.reject_signature(
            clearance=s, reason="时间不符", by=b.at("editor2"), at=b.now
        ),
    ),
    "object_to_signature": _with(
        _confirmed,
        lambda b, s: signing.object_to_signature(
            clearance=s, reason="未签过", by=b.at("leader"), at=b.now
        ),
    ),
    "void_signature": _with(signed_unnumbered, lambda b, s: acts.void(b, s)),
    "hand_over": _with(
        _confirmed, lambda b, s: signing.hand_over(clearance=s, by=b.at("drafter"), at=b.now)
    ),
    "number": _with(signed_unnumbered, lambda b, s: b.number(s)),
    "correct": _correct,
    "settle_correction": lambda b: _settle(b, accept=True),
    "settle_correction: refused": lambda b: _settle(b, accept=False),
    "publish": _with(lambda b: b.signed(), lambda b, s: b.publish(s)),
    "withdraw": _with(lambda b: b.published(), lambda b, p: b.withdraw(p)),
    "withdraw: hidden": _with(lambda b: b.published(), lambda b, p: b.withdraw(p, hide=True)),
    "note_visible": _with(lambda b: b.publish(b.signed()), lambda b, p: b.seen_outside(p)),
    "note_gone": _gone,
}
# what is done at the desk beside the door
BESIDE: dict[str, Callable[[Bureau], Act]] = {
    "draft": lambda b: b.draft,
    "edit": _with(lambda b: b.draft(), lambda b, d: acts.edit(b, d, title="改过的标题")),
    "edit while it is amended": _with(
        _amending,
        lambda b, s: acts.edit(
            b, documents.Document.objects.get(pk=s.subject_id), title="改过的标题"
        ),
    ),
    "attach": _attached,
    "remove": _removed,
}
ALL = {**SCENES, **BESIDE}
