"""Papers that we write: what goes in comes out, in WPS's format, and nothing is told beside it."""

from __future__ import annotations

import io
import zipfile

import docx
from hypothesis import given
from hypothesis import strategies as st

from gongkai.word import reading
from gongkai.word.paper import Paper


def made(form: bool = False) -> bytes:
    paper = Paper(form=form)
    paper.title("督办通知单")
    paper.line("各处室：")
    paper.grid(
        [["事项", "到期"], ["上网公开", "3月5日"], ["备注：无"]], widths=[80, 60], headings=True
    )
    return paper.content()


def test_title_text_and_table_are_there_and_a_short_row_spans():
    document = docx.Document(io.BytesIO(made()))
    assert [p.text for p in document.paragraphs][:2] == ["督办通知单", "各处室："]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["事项", "到期"], ["上网公开", "3月5日"], ["备注：无", "备注：无"]]


def test_it_is_a4_with_the_margins_of_the_standard():
    section = docx.Document(io.BytesIO(made())).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)


def test_the_same_paper_gives_the_same_bytes():
    assert made() == made()


def test_it_names_no_program_and_no_person():
    parts = zipfile.ZipFile(io.BytesIO(made()))
    assert b"python-docx" not in parts.read("docProps/core.xml")


def test_our_own_import_reads_it_back():
    read = reading.read(made(), "督办单.docx")
    assert "上网公开" in str(read)


@given(st.text())
def test_whatever_is_typed_can_be_written(text: str):
    paper = Paper()
    paper.line(text)
    paper.grid([[text, text]], widths=[60, 60])
    assert docx.Document(io.BytesIO(paper.content()))
