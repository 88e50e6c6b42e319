"""Things that people may try at a sheet, sensible or not: the alphabet of the random walks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gongkai.clearance.models import Correction
from gongkai.clearance.queries import text_of
from gongkai.clearance.states import Mode, SecrecyOutcome, Verb
from gongkai.clearance.tests.acts import edit
from gongkai.clearance.tests.worlds import World
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import finishing, publishing, reviewing, signing, submitting
from gongkai.publishing.models import Publication
from gongkai.trail.refusals import Overtaken

Try = Callable[[World], Verb | None]


def _submit(w: World) -> Verb:
    urgent = w.chance.random() < 0.2
    submitting.submit(
        subject=w.document.subject, by=w.by("drafter", "colleague", "editor"), at=w.bureau.now,
        urgent=urgent, urgent_reason="突发" if urgent else "",
    )  # fmt: skip
    return Verb.SUBMIT


def _secrecy(w: World) -> Verb | None:
    outcome = w.chance.choice((SecrecyOutcome.PUBLIC, SecrecyOutcome.PUBLIC, *SecrecyOutcome))
    reviewing.review_secrecy(seen=w.seen(), outcome=outcome, opinion="理由", **w.given("secrecy"))
    going = {SecrecyOutcome.PUBLIC: Verb.AGREE, SecrecyOutcome.UNCERTAIN: None}
    return going.get(outcome, Verb.SEND_BACK)


def _sign(w: World) -> Verb:
    text = text_of(w.sheet()).value
    amended = replace(text, body="<p>领导改过。</p>") if w.chance.random() < 0.3 else None
    signing.sign(seen=w.seen(), amended=amended, **w.given("leader", "chief"))
    return Verb.SIGN


def _register(w: World) -> Verb:
    signed = signing.SignedElsewhere(
        mode=Mode.REGISTERED, signed_at=w.bureau.now, proof="发文稿纸 1",
        signer=w.bureau.people[w.chance.choice(("leader", "chief", "head"))],
    )  # fmt: skip
    signing.register_signature(seen=w.seen(), signed=signed, **w.given("editor", "editor2"))
    return Verb.REGISTER


def _edit(w: World) -> None:
    who = w.by("drafter", "colleague", "head").person
    name = next(n for n, p in w.bureau.people.items() if p.uuid == who)
    edit(w.bureau, w.document, name, body=f"<p>改动{w.chance.random()}</p>")


def _correct(w: World) -> None:
    text = text_of(w.sheet()).value
    finishing.correct(document=replace(text, body=text.body + "<p>；</p>"), **w.given("editor"))


def _settle(w: World) -> None:
    waiting = Correction.objects.filter(signature__clearance=w.sheet()).last()
    if waiting is None:
        raise Overtaken("没有待确认的更正。")
    finishing.settle_correction(
        correction=waiting, accept=w.chance.random() < 0.7, **w.given("head")
    )


def _number(w: World) -> None:
    number = f"市体发〔2026〕{w.chance.randint(1, 99)}号"
    finishing.number(
        document_number=number,
        document_date=local_day(w.bureau.now),
        **w.given("editor", "editor2"),
    )


def _publish(w: World) -> None:
    publishing.publish(seen=w.bureau.shown(w.sheet()), **w.given("editor"))


def _withdraw(w: World) -> None:
    live = Publication.objects.filter(subject_id=w.document.pk).last()
    if live is None:
        raise Overtaken("尚未发布。")
    by, hide = w.by("editor"), w.chance.random() < 0.5
    publishing.withdraw(publication=live, reason="有误", hide=hide, by=by, at=w.bureau.now)


def _does(act: Callable[..., Any], verb: Verb | None, *usual: str, **more: Any) -> Try:
    """A verb that takes only what is always given; `seen=True`: and the digest on the screen."""

    def do(w: World) -> Verb | None:
        given = {**more, "seen": w.seen()} if more.get("seen") else more
        act(**given, **w.given(*usual))
        return verb

    return do


TRIES: dict[str, Try] = {
    "submit": _submit,
    "agree": _does(
        reviewing.agree, Verb.AGREE, "head", "editor", "publicity_head", seen=True, opinion=""
    ),
    "secrecy": _secrecy,
    "send_back": _does(
        reviewing.send_back, Verb.SEND_BACK, "head", "editor", "leader", reason="请改"
    ),
    "recall": _does(submitting.recall, Verb.RECALL, "drafter", "head"),
    "abandon": _does(submitting.abandon, Verb.ABANDON, "drafter", "head", reason="不办了"),
    "sign": _sign,
    "ask": _does(
        signing.sign_after_amendment, Verb.SIGN_AFTER_AMENDMENT, "leader", seen=True, note="请改"
    ),
    "edit": _edit,
    "confirm_amendment": _does(signing.confirm_amendment, None, "head", "deputy", seen=True),
    "register": _register,
    "confirm": _does(signing.confirm_signature, Verb.CONFIRM, "editor", "editor2"),
    "reject": _does(signing.reject_signature, Verb.SEND_BACK, "editor", "editor2", reason="不符"),
    "object": _does(signing.object_to_signature, Verb.OBJECT, "leader", reason="未签过"),
    "void": _does(signing.void_signature, Verb.VOID, "head", reason="须改"),
    "hand_over": _does(signing.hand_over, None, "drafter"),
    "countersign": _does(
        reviewing.countersign, None, "head", "deputy", "secrecy", "editor", seen=True, opinion=""
    ),
    "number": _number,
    "correct": _correct,
    "settle": _settle,
    "publish": _publish,
    "withdraw": _withdraw,
}
