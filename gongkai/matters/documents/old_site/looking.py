"""What 表述检查 and the look for marks of secrecy say of a row, its attachments included."""

from __future__ import annotations

from gongkai.clearance import secrecy
from gongkai.clearance.checking import unread
from gongkai.clearance.document import PublicDocument
from gongkai.clock.calendars import local_day
from gongkai.matters.documents.old_site.reading import Reading
from gongkai.matters.documents.old_site.shape import (
    ATTACHMENTS,
    BODY,
    NUMBER,
    TITLE,
    Found,
)
from gongkai.wording.checking import Text, personal_data

UNREAD = "attachment.unread"  # the rule by which somebody answers for an attachment without words


def looked_at(reading: Reading, document: PublicDocument) -> tuple[Found, ...]:
    """Marks of secrecy refuse the row; personal data are for a person to decide."""
    given, number = reading.given, reading.row.number
    for column, text in (
        (TITLE, document.title),
        (BODY, document.body),
        (NUMBER, reading.row[NUMBER]),
        *((ATTACHMENTS, text) for _, text in reading.words),
    ):
        mark = secrecy.mark_in(text)
        if mark:
            reading.wrong(
                column, f"有{mark}。本系统为非涉密系统，不得导入；请停止处理并按保密规定另行办理。"
            )
    whole = Text(document.title, document.body, tuple(reading.words))
    findings = {
        one.key: (one.rule, f"{one.where}“{one.found}”：{one.message}")
        for one in personal_data(whole, given.rules, local_day(given.now))
    }
    for name in reading.unread:
        findings[unread(name).key] = (UNREAD, f"附件“{name}”没有读到文字，未能检查。")
    found = []
    for key, (rule, said) in findings.items():
        by = given.mappings.accepted_by(number, rule)
        found.append(Found(rule, said, by, key))
        if not by:
            column = ATTACHMENTS if rule == UNREAD else BODY
            mend = "请打开核对；可以公开" if rule == UNREAD else "请删去或掩码；确需保留"
            reading.wrong(
                column, f"{said}{mend}的，在 accepted.csv 写明“{number},{rule},答复人用户名”。"
            )
    return tuple(found)
