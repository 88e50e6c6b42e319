"""What stands before an act: a sheet at each place of its way."""

from __future__ import annotations

from uuid import uuid4

from gongkai.clearance.models import Clearance, Correction
from gongkai.clearance.tests import acts
from gongkai.files import actions as files
from gongkai.files.models import Use
from gongkai.matters.documents.actions import agreeing
from gongkai.matters.documents.actions import carrying as old_site
from gongkai.matters.documents.models import Document, Item
from gongkai.matters.documents.queries import public_document
from gongkai.obligations import actions as ledger
from gongkai.obligations.actions import Telling
from gongkai.obligations.models import Chase, ChaseAnswer, Obligation
from gongkai.supervision.chasing.tellings import tellings_for
from tests.casting import Bureau
from tests.old_site import waiting_batch

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def submitted(b: Bureau) -> Clearance:
    return b.submit(b.draft())


def at_secrecy(b: Bureau) -> Clearance:
    return b.agree(b.agree(submitted(b), "head"), "editor")


def to_the_leader(b: Bureau) -> Clearance:
    return b.to_the_leader(b.draft())


def urgent(b: Bureau) -> Clearance:
    """On the emergency chain, before the leader."""
    sheet = b.submit(b.draft(), urgent=True, urgent_reason="暴雨预警")
    return b.agree(sheet, "publicity_head")


def urgent_signed(b: Bureau) -> Clearance:
    sheet = urgent(b)
    b.sign(sheet, "chief")
    return b.fresh(sheet)


def amending(b: Bureau) -> Clearance:
    sheet = to_the_leader(b)
    acts.ask_to_amend(b, sheet)
    return b.fresh(sheet)


def amended(b: Bureau) -> tuple[Clearance, str]:
    """The drafter has amended; with the digest that the head sees."""
    sheet = amending(b)
    acts.edit(b, draft_of(sheet), body="<p>各区县体育部门：联系电话另行通知。</p>")
    return sheet, public_document(sheet.subject_id).digest


def registered(b: Bureau) -> Clearance:
    sheet = to_the_leader(b)
    acts.register(b, sheet)
    return b.fresh(sheet)


def confirmed(b: Bureau) -> Clearance:
    sheet = registered(b)
    acts.confirm(b, sheet)
    return b.fresh(sheet)


def unnumbered(b: Bureau) -> Clearance:
    sheet = to_the_leader(b)
    b.sign(sheet)
    return b.fresh(sheet)


def corrected(b: Bureau) -> Correction:
    return correct(b, b.signed())


def correct(b: Bureau, sheet: Clearance, who: str = "editor") -> Correction:
    return acts.correct(b, sheet, who, body=acts.signed_text(sheet).body.replace("。", "！"))


def attached(b: Bureau) -> Use:
    return attach(b, b.draft())


def attach(b: Bureau, document: Document) -> Use:
    return files.attach(
        subject=document.subject, name="附件.pdf", content=PDF, by=b.at("drafter"), at=b.now
    )


def draft_of(sheet: Clearance) -> Document:
    return Document.objects.get(pk=sheet.subject_id)


def two_organs_busy(b: Bureau) -> list[Telling]:
    """A document in the chain at two sections: what would be said to them."""
    b.submit(b.draft())
    b.submit(b.draft("other_drafter"), "other_drafter")
    held = Obligation.objects.filter(ending="", holder__in=("mass_sports", "competitive_sports"))
    return tellings_for(list(held.order_by("pk")), b.now)


def chase_by_phone(b: Bureau, tellings: list[Telling], way: str = "phone") -> list[Chase]:
    return ledger.chase(
        tellings=tellings, way=way, once=uuid4(), spoken_to="处长", answered="明天报送",
        by=b.at("editor"), at=b.now,
    )  # fmt: skip


def chased(b: Bureau) -> Chase:
    return chase_by_phone(b, two_organs_busy(b))[0]


def answer(b: Bureau, chase: Chase) -> ChaseAnswer:
    return ledger.answer(chase=chase, text="周四前办结", by=b.at("head"), at=b.now)


def confirmed_item(b: Bureau) -> Item:
    """An item of the old site in a batch that the second person confirmed."""
    batch = waiting_batch(b)
    agreeing.confirm_batch(batch=batch, seen=batch.digest, by=b.at("editor"), at=b.now)
    return batch.items.get()


def carry_over(b: Bureau, item: Item) -> object:
    return old_site.publish_item(item=item, by=b.at("editor"), at=b.now)
