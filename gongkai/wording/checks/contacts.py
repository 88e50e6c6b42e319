"""Ways to reach a person: mobile and private telephones, e-mail, accounts of messengers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.wording import masking
from gongkai.wording.checks import nearby
from gongkai.wording.checks.bank_cards import published_numbers
from gongkai.wording.findings import Severity
from gongkai.wording.remarks import Given, Remark
from gongkai.wording.sheets import Sheet

_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9A-Za-z]|\.[0-9])"
)
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z.-])(?:\(0[0-9]{2,3}\)[ -]?|0[0-9]{2,3}[ -]?)[2-9][0-9]{6,7}(?![0-9A-Za-z])"
)
_HOME_PHONE = re.compile(r"(?<![0-9A-Za-z.-])[2-9][0-9]{6,7}(?![0-9A-Za-z])")
_EMAIL = re.compile(
    r"(?<![0-9A-Za-z._%+-])[0-9A-Za-z._%+-]{1,40}@(?:[0-9A-Za-z-]{1,30}\.){1,4}[A-Za-z]{2,10}"
)
_MESSENGER = re.compile(r"(?:QQ|qq|微信|WeChat)(?:号码?|账号)?[ :]{1,2}([0-9A-Za-z_-]{5,20})")


def mobiles(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A mobile asks; with a name that it belongs to it must go. The bureau's own are silent."""
    published = published_numbers(given)
    for found in _MOBILE.finditer(text):
        digits = re.sub("[^0-9]", "", found[0])[-11:]
        if digits in published or nearby.is_record_number(text, sheet, found.start()):
            continue
        sure = nearby.belongs_to_somebody(text, sheet, found.start(), given.rules)
        masked = _masked_mobile(found[0])
        message = "姓名与手机号码同时出现，属于个人信息。" if sure else "文中有手机号码。"
        mend = f"请删去或改为“{masked}”" + (
            "。" if sure else "；如确需对外公布，请确认已经本人同意。"
        )
        severity: Severity = "must" if sure else "ask"
        yield Remark("personal.mobile_phone", severity, *found.span(), message, mend, masked)


def _masked_mobile(words: str) -> str:
    prefix = re.match(r"\+?86[ -]?(?=1[3-9])", words)
    cut = prefix.end() if prefix and len(re.sub("[^0-9]", "", words)) > 11 else 0
    return words[:cut] + masking.number(words[cut:])


def landlines(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Asks where no word says that it is an office's telephone, or where one says that it is a home's."""
    published, rules = published_numbers(given), given.rules.personal
    for pattern, width in ((_LANDLINE, 120), (_HOME_PHONE, 12)):
        for found in pattern.finditer(text):
            words = nearby.before(text, sheet, found.start(), width).rstrip(" (")
            words += f":{nearby.column(sheet, found.start())}:"
            home = any(word in words for word in rules.home_words)
            office = any(masking.folded(word) in words for word in rules.office_words)
            known = any(re.sub("[^0-9]", "", found[0]).endswith(n) for n in published)
            if not known and (home or (pattern is _LANDLINE and not office)):
                yield _landline(found)


def _landline(found: re.Match[str]) -> Remark:
    masked = masking.number(found[0])
    message = "文中有固定电话，看不出是办公电话。"
    mend = f"如为办公电话请写明“联系电话”；如为住宅电话请删去或改为“{masked}”。"
    return Remark("personal.landline", "ask", *found.span(), message, mend, masked)


def emails(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """Asks, except for addresses and hosts that the bureau has published."""
    known = given.rules.personal.published
    for found in _EMAIL.finditer(text):
        address = found[0].lower()
        host = address.partition("@")[2]
        if address in known.emails or any(
            host == d or host.endswith(f".{d}") for d in known.email_domains
        ):
            continue
        masked = masking.address(found[0])
        mend = "如为个人邮箱请删去；如为对外公布的工作邮箱，请确认。"
        yield Remark("personal.email", "ask", *found.span(), "文中有电子邮箱。", mend, masked)


def messengers(text: str, sheet: Sheet, given: Given) -> Iterator[Remark]:
    """微信号, QQ: the number of a group (群) is none of a person."""
    for found in _MESSENGER.finditer(text):
        masked = masking.words(found[1], first=2)
        mend = "如为个人账号请删去；如为对外公布的工作账号，请确认。"
        yield Remark(
            "personal.messenger", "ask", *found.span(1), "文中有微信或 QQ 账号。", mend, masked
        )
