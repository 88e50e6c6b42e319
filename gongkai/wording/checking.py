"""The check of one text: offline, without side effects, the same answer for the same text, rules and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.wording import masking, reading
from gongkai.wording.checks import personal
from gongkai.wording.findings import Finding
from gongkai.wording.remarks import CHECKS, Answers, Given, Remark
from gongkai.wording.rules import Rules
from gongkai.wording.sheets import Sheet

LONGEST_FOUND = 60


@dataclass(frozen=True)
class Text:
    """A text as it stands: title, HTML of the body, attachments as (file name, plain text)."""

    title: str
    html: str
    attachments: tuple[tuple[str, str], ...] = ()


def check(
    text: Text,
    rules: Rules,
    today: date,
    *,
    alive: Answers | None = None,
    ours: Answers | None = None,
) -> list[Finding]:
    """All findings in order of place, each once. `today` is the day to judge dates and leaders by: for what
    is already public, the day of its publication. `alive` and `ours` are asked for links; None: nobody is.
    """
    given = Given(rules, today, alive, ours)
    sheets = (reading.body(text.title, text.html), reading.attached(text.attachments))
    found = (f for n, sheet in enumerate(sheets) for f in _on(sheet, given, attached=n == 1))
    return list(dict.fromkeys(found))


def personal_data(text: Text, rules: Rules, today: date) -> list[Finding]:
    """Personal data alone, masked: what must be decided by a person even in a text that is old."""
    given = Given(rules, today, None, None)
    sheets = (reading.body(text.title, text.html), reading.attached(text.attachments))
    found = (
        finding
        for sheet in sheets
        for data in [list(personal.personal(sheet, given))]
        for remark in sorted(data, key=lambda r: (r.start, r.end, r.rule))
        for finding in _finding(remark, _masked(sheet, data), rules)
    )
    return list(dict.fromkeys(found))


def _on(sheet: Sheet, given: Given, *, attached: bool) -> Iterator[Finding]:
    """Personal data are looked for first; all other checks see the text with these masked."""
    data = list(personal.personal(sheet, given))
    quiet = _masked(sheet, data)
    remarks: list[Remark] = [*data]
    for look, attachments in CHECKS:
        if attachments or not attached:
            remarks.extend(look(quiet, given))
    for remark in sorted(remarks, key=lambda r: (r.start, r.end, r.rule)):
        yield from _finding(remark, quiet, given.rules)


def _masked(sheet: Sheet, data: list[Remark]) -> Sheet:
    text = list(sheet.text)
    for remark in data:
        for place, character in enumerate(remark.found or "", remark.start):
            if character == "*":
                text[place] = "*"
    return sheet.with_text(masking.long_numbers("".join(text)))


def _finding(remark: Remark, quiet: Sheet, rules: Rules) -> Iterator[Finding]:
    severity = rules.severity_of(remark.rule, remark.severity)
    if severity == "off":
        return
    found = quiet.text[remark.start : remark.end] if remark.found is None else remark.found
    context = quiet.around(remark.start, remark.end) if remark.context is None else remark.context
    hide = masking.long_numbers
    yield Finding(
        remark.rule,
        severity,
        _where(quiet, remark.start),
        hide(found)[:LONGEST_FOUND],
        hide(remark.message),
        hide(remark.mend),
        hide(context),
    )


def _where(quiet: Sheet, offset: int) -> str:
    """The place. The name of an attachment may itself hold a number: it is read from the masked sheet."""
    line = quiet.line_at(offset)
    if line.file is None:
        return line.where
    return f"附件“{quiet.lines[line.file].text}”{line.where}"
