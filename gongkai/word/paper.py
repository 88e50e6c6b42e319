"""Word files that we write: papers in the faces, sizes and margins of GB/T 9704-2012, ready for print and for WPS."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from gongkai.tables.writing import NOT_IN_XML

# GB/T 9704-2012, 5 and 7: 版心 156 mm × 225 mm; 标题 2号小标宋, 正文 3号仿宋, 一级 黑体, 22 lines a page.
_TITLE, _TEXT, _SMALL = Pt(22), Pt(16), Pt(12)
_FACES = {"title": "方正小标宋简体", "text": "仿宋", "heading": "黑体", "table": "宋体"}
_LINE = Pt(28)
_MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
_NARROW = {"top": Mm(20), "bottom": Mm(18), "left": Mm(20), "right": Mm(20)}  # forms, not 公文
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Paper:
    """One paper, from top to bottom. `form` sets narrower margins and smaller type: a form fills its page."""

    def __init__(self, *, form: bool = False, landscape: bool = False) -> None:
        self._form = form
        self._document = Document()
        section = self._document.sections[0]
        width, height = Mm(210), Mm(297)
        section.page_width, section.page_height = (height, width) if landscape else (width, height)
        for side, margin in (_NARROW if form else _MARGINS).items():
            setattr(section, f"{side}_margin", margin)

    def title(self, text: str) -> None:
        """The title, centred."""
        size = Pt(18) if self._form else _TITLE
        self._line(text, "title", size, WD_ALIGN_PARAGRAPH.CENTER)

    def heading(self, text: str) -> None:
        """一、 …"""
        self._line(text, "heading", self._size)

    def line(self, text: str, *, indent: bool = True, right: bool = False) -> None:
        """One paragraph of text; indented by two characters unless told otherwise."""
        side = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        paragraph = self._line(text, "text", self._size, side)
        if indent and not right:
            paragraph.paragraph_format.first_line_indent = self._size * 2

    def grid(
        self, rows: Sequence[Sequence[str]], *, widths: Sequence[int], headings: bool = False
    ) -> None:
        """A table with lines; `widths` in millimetres. A row shorter than the table spans to its end.

        `headings`: the first row is set bold and repeated on every page.
        """
        table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for number, row in enumerate(rows):
            cells = table.add_row().cells
            for place, width in enumerate(widths):
                cells[place].width = Mm(width)
            if len(row) < len(widths):
                cells[len(row) - 1].merge(cells[-1])
            for cell, text in zip(cells, row, strict=False):
                self._fill(cell, text, bold=headings and number == 0)
        if headings and rows:
            _repeat(table.rows[0]._tr)

    def content(self) -> bytes:
        """The .docx; the same paper gives the same bytes. It tells nothing of machine, person or program."""
        held = self._document.core_properties
        held.author, held.last_modified_by, held.comments, held.title = "", "", "", ""
        written = io.BytesIO()
        self._document.save(written)
        return _timeless(written.getvalue())

    @property
    def _size(self) -> Pt:
        return _SMALL if self._form else _TEXT

    def _line(
        self, text: str, face: str, size: Pt, side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    ) -> Paragraph:
        paragraph = self._document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.alignment, layout.space_after = side, Pt(0)
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(size.pt * 1.75) if self._form else max(_LINE, Pt(size.pt * 1.4))
        _run(paragraph, text, face, size)
        return paragraph

    def _fill(self, cell: _Cell, text: str, *, bold: bool) -> None:
        first = True
        for line in text.split("\n"):
            paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
            _run(paragraph, line, "heading" if bold else "table", _SMALL)
            first = False


def _run(paragraph: Paragraph, text: str, face: str, size: Pt) -> None:
    run = paragraph.add_run(NOT_IN_XML.sub("", text))
    run.font.size, run.font.name = size, "Times New Roman"
    run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FACES[face])


def _repeat(row: CT_Row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)


def _timeless(content: bytes) -> bytes:
    """The zip again with one date for all parts, without the moment of its making and without the thumbnail."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kept = zipfile.ZipInfo(name, _EPOCH)
            kept.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(kept, old.read(name))
    return out.getvalue()
