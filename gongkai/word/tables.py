"""Tables with merged cells as HTML wants them; a table inside a cell becomes lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.word.blocks import Block, Break, Cell, Paragraph, Piece, Table, Text, text_of
from gongkai.word.letters import WIDE_SPACE
from gongkai.word.ooxml import Element, child, children, flag, number, q, value
from gongkai.word.state import Reading

MOST_SPAN = 1_000  # what the cleaning lets through
_MOST_CELLS = 200_000
BlocksOf = Callable[[Element, Reading], list[Block]]
Open = dict[
    int, Cell
]  # by the column where they begin: cells that may be merged with what comes below


def blocks_of(element: Element, reading: Reading, read: BlocksOf) -> list[Block]:
    """The table; inside another one its rows as paragraphs."""
    reading.depth += 1
    table = _table(element, reading, read)
    reading.depth -= 1
    if table.empty:
        return []
    if not reading.depth:
        return [table]
    reading.findings.lose("表格里还套着表格：里层表格的每一行改成了一行文字，请核对。")
    return [
        _line(row)
        for row in table.rows
        if text_of([b for c in row for b in c.blocks]).strip() or _pictured(row)
    ]


def _pictured(row: list[Cell]) -> bool:
    return any(isinstance(p, Paragraph) and p.pictured for cell in row for p in cell.blocks)


def _line(row: list[Cell]) -> Block:
    """A row of an inner table: cells apart by a wide space, paragraphs of a cell by a line break."""
    pieces: list[Piece] = []
    for cell in row:
        lines = [block for block in cell.blocks if isinstance(block, Paragraph)]
        if pieces and lines:
            pieces.append(Text(WIDE_SPACE))
        for at, line in enumerate(lines):
            pieces += [Break()] if at else []
            pieces += [Text(line.label)] if line.label else []
            pieces += line.pieces
    return Paragraph(pieces)


def _table(element: Element, reading: Reading, read: BlocksOf) -> Table:
    table = Table()
    open_cells: Open = {}
    heading, count = True, 0
    for row in _inside(element, "w:tr"):
        if _deleted(row, reading):
            continue
        cells, open_cells = _row(row, reading, read, open_cells)
        count += len(cells)
        if count > _MOST_CELLS:
            break
        heading = heading and bool(flag(child(row, "w:trPr"), "w:tblHeader"))
        table.rows.append(cells)
        table.heads += heading
    return _tidied(table)


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those in content controls."""
    for inner in children(element):
        if inner.tag == q(name):
            yield inner
        elif inner.tag == q("w:sdt"):
            content = child(inner, "w:sdtContent")
            yield from () if content is None else _inside(content, name)


def _deleted(row: Element, reading: Reading) -> bool:
    """A row that was deleted with tracking, or is hidden."""
    properties = child(row, "w:trPr")
    if child(properties, "w:del") is not None:
        reading.findings.drop("\n".join(t.text or "" for t in row.iter(q("w:t"), q("w:delText"))))
        return True
    if flag(properties, "w:hidden"):
        reading.findings.hide("".join(t.text or "" for t in row.iter(q("w:t"))))
        return True
    return False


def _row(row: Element, reading: Reading, read: BlocksOf, above: Open) -> tuple[list[Cell], Open]:
    """The cells of a row, and those that the next row may go on with."""
    properties = child(row, "w:trPr")
    column = max(number(value(properties, "w:gridBefore")), 0)
    cells = [Cell([], min(column, MOST_SPAN))] if column else []
    going_on: Open = {}
    for element in _inside(row, "w:tc"):
        width = min(max(number(value(element, "w:tcPr", "w:gridSpan"), 1), 1), MOST_SPAN)
        merged = value(element, "w:tcPr", "w:vMerge")
        upper = above.get(column)
        if _goes_on_sideways(element) and cells:
            _absorb(cells[-1], element, reading, read)
            cells[-1].columns = min(cells[-1].columns + width, MOST_SPAN)
        elif merged not in (None, "restart") and upper is not None and upper.columns == width:
            upper.rows = min(upper.rows + 1, MOST_SPAN)
            _absorb(upper, element, reading, read)
            going_on[column] = upper
        else:
            cells.append(Cell(read(element, reading), width))
            if merged is not None:
                going_on[column] = cells[-1]
        column += width
    after = number(value(properties, "w:gridAfter"))
    return cells + ([Cell([], min(after, MOST_SPAN))] if after > 0 else []), going_on


def _goes_on_sideways(element: Element) -> bool:
    said = value(element, "w:tcPr", "w:hMerge")
    return said is not None and said != "restart"


def _absorb(cell: Cell, element: Element, reading: Reading, read: BlocksOf) -> None:
    """A merged cell shows only its first part; text in the others is there, but nobody saw it."""
    unseen = text_of(read(element, reading))
    if unseen:
        reading.findings.drop(unseen)
        reading.findings.lose("合并单元格中被盖住的文字没有导入，请核对表格。")


def _tidied(table: Table) -> Table:
    """No head that would reach into the body, and no head without a body; no span beyond the last row."""
    for at, row in enumerate(table.rows):
        for cell in row:
            cell.rows = min(cell.rows, len(table.rows) - at)
            if at < table.heads < at + cell.rows:
                table.heads = 0
    if table.heads >= len(table.rows):
        table.heads = 0
    return table
