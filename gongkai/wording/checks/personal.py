"""Personal data (政府信息公开条例第十五条, 个人信息保护法): run before all other checks, which then see only masked words."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.wording import masking
from gongkai.wording.checks import bank_cards, contacts, homes, identity
from gongkai.wording.remarks import Given, Remark
from gongkai.wording.sheets import Sheet

# In the order of certainty: where two see the same digits, the first is right.
KINDS = (
    identity.numbers,
    identity.old_numbers,
    bank_cards.cards,
    contacts.mobiles,
    contacts.landlines,
    contacts.emails,
    contacts.messengers,
    homes.passports,
    homes.plates,
    homes.addresses,
)


def personal(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """All personal data of a sheet, none twice. `found` is masked and as long as what it stands for."""
    text = masking.folded(sheet.text)
    taken: set[int] = set()
    for kind in KINDS:
        for remark in kind(text, sheet, given):
            places = range(remark.start, remark.end)
            if taken.isdisjoint(places):
                taken.update(places)
                yield remark
