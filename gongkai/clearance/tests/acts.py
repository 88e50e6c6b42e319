"""What the tests of clearance do beside the cast's own verbs: each as one of the cast, at the bureau's moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from gongkai.accounts.actions import appoint
from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import actor_at
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Correction, Signature
from gongkai.clearance.states import Mode
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import finishing, reviewing, signing
from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.actions import Draft
from gongkai.matters.documents.models import Document
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Actor, system

FIELDS = (
    "document_kind", "title", "body", "category", "attribute", "ground", "review_on", "addressees",
)  # fmt: skip


def edit(bureau: Any, document: Document, who: str = "drafter", **changes: Any) -> Document:
    """Save the draft with these changes, as a colleague with the page open would."""
    document = Document.objects.get(pk=document.pk)
    held = {name: getattr(document, name) for name in FIELDS}
    return documents.save(
        document=document, draft=Draft(**{**held, **changes}), edition=document.edition,
        by=bureau.at(who), at=bureau.now,
    )  # fmt: skip


def agree_as(bureau: Any, sheet: Clearance, by: Actor) -> Clearance:
    """同意 by somebody at a post of one's choosing."""
    sheet = bureau.fresh(sheet)
    return reviewing.agree(
        clearance=sheet, seen=sheet.revision.digest, opinion="同意", by=by, at=bureau.now
    )


def send_back(bureau: Any, sheet: Clearance, who: str, reason: str = "请核对后重报") -> Clearance:
    return reviewing.send_back(
        clearance=bureau.fresh(sheet), reason=reason, by=bureau.at(who), at=bureau.now
    )


def ask_to_amend(bureau: Any, sheet: Clearance, note: str = "请补充联系方式") -> Clearance:
    """修改后发, by the leader."""
    sheet = bureau.fresh(sheet)
    return signing.sign_after_amendment(
        clearance=sheet,
        seen=sheet.revision.digest,
        note=note,
        by=bureau.at("leader"),
        at=bureau.now,
    )


def confirm_amendment(bureau: Any, sheet: Clearance, seen: str, who: str = "head") -> Clearance:
    return signing.confirm_amendment(
        clearance=bureau.fresh(sheet), seen=seen, by=bureau.at(who), at=bureau.now
    )


def register(bureau: Any, sheet: Clearance, who: str = "editor", **changes: Any) -> Signature:
    """已签批件登记: what stands on the paper, entered by one of the office."""
    sheet = bureau.fresh(sheet)
    given = {
        "mode": Mode.REGISTERED, "signed_at": bureau.now, "proof": "发文稿纸 2026-031",
        "signer": bureau.people["leader"], **changes,
    }  # fmt: skip
    return signing.register_signature(
        clearance=sheet, seen=sheet.revision.digest, signed=signing.SignedElsewhere(**given),
        by=bureau.at(who), at=bureau.now,
    )  # fmt: skip


def confirm(bureau: Any, sheet: Clearance, who: str = "editor2") -> Signature:
    return signing.confirm_signature(
        clearance=bureau.fresh(sheet), by=bureau.at(who), at=bureau.now
    )


def void(bureau: Any, sheet: Clearance, who: str = "head") -> Signature:
    return signing.void_signature(
        clearance=bureau.fresh(sheet), reason="须作实质修改", by=bureau.at(who), at=bureau.now
    )


def signed_text(sheet: Clearance) -> PublicDocument:
    """The text that is bound now."""
    return sheet.signatures.get(standing="standing").revision.value


def correct(bureau: Any, sheet: Clearance, who: str = "editor", **changes: Any) -> Correction:
    """复核更正: the signed text with these changes."""
    sheet = bureau.fresh(sheet)
    return finishing.correct(
        clearance=sheet, document=replace(signed_text(sheet), **changes), by=bureau.at(who),
        at=bureau.now,
    )  # fmt: skip


def settle(
    bureau: Any, correction: Correction, who: str = "head", accept: bool = True
) -> Correction:
    return finishing.settle_correction(
        clearance=correction.signature.clearance, correction=correction, accept=accept,
        by=bureau.at(who), at=bureau.now,
    )  # fmt: skip


def hire(bureau: Any, username: str, organ: str, role: str, **more: Any) -> Person:
    """One more in the cast: `bureau.at(username)` finds them at this post."""
    person = bureau.people.get(username)
    if person is None:
        person = Person.objects.create(username=username, name=f"新人{username}", password="!")
        bureau.people[username] = person
    give_post(bureau, person, organ, role, **more)
    return person


def give_post(bureau: Any, person: Person, organ: str, role: str, **more: Any) -> Post:
    """A further post for somebody who has one already."""
    name = the_bureaus_plan(local_day(bureau.now)).plan.organ(organ).name
    return appoint(
        person=person, organ=organ, organ_name=name, role=role, title="兼任",
        valid_from=date(2020, 1, 1), by=system("测试"), at=bureau.now, **more,
    )  # fmt: skip


def at_post(person: Person, post: Post) -> Actor:
    return actor_at(person, post, uuid4())
