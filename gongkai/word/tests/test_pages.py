"""Files as pictures of their pages: PDF always, office files where LibreOffice is installed, OFD never."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gongkai.files.tests.samples import ofd, pdf, pdf_of_pages, xlsx
from gongkai.trail.refusals import Refused
from gongkai.word import office, pages
from gongkai.word.paper import Paper

A4 = (595.0, 842.0)


def test_pages_are_drawn_a_few_at_a_time_as_wide_as_a_phone_needs():
    part = pages.drawn(pdf_of_pages(*[A4] * 20), "报告.pdf", 17)
    assert (part.pages, part.first, len(part.pictures)) == (20, 17, 4)
    picture = Image.open(io.BytesIO(part.pictures[0]))
    assert (picture.format, picture.width) == ("WEBP", 1080)


@pytest.mark.parametrize("size", [(10, 14_400), (14_400, 10), (14_400, 14_400), (1, 1)])
def test_no_page_is_too_large_to_draw(size):
    [picture] = pages.drawn(pdf_of_pages(size), "图.pdf", 1).pictures
    assert max(Image.open(io.BytesIO(picture)).size) <= 3240


@pytest.mark.parametrize("content", [pdf(), b"%PDF-1.7\nnothing", pdf_of_pages(A4)[:200]])
def test_a_damaged_pdf_is_a_sentence(content):
    with pytest.raises(Refused, match="不能按页显示"):
        pages.drawn(content, "坏.pdf", 1)


def test_an_ofd_is_a_sentence():
    with pytest.raises(Refused, match="不能在此按页显示"):
        pages.printable(ofd(), "文件.ofd")


@pytest.mark.office
@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_an_office_file_becomes_pages(ending):
    paper = Paper()
    paper.title("报名表")
    content = paper.content() if ending == ".docx" else xlsx()
    printable = pages.printable(content, f"报名表{ending}")
    assert pages.drawn(printable, "报名表", 1).pages >= 1


def test_without_libreoffice_an_office_file_is_a_sentence(monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(Refused, match="未安装 LibreOffice"):
        pages.printable(xlsx(), "表.xlsx")
