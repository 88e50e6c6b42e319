"""The blocks of a part: paragraphs with their numbers and levels, tables, text boxes at their place."""

from __future__ import annotations

import re

from gongkai.word import results, runs, tables
from gongkai.word.blocks import TEXT, Block, Paragraph, Piece, Text
from gongkai.word.kinds import refused
from gongkai.word.letters import WIDE_SPACE
from gongkai.word.ooxml import Element, child, children, flag, number, q
from gongkai.word.state import Reading

_ALIGNED = {"center": "center", "right": "right", "end": "right", "distribute": "justify"}
_FOREIGN = {q("w:altChunk"), q("w:subDoc")}
_INDENTS = ("left", "start", "firstLine", "leftChars", "firstLineChars")
_LONGEST_SIGNATURE, _FAR = 30, 10  # characters
_WIDTH = 320  # twips of a character of 三号
_LONGEST_HEADING = 100  # characters; an outline level on a longer paragraph is a slip
# GB/T 9704—2012, 7.3.3: the first level 一、 is set in 黑体, the second （一） in 楷体.
_FIRST, _SECOND = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
)
_BLACK, _SCRIPT = re.compile(r"黑体|simhei", re.I), re.compile(r"楷|kaiti", re.I)


def blocks_of(container: Element, reading: Reading, *, boxed: bool = False) -> list[Block]:
    """The blocks of a body, a cell, a note or a text box."""
    blocks: list[Block] = []
    carried: list[Piece] = []
    for element in children(container):
        if element.tag == q("w:p"):
            carried = _paragraph(element, reading, blocks, carried, boxed)
        else:
            blocks += _other(element, reading, boxed)
    if carried:
        blocks.append(Paragraph(carried, boxed=boxed))
    return blocks


def _other(element: Element, reading: Reading, boxed: bool) -> list[Block]:
    if element.tag == q("w:tbl"):
        return tables.blocks_of(element, reading, blocks_of)
    if element.tag == q("w:sdt"):
        return _control(element, reading, boxed)
    if element.tag == q("m:oMathPara"):
        return [Paragraph(runs.pieces_of([element], reading, ""), boxed=boxed)]
    if element.tag in _FOREIGN:
        raise refused(
            reading.package.name, "拼有其他文件的内容，已拒收。请在 WPS 或 Word 中另存后再上传。"
        )
    return []


def _control(element: Element, reading: Reading, boxed: bool) -> list[Block]:
    content, properties = child(element, "w:sdtContent"), child(element, "w:sdtPr")
    if content is None:
        return []
    gallery = child(properties, "w:docPartObj", "w:docPartGallery")
    if gallery is not None and gallery.get(q("w:val")) == "Table of Contents":
        reading.findings.drop("\n".join(t.text or "" for t in content.iter(q("w:t"))))
        reading.findings.lose(results.TOC_LOST)
        return []
    if flag(properties, "w:showingPlcHdr") or child(properties, "w14:checkbox") is not None:
        return [Paragraph(runs.pieces_of([element], reading, ""), boxed=boxed)]
    return blocks_of(content, reading, boxed=boxed)


def _paragraph(
    element: Element, reading: Reading, blocks: list[Block], carried: list[Piece], boxed: bool
) -> list[Piece]:
    """Adds the paragraph; gives back its pieces instead where its end was deleted and the next one goes on."""
    style = reading.styles.style_of(element)
    outer, reading.boxes = reading.boxes, []
    pieces = carried + runs.pieces_of(element, reading, style)
    inner, reading.boxes = reading.boxes, outer
    if _ends_deleted(element):
        blocks += _boxes(inner, reading)
        return pieces
    read = _read(element, reading, pieces, boxed)
    blocks += _boxes(inner, reading)
    if not read.empty:
        blocks.append(read)
    return []


def _ends_deleted(element: Element) -> bool:
    mark = child(element, "w:pPr", "w:rPr")
    return child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None


def _read(element: Element, reading: Reading, pieces: list[Piece], boxed: bool) -> Paragraph:
    align = _ALIGNED.get(reading.styles.paragraph_value(element, "w:jc") or "", "")
    if not align and not reading.depth and _pushed_right(element, pieces):
        align = "right"
    unseen = not reading.shows or (not pieces and _mark_hidden(element, reading))
    label = "" if unseen else reading.lists.label(element)
    if not pieces and not label.strip("• "):
        label = ""
    framed = child(element, "w:pPr", "w:framePr") is not None
    paragraph = Paragraph(pieces, align=align, label=label, boxed=boxed or framed)
    paragraph.level = _level(element, reading, paragraph)
    paragraph.styled = reading.styles.level(element) < TEXT
    return paragraph


def _pushed_right(element: Element, pieces: list[Piece]) -> bool:
    """署名 and date are often brought to the right by blanks or an indent; the page keeps neither."""
    text = "".join(p.text for p in pieces if isinstance(p, Text))
    if not 0 < len(text.strip()) <= _LONGEST_SIGNATURE:
        return False
    blanks = text[: len(text) - len(text.lstrip())]
    indent = child(element, "w:pPr", "w:ind")
    said = {} if indent is None else {name: number(indent.get(q(f"w:{name}"))) for name in _INDENTS}
    twips = said.get("left", 0) + said.get("start", 0) + said.get("firstLine", 0)
    characters = (said.get("leftChars", 0) + said.get("firstLineChars", 0)) / 100
    return (
        len(blanks) + blanks.count(WIDE_SPACE) >= 2 * _FAR
        or max(characters, twips / _WIDTH) >= _FAR
    )


def _mark_hidden(element: Element, reading: Reading) -> bool:
    """Whether the end of the paragraph is hidden: then the empty paragraph is not there and not counted."""
    mark = child(element, "w:pPr")
    return mark is not None and reading.styles.toggled(
        mark, reading.styles.style_of(element), "vanish"
    )


def _level(element: Element, reading: Reading, paragraph: Paragraph) -> int:
    text = paragraph.text
    if not text or len(text) > _LONGEST_HEADING or reading.depth:
        return TEXT
    level = reading.styles.level(element)
    return level if level < TEXT else _level_by_looks(paragraph, text)


def _level_by_looks(paragraph: Paragraph, text: str) -> int:
    """A paragraph that carries the number and the typeface of a heading from end to end is one."""
    faces = [p.ink.face for p in paragraph.pieces if isinstance(p, Text) and _wordy(p.text)]
    if not faces or text.endswith(("。", "；", "：")):
        return TEXT
    for level, (begins, face) in enumerate(((_FIRST, _BLACK), (_SECOND, _SCRIPT)), 1):
        if begins.match(text) and all(face.search(f) for f in faces):
            return level
    return TEXT


def _wordy(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _boxes(boxes: list[Element], reading: Reading) -> list[Block]:
    """Text boxes stand before the paragraph that holds them."""
    found: list[Block] = []
    for box in boxes:
        found += blocks_of(box, reading, boxed=True)
    return found
