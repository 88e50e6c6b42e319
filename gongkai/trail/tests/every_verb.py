"""A scene for each act that the tests of the trail watch: what stands before, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from inspect import getmembers, isfunction, signature
from typing import Any

from gongkai.clearance.states import SecrecyOutcome
from gongkai.clearance.tests import acts
from gongkai.files import actions as files
from gongkai.kinds.verbs import (
    carrying,
    finishing,
    publishing,
    reviewing,
    signing,
    submitting,
    validity,
)
from gongkai.matters.documents.actions import (
    archiving,
    cleaning,
    confirming,
    handing_over,
    opening,
    settling,
)
from gongkai.publishing.sights import Sight
from gongkai.trail.actors import system
from gongkai.trail.tests import scenes_of_guides, standing, standing_rounds
from tests.casting import Bureau

Scene = tuple[Callable[[Bureau], Any], Callable[[Bureau, Any], object]]
MODULES = (submitting, reviewing, signing, finishing, publishing, carrying, validity)


def verbs_of_the_door() -> set[str]:
    """The name of every function in `kinds.verbs` that somebody can act by."""
    return {
        name
        for module in MODULES
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and {"by", "at"} <= set(signature(function).parameters)
    }


def signs_amended(b: Bureau, sheet: Any) -> object:
    text = replace(b.fresh(sheet).revision.value, title="改后签发的标题")
    return b.sign(sheet, amended=text)


def countersigns(b: Bureau, sheet: Any) -> object:
    return reviewing.countersign(
        clearance=sheet, seen=sheet.revision.digest, opinion="", by=b.at("head"), at=b.now
    )


def on(
    sheet_of: Callable[[Bureau], Any], verb: Callable[..., object], who: str, **more: Any
) -> Scene:
    """The verb on a sheet, by one of the cast."""
    return sheet_of, lambda b, sheet: verb(clearance=sheet, by=b.at(who), at=b.now, **more)


def rounds(verb: Callable[..., object], on: str, who: str = "drafter", **more: Any) -> Any:
    """The act on a 清理 or a 归档文件目录, by one of the cast."""
    return lambda b, held: verb(**{on: held}, by=b.at(who), at=b.now, **more)


# verb, or verb and how -> what stands before, and the act
DOOR: dict[str, Scene] = {
    "submit": (lambda b: b.draft(), lambda b, d: b.submit(d)),
    "recall": on(standing.submitted, submitting.recall, "drafter"),
    "abandon": on(standing.submitted, submitting.abandon, "drafter", reason="不再需要"),
    "agree": (standing.submitted, lambda b, s: b.agree(s, "head")),
    "send_back": on(standing.submitted, reviewing.send_back, "head", reason="请核对后重报"),
    "review_secrecy": (standing.at_secrecy, lambda b, s: b.review_secrecy(s)),
    "review_secrecy: not to be public": (
        standing.at_secrecy, lambda b, s: b.review_secrecy(s, SecrecyOutcome.WITHHOLD),
    ),
    "countersign": (standing.urgent_signed, countersigns),
    "sign": (standing.to_the_leader, lambda b, s: b.sign(s)),
    "sign: amended": (standing.to_the_leader, signs_amended),
    "sign: emergency": (standing.urgent, lambda b, s: b.sign(s, "chief")),
    "sign_after_amendment": (standing.to_the_leader, acts.ask_to_amend),
    "confirm_amendment": (standing.amended, lambda b, made: acts.confirm_amendment(b, *made)),
    "register_signature": (standing.to_the_leader, acts.register),
    "confirm_signature": (standing.registered, acts.confirm),
    "reject_signature": on(standing.registered, signing.reject_signature, "editor2", reason="时间不符"),
    "object_to_signature": on(standing.confirmed, signing.object_to_signature, "leader", reason="未签过"),
    "void_signature": (standing.unnumbered, acts.void),
    "hand_over": on(standing.confirmed, signing.hand_over, "drafter"),
    "number": (standing.unnumbered, lambda b, s: b.number(s)),
    "correct": (lambda b: b.signed(), standing.correct),
    "settle_correction": (standing.corrected, acts.settle),
    "settle_correction: refused": (
        standing.corrected, lambda b, c: acts.settle(b, c, accept=False),
    ),
    "publish": (lambda b: b.signed(), lambda b, s: b.publish(s)),
    "publish_together": (
        lambda b: [b.signed()],
        lambda b, both: publishing.publish_together(clearances=[(s, b.shown(s)) for s in both], by=b.at("editor"), at=b.now),
    ),
    "withdraw": (lambda b: b.published(), lambda b, p: b.withdraw(p)),
    "withdraw: hidden": (lambda b: b.published(), lambda b, p: b.withdraw(p, hide=True)),
    "set_validity": (
        lambda b: b.published(),
        lambda b, p: validity.set_validity(
            publication=p, state="abolished", since=b.now.date(), basis="市体发〔2026〕9号",
            by=b.at("editor"), at=b.now,
        ),
    ),
    "note_visible": (lambda b: b.publish(b.signed()), lambda b, p: b.seen_outside(p)),
    "note_all_visible": (lambda b: b.publish(b.signed()), lambda b, p: publishing.note_all_visible(sights=[Sight(p, 1, "sha256:0", b.now)], by=system("外网探测"), at=b.now)),
    "carry_over": (standing.confirmed_item, standing.carry_over),
    "note_gone": (
        lambda b: b.withdraw(b.published()),
        lambda b, p: publishing.note_gone(publication=p, by=system("外网探测"), at=b.now),
    ),
}  # fmt: skip
# what is done at the desk beside the door
BESIDE: dict[str, Scene] = {
    "draft": (lambda b: None, lambda b, _: b.draft()),
    "edit": (lambda b: b.draft(), lambda b, d: acts.edit(b, d, title="改过的标题")),
    "edit while it is amended": (
        standing.amending, lambda b, s: acts.edit(b, standing.draft_of(s), title="改过的标题"),
    ),
    "attach": (lambda b: b.draft(), standing.attach),
    "chase": (standing.two_organs_busy, lambda b, told: standing.chase_by_phone(b, told)),
    "chase: on paper": (
        standing.two_organs_busy, lambda b, told: standing.chase_by_phone(b, told, "slip"),
    ),
    "answer": (standing.chased, standing.answer),
    "remove": (standing.attached, lambda b, use: files.remove(use=use, by=b.at("drafter"), at=b.now)),
}  # fmt: skip
# 清理 and 归档 of an organ
ROUNDS: dict[str, Scene] = {
    "open_cleanup": (lambda b: b.published(), lambda b, _: opening.open_cleanup(by=b.at("drafter"), at=b.now)),
    "confirm_none": (lambda b: None, lambda b, _: opening.confirm_none(by=b.at("head"), at=b.now)),
    "conclude": (standing_rounds.cleanup, standing_rounds.conclude),
    "keep_rest": (standing_rounds.cleanup_seen, rounds(cleaning.keep_rest, "cleanup")),
    "hand_in": (standing_rounds.cleanup_filled, rounds(cleaning.hand_in, "cleanup")),
    "send_back": (standing_rounds.cleanup_before_head, rounds(confirming.send_back, "cleanup", "head", reason="请核对")),
    "confirm": (standing_rounds.cleanup_before_head, rounds(confirming.confirm, "cleanup", "head")),
    "carry_out": (standing_rounds.cleanup_confirmed, lambda b, c: confirming.carry_out(item=c.items.get(), by=b.at("editor"), at=b.now)),
    "close": (standing_rounds.cleanup_confirmed, lambda b, c: settling.close(item=c.items.get(), reason="页面已撤下", by=b.at("editor"), at=b.now)),
    "put_right": (standing_rounds.cleanup_ended, lambda b, c: settling.put_right(item=c.items.get(), reason="误填", by=b.at("editor"), at=b.now)),
    "announce": (standing_rounds.cleanup_confirmed, rounds(confirming.announce, "cleanup")),
    "open_archive": (lambda b: b.signed(), lambda b, _: standing_rounds.archive_of(b)),
    "refresh": (standing_rounds.archive_behind, rounds(archiving.refresh, "archive")),
    "complete": (standing_rounds.archive, standing_rounds.complete),
    "count_pages": (standing_rounds.archive_with_a_pdf, standing_rounds.count_pages),
    "hand_over": (standing_rounds.archive_of_an_ended_year, rounds(handing_over.hand_over, "archive", "head")),
    "send_back: archive": (standing_rounds.archive_handed_over, rounds(handing_over.send_back, "archive", "editor", reason="缺页")),
    "receive": (standing_rounds.archive_handed_over, rounds(handing_over.receive, "archive", "editor")),
}  # fmt: skip
ALL = DOOR | BESIDE | ROUNDS | scenes_of_guides.SCENES


def ready(name: str, b: Bureau) -> Callable[[], object]:
    """The act of a scene, with everything before it done."""
    before, act = ALL[name]
    made = before(b)
    return lambda: act(b, made)
