"""Fields while they are read: where they begin, what of them is shown, where they end."""

from __future__ import annotations

from gongkai.word import fields, letters, links
from gongkai.word.blocks import Piece
from gongkai.word.fields import Field
from gongkai.word.kinds import refused
from gongkai.word.ooxml import Element, q
from gongkai.word.state import Reading

LINK_LOST = "有超链接指向本机或不能公开访问的地址，只保留了文字。"
TOC_LOST = "目录没有导入：网页上没有页码，标题已保留。"
PAGES_LOST = "正文里的页码、页数没有导入：网页上没有页码。"


def field_mark(element: Element, reading: Reading) -> list[Piece]:
    """A `w:fldChar`; at the end of a field the text that it shows without a stored result."""
    kind = element.get(q("w:fldCharType"))
    if kind == "begin":
        reading.fields.append(Field(data=element.find(q("w:ffData"))))
    elif kind == "separate" and reading.fields:
        check(reading)
        reading.fields[-1].shown = True
    elif kind == "end" and reading.fields:
        return _ended(reading)
    return []


def _ended(reading: Reading) -> list[Piece]:
    check(reading)
    done = reading.fields.pop()
    if not reading.shows:
        return []
    if done.href and not done.href.startswith("#") and not links.public(done.href):
        reading.findings.lose(LINK_LOST)
    code = done.symbol() if not done.shown else None
    text = letters.symbol(*code, reading) if code else done.words()
    if done.name == "EQ" and text:
        reading.findings.lose("带圈、拼音或公式域（EQ）只导入了文字，请核对。")
    return letters.text_as(text)


def check(reading: Reading) -> None:
    """Refuses a field that starts another program."""
    if reading.fields[-1].name in fields.ACTING:
        raise refused(
            reading.package.name, "含有会运行外部程序的域（DDE），已拒收。请删除后再上传。"
        )


def leave_out(text: str, reading: Reading) -> None:
    """Results of fields that have no place on the page: page numbers, tables of contents. Told once for each."""
    reading.findings.drop(text)
    field = next((f for f in reading.fields if f.shown and f.dropped), None)
    if field is not None and not field.told:
        field.told = True
        reading.findings.lose(TOC_LOST if field.lists_pages else PAGES_LOST)
