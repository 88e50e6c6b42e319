"""What the desk does not offer it does not do either: every verb of the door × every role, sent straight to its address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from gongkai.clearance.checking import looked_at
from gongkai.clearance.models import Clearance, Confirmation
from gongkai.desk.sheets.doing import DOING
from gongkai.desk.tasks import recording
from gongkai.matters.documents.queries import public_document
from tests.casting import Bureau
from tests.security.matrix import ROLES
from tests.security.routes import again, browser
from tests.security.rows import changed, rows
from tests.security.sheets import (
    amended,
    at_the_head,
    at_the_leader,
    at_the_reviewer,
    corrected,
    entered,
    in_haste,
    numbered,
    on_paper,
    public,
    unnumbered,
)

OWN = {"drafter", "colleague", "head"}  # of the drafting organ
OFFICE_LEADERS = {"editor", "leader", "chief"}  # who see every sheet of the organ beside them


def with_a_finding(bureau: Bureau) -> Clearance:
    """Signed, and since then a rule came that nobody answered for."""
    sheet = bureau.signed(body="<p>现将有关工作按排通知如下。</p>")
    Confirmation.objects.all().delete()
    return sheet


# verb: where the sheet lies, who may do it. Everybody else who sees it: 409; who does not see it: 404.
VERBS: dict[str, tuple[Callable[[Bureau], Clearance], set[str]]] = {
    "agree": (at_the_head, {"head"}),
    "send_back": (at_the_leader, {"leader", "chief"}),
    "review_secrecy": (at_the_reviewer, {"secrecy"}),
    "countersign": (in_haste, {"head", "editor", "secrecy"}),
    "sign": (at_the_leader, {"leader", "chief"}),
    "sign_after_amendment": (at_the_leader, {"leader", "chief"}),
    "confirm_amendment": (amended, {"head"}),
    "register_signature": (at_the_leader, {"editor"}),
    "confirm_signature": (entered, {"editor"}),
    "reject_signature": (entered, {"editor"}),
    "object_to_signature": (on_paper, {"leader"}),
    "void_signature": (numbered, {"head"}),
    "hand_over": (on_paper, OWN),
    "number": (unnumbered, {"editor"}),
    "confirm_correction": (corrected, {"head"}),
    "refuse_correction": (corrected, {"head"}),
    "recall": (at_the_head, {"drafter", "head"}),
    "abandon": (at_the_head, {"drafter", "head"}),
    "publish": (numbered, {"editor"}),
    "confirm_findings": (with_a_finding, {"editor"}),
    "place": (public, {"editor"}),
    "withdraw": (public, {"editor"}),
}
FORM = {
    "opinion": "意见", "outcome": "public", "document_number": "市体发〔2026〕77号", "document_date": "2026-03-02",
    "mode": "registered", "signed_at": "2026-03-02T09:00", "proof": "发文稿纸 1", "reason": "内容有误",
    "channel": "wechat", "address": "https://mp.example.cn/s/1", "moment": "2026-03-02T09:30",
}  # fmt: skip


def seers(sheet: Clearance) -> set[str]:
    """Who sees it, by hand: the organ, the office, the leaders over it, and whose post it has reached."""
    reached = (
        {"secrecy"} if sheet.steps.filter(act="secrecy").exclude(opened_at=None).exists() else set()
    )
    any_leader = {"other_leader"} if sheet.urgent else set()
    return OWN | OFFICE_LEADERS | reached | any_leader


def test_every_verb_has_its_row():
    assert set(VERBS) == set(DOING)
    assert set(recording.DOING) == {"record", "suspend", "resume"}


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_only_whose_business_it_is_can_do_it_however_it_is_asked(bureau, verb):
    with time_machine.travel(bureau.now, tick=False):
        laid, able = VERBS[verb]
        sheet = bureau.fresh(laid(bureau))
        seen = sheet.revision.digest
        if verb == "confirm_amendment":
            seen = public_document(sheet.subject_id).digest
        found = looked_at(sheet.subject, sheet.revision.value, bureau.now.date())
        keys = [one.finding.key for one in found]
        form = {**FORM, "confirmed": keys, "seen": seen, "signer": bureau.people["leader"].pk}
        for role in ROLES:
            client = again(browser(bureau, role))
            with transaction.atomic():
                before = rows()
                status = client.post(reverse("desk:act", args=[sheet.uuid, verb]), form).status_code
                wrote = bool(changed(before))
                transaction.set_rollback(True)
            expected = (
                302 if role in able or role == "anonymous" else 409 if role in seers(sheet) else 404
            )
            assert (status, wrote) == (expected, role in able), f"{verb} as {role}"


def test_an_unknown_verb_is_no_address(bureau):
    sheet = at_the_head(bureau)
    client = browser(bureau, "head")
    assert (
        client.post(reverse("desk:act", args=[sheet.uuid, "approve_everything"])).status_code == 404
    )
