"""A paper of a sheet as .docx: one form on A4, with room for the pen where nobody has signed."""

from __future__ import annotations

from gongkai.clearance.papers import Line
from gongkai.clearance.papers import Paper as Form
from gongkai.word.paper import Paper

_LABEL, _WIDE = 38, 132  # millimetres; together the width between the margins of a form
PEN = "\n签名：　　　　　　　　　年　　月　　日"


def as_docx(form: Form, bureau: str) -> bytes:
    """The same rows as on the page, in the same order."""
    paper = Paper(form=True)
    paper.title(f"{bureau}{form.title}")
    paper.line(f"编号：{form.number}", right=True)
    paper.grid([list(fact) for fact in form.facts], widths=[_LABEL, _WIDE])
    if form.items:
        paper.line(f"{form.asked}：", indent=False)
        paper.grid([list(item) for item in form.items], widths=[100, 70])
    paper.line("审签意见：", indent=False)
    paper.grid([[line.label, said(line)] for line in form.lines], widths=[_LABEL, _WIDE])
    for note in form.notes:
        paper.line(note, indent=False)
    return paper.content()


def said(line: Line) -> str:
    """The cell beside the label: opinion, then who and when; or the place for pen and date."""
    if line.blank:
        return f"{line.said}{PEN}".lstrip("\n")
    signed = "　".join(filter(None, [line.who, line.when]))
    return "\n".join(filter(None, [line.said, signed]))
