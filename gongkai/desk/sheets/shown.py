"""A text as the desk shows it: the body with its files, and two texts beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from gongkai.clearance import queries as clearances
from gongkai.clearance import rules
from gongkai.clearance.checking import looked_at
from gongkai.clearance.cleaning import clean, plain, with_pictures_at
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Correction, Revision, Signature
from gongkai.frames.environment import moment
from gongkai.kinds.registry import labelled

FILES_AT = "/desk/files/{}/"


def shown(document: PublicDocument, number: str, files_at: str = FILES_AT) -> dict[str, Any]:
    """The text as the public will see it, with files from the desk."""
    body = with_pictures_at(clean(document.body), f"{files_at}picture")
    attachments = [
        {
            "name": f.name,
            "url": f"{files_at.format(f.digest)}{quote(f.name)}",
            "pages": f"{files_at.format(f.digest)}pages/{quote(f.name)}",
            "size": f.size,
        }
        for f in document.files
        if not f.picture
    ]
    return {
        "number": number,
        "body": Markup(body),  # cleaned in this line
        "head": labelled(document),
        "attachments": attachments,
    }


def answered(sheet: Clearance, day: date) -> list[dict[str, str]]:
    """What the check found in the text and somebody confirmed by name: whoever signs on shall know of it."""
    document = clearances.text_of(sheet).value
    return [
        {"said": one.said, "by": one.by}
        for one in looked_at(sheet.subject, document, day)
        if not one.open
    ]


def difference(before: PublicDocument, after: PublicDocument) -> list[list[dict[str, str]]]:
    """Two texts as paragraphs of same, inserted and deleted runs."""
    return _paragraphs(
        rules.marked(f"{before.title}\n{plain(before.body)}", f"{after.title}\n{plain(after.body)}")
    )


def corrections_of(sheet: Clearance) -> list[dict[str, Any]]:
    """复核更正 of the standing signature, the newest first: who, when, what became of it, and what it changes (F3)."""
    found = Correction.objects.filter(
        signature__clearance=sheet, signature__standing=Signature.Standing.STANDING
    ).select_related("by", "confirmed_by")
    return [
        {
            "who": one.by.name,
            "when": moment(one.at),
            "state": _state(one),
            "parts": [p for p in _paragraphs(one.difference) if any(r["op"] != "same" for r in p)],
        }
        for one in found.order_by("-pk")
    ]


def _state(correction: Correction) -> str:
    if correction.refused_at:
        return "拟稿处室不同意"
    if correction.confirmed_by:
        return f"{correction.confirmed_by.name}已确认"
    return "待拟稿处室负责人确认"


def _paragraphs(runs: Iterable[Sequence[str]]) -> list[list[dict[str, str]]]:
    """Runs of same, new and gone text as paragraphs."""
    words = {"same": "same", "new": "ins", "gone": "del"}
    paragraphs: list[list[dict[str, str]]] = [[]]
    for kind, run in runs:
        for index, line in enumerate(run.split("\n")):
            if index:
                paragraphs.append([])
            if line:
                paragraphs[-1].append({"op": words[kind], "text": line})
    return [p for p in paragraphs if p]


def compared_with(sheet: Clearance, text: Revision) -> Revision | None:
    """改后签发: the text before; otherwise the last text signed before this one."""
    amended = (
        sheet.signatures.filter(amended_from__isnull=False).select_related("amended_from").last()
    )
    if amended is not None:
        return amended.amended_from
    earlier = clearances.standing_signatures(sheet.subject).exclude(clearance=sheet)
    last = earlier.order_by("-revision__number").first()
    if last is not None:
        return last.revision
    older = clearances.revisions(sheet.subject).filter(number__lt=text.number)
    return older.order_by("-number").first()
