"""What stands in a paragraph: text with its form, breaks, fields, links, pictures, notes, formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gongkai.word import drawings, fields, letters, links, maths, results
from gongkai.word.blocks import Look, Piece, Text
from gongkai.word.fields import Field
from gongkai.word.looks import ink_of, look_of
from gongkai.word.ooxml import Element, chosen, flag, q
from gongkai.word.state import Reading

_DRAWN = {q("w:drawing"), q("w:pict"), q("w:object")}
_NOTES = {q("w:footnoteReference"): "w:footnote", q("w:endnoteReference"): "w:endnote"}


def pieces_of(element: Element, reading: Reading, style: str) -> list[Piece]:
    """The pieces of a paragraph or of anything inside one. `style`: the paragraph's style."""
    pieces: list[Piece] = []
    for inner in element:
        read = _READERS.get(inner.tag)
        if read is not None:
            pieces += read(inner, reading, style)
    return pieces


def _nothing(element: Element, reading: Reading, style: str) -> list[Piece]:
    return []


def _alternatives(element: Element, reading: Reading, style: str) -> list[Piece]:
    return pieces_of(chosen(element), reading, style)


def _link(element: Element, reading: Reading, style: str) -> list[Piece]:
    reference = reading.package.references(reading.part).get(element.get(q("r:id"), ""))
    address = reference.target if reference is not None and reference.outside else ""
    return _linked(pieces_of(element, reading, style), address, reading)


def _linked(pieces: list[Piece], address: str, reading: Reading) -> list[Piece]:
    """The pieces with the link on them; the text alone where the address leads nowhere on the web."""
    if not address or address.startswith("#"):
        return pieces
    href = links.public(address)
    if not href:
        reading.findings.lose(results.LINK_LOST)
        return pieces
    return [
        replace(p, look=replace(p.look, href=href)) if isinstance(p, Text) else p for p in pieces
    ]


def _simple_field(element: Element, reading: Reading, style: str) -> list[Piece]:
    reading.fields.append(Field(element.get(q("w:instr"), ""), shown=True))
    results.check(reading)
    pieces = pieces_of(element, reading, style)
    done = reading.fields.pop()
    return pieces or (letters.text_as(done.words()) if reading.shows else [])


def _control(element: Element, reading: Reading, style: str) -> list[Piece]:
    """A content control: its box, its text, or nothing while only the prompt stands in it."""
    properties = element.find(q("w:sdtPr"))
    box = None if properties is None else properties.find(q("w14:checkbox"))
    if box is not None:
        checked = box.find(q("w14:checked"))
        ticked = checked is not None and checked.get(q("w14:val")) in ("1", "true", "on")
        return letters.text_as(fields.box(ticked))
    content = element.find(q("w:sdtContent"))
    if content is None:
        return []
    if properties is not None and flag(properties, "w:showingPlcHdr"):
        reading.findings.drop("".join(t.text or "" for t in content.iter(q("w:t"))))
        reading.findings.lose("有内容控件没有填写，只有提示文字，没有导入。")
        return []
    return pieces_of(content, reading, style)


def _formula(element: Element, reading: Reading, style: str) -> list[Piece]:
    if not reading.shows:
        return []
    reading.findings.lose("公式只导入了文字，请核对；复杂的公式请截图后插入。")
    return maths.pieces_of(element)


def _run(run: Element, reading: Reading, style: str) -> list[Piece]:
    look, ink = look_of(run, reading, style), ink_of(run, reading, style)
    boxes, notes = len(reading.boxes), len(reading.notes)
    pieces: list[Piece] = []
    for inner in _opened(run):
        if inner.tag in _NESTED:
            pieces += _NESTED[inner.tag](inner, reading, style)
        elif reading.shows:
            pieces += letters.pieces_of(inner, run, reading, style, look, ink)
        elif inner.tag == q("w:t"):
            results.leave_out(inner.text or "", reading)
    if reading.styles.toggled(run, style, "vanish"):
        return _hidden(pieces, reading, boxes, notes)
    return pieces


def _hidden(pieces: list[Piece], reading: Reading, boxes: int, notes: int) -> list[Piece]:
    """Nothing of a hidden run is seen: its text boxes and its notes neither."""
    reading.findings.hide(
        "".join(p.text for p in pieces if isinstance(p, Text) and not p.look.raised)
    )
    for box in reading.boxes[boxes:]:
        reading.findings.hide("".join(t.text or "" for t in box.iter(q("w:t"))))
    del reading.boxes[boxes:], reading.notes[notes:]
    return []


def _opened(run: Element) -> list[Element]:
    """The children of a run, alternatives decided."""
    found: list[Element] = []
    for inner in run:
        found += list(chosen(inner)) if inner.tag == q("mc:AlternateContent") else [inner]
    return found


def _drawn(element: Element, reading: Reading, style: str) -> list[Piece]:
    return drawings.pieces_of(element, reading)


def _field_mark(element: Element, reading: Reading, style: str) -> list[Piece]:
    return results.field_mark(element, reading)


def _instruction(element: Element, reading: Reading, style: str) -> list[Piece]:
    if reading.fields and not reading.fields[-1].shown:
        reading.fields[-1].instruction += element.text or ""
    return []


def _ruby(element: Element, reading: Reading, style: str) -> list[Piece]:
    base, above = element.find(q("w:rubyBase")), element.find(q("w:rt"))
    if above is not None and reading.shows:
        reading.findings.drop("".join(t.text or "" for t in above.iter(q("w:t"))))
        reading.findings.lose("注音没有导入，只保留了文字。")
    return [] if base is None else pieces_of(base, reading, style)


def _note(element: Element, reading: Reading, style: str) -> list[Piece]:
    if not reading.shows:
        return []
    reading.notes.append((_NOTES[element.tag], element.get(q("w:id"), "")))
    return [Text(f"〔{len(reading.notes)}〕", Look(raised="sup"))]


_Reader = Callable[[Element, Reading, str], list[Piece]]
_NESTED: dict[str, _Reader] = {
    q("w:fldChar"): _field_mark,
    q("w:instrText"): _instruction,
    q("w:ruby"): _ruby,
    **dict.fromkeys(_DRAWN, _drawn),
    **dict.fromkeys(_NOTES, _note),
}
_READERS: dict[str, _Reader] = {
    q("w:r"): _run,
    q("w:hyperlink"): _link,
    q("w:fldSimple"): _simple_field,
    q("w:sdt"): _control,
    q("w:del"): _nothing,
    q("w:moveFrom"): _nothing,
    q("m:oMath"): _formula,
    q("m:oMathPara"): _formula,
    q("mc:AlternateContent"): _alternatives,
    **{
        q(f"w:{name}"): pieces_of
        for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")
    },
}
