"""The text of attachments, hidden places included, for checks on words that must not be public."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from gongkai.files.tests import samples
from gongkai.trail.refusals import Refused
from gongkai.word.apart import Limits
from gongkai.word.tests.golden_files import CASES
from gongkai.word.text import text_of


def table() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["姓名", 42, None, 3.5])
    sheet["B9"] = "远处的格"
    sheet["A1"].comment = Comment("批注里的话", "王批注")
    sheet.oddHeader.center.text = "页眉里的话"
    hidden = book.create_sheet("藏起来的表")
    hidden["XFD1048576"] = "最后一格"
    hidden.sheet_state = "hidden"
    book.properties.title = "属性里的话"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written_pdf(text: str) -> bytes:
    """A page of Latin text, with the smallest set of objects."""
    stream = f"BT /F1 24 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = bytearray(b"%PDF-1.4\n"), []
    for at, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (at, one)
    start = len(body)
    body += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return bytes(body + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def test_the_text_of_a_table_with_all_its_corners() -> None:
    text = text_of(table(), "名单.xlsx")
    for words in (
        "名单",
        "姓名\t42\t3.5",
        "远处的格",
        "批注里的话",
        "页眉里的话",
        "藏起来的表",
        "最后一格",
        "属性里的话",
    ):
        assert words in text


def test_the_text_of_a_word_file_with_what_is_not_shown() -> None:
    text = text_of(CASES["whole_notice"](), "通知.docx")
    assert "现将《西安市体育场馆开放办法》印发给你们" in text
    assert "隐藏甲" in text_of(CASES["hidden_text_stays_hidden"](), "a.docx")
    assert "请示领导" in text_of(CASES["comments_do_not_come"](), "a.docx")
    assert "密级：机密" in text_of(CASES["names_in_the_properties"](), "a.docx")


def test_the_text_of_a_pdf() -> None:
    assert "Top secret 123" in text_of(written_pdf("Top secret 123"), "a.pdf")


def test_pictures_and_ofd_have_no_text() -> None:
    assert text_of(samples.picture("PNG"), "a.png") == ""
    assert text_of(samples.picture("JPEG"), "a.jpg") == ""
    assert text_of(samples.ofd(), "a.ofd") == ""


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (written_pdf("x")[:60], "a.pdf", "无法读取"),
        (b"%PDF-1.7\nnothing", "a.pdf", "无法读取"),
        (samples.xlsx()[:-300], "a.xlsx", "损坏"),
        (
            samples.zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<Types/>"}),
            "a.xlsx",
            "无法读取",
        ),
        (samples.docx(), "a.docx", "没有 Word 正文"),
        (b"MZ", "a.exe", "不受支持"),
        (written_pdf("x"), "a.docx", "扩展名不符"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        text_of(content, name)
    assert name in refused.value.sentence


def test_a_table_with_a_document_type_is_refused() -> None:
    parts = {
        "xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        "[Content_Types].xml": b"<Types/>",
    }
    with pytest.raises(Refused, match="压缩结构异常"):
        text_of(samples.zipped(parts), "a.xlsx")


def test_a_table_that_takes_too_long_is_refused() -> None:
    with pytest.raises(Refused, match="超出了时间"):
        text_of(_large(), "a.xlsx", Limits(seconds=1))


def _large() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(60_000):
        sheet.append([row, row * 7, row * 13, f"第{row}行"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
