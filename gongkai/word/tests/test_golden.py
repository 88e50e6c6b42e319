"""Files with the structures that Word, WPS and LibreOffice write → exactly this HTML."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from gongkai.clearance.cleaning import clean, plain
from gongkai.word import document, reading
from gongkai.word.ooxml import q
from gongkai.word.tests.golden_files import CASES, FOLDER, expected, laid_out

NAMES = sorted(CASES)


@pytest.mark.parametrize("name", NAMES)
def test_each_file_gives_exactly_its_golden_html(name: str) -> None:
    assert laid_out(document.read(CASES[name](), f"{name}.docx").html) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_cleaning_has_nothing_to_change(name: str) -> None:
    html = document.read(CASES[name](), "a.docx").html
    assert html
    assert clean(html) == html


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_file_is_lost_without_a_word(name: str) -> None:
    """Each text of the file is on the page, or among what was dropped."""
    content = CASES[name]()
    imported = document.read(content, "a.docx")
    found = _tight(plain(imported.html) + imported.proposal.title + imported.dropped)
    texts = _texts(content)
    assert texts
    missed = [text for text in texts if _tight(text) not in found]
    assert missed in ([], _KNOWN.get(name))


def test_a_page_without_its_first_paragraph_would_be_noticed() -> None:
    """The control of the test above."""
    imported = document.read(CASES["whole_notice"](), "a.docx")
    shorter = imported.html.partition("</p>")[2]
    found = _tight(plain(shorter) + imported.proposal.title + imported.dropped)
    assert [t for t in _texts(CASES["whole_notice"]()) if _tight(t) not in found]


def test_there_are_at_least_25_golden_files_and_none_is_an_orphan() -> None:
    assert len(CASES) >= 25
    assert {path.stem for path in FOLDER.glob("*.html")} == set(CASES)


def test_read_apart_gives_the_same_as_read_here() -> None:
    content = CASES["whole_notice"]()
    assert reading.read(content, "通知.docx") == document.read(content, "通知.docx")


def test_pictures_come_with_their_bytes_from_apart() -> None:
    content = CASES["pictures_that_come"]()
    there, here = reading.read(content, "图.docx"), document.read(content, "图.docx")
    assert there == here
    assert [p.name for p in there.pictures] == [
        "image1.png", "image2.jpg", "image3.png", "image4.png", "image4.png",
    ]  # fmt: skip


# In a symbol font a letter is a sign; the prompt of a box is the box itself.
_KNOWN = {"symbols_and_boxes": ["☒", "☒", "R", "\uf0e0"]}


def _texts(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [
            n for n in archive.namelist() if re.match(r"word/(document|footnotes|endnotes)\.xml", n)
        ]
        roots = [_loose(archive.read(name)) for name in names]
    return [
        t.text
        for one in roots
        for t in one.iter(q("w:t"), q("w:delText"))
        if (t.text or "").strip()
    ]


def _loose(part: bytes) -> etree._Element:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    return etree.fromstring(part.replace(strict, q("w:p")[1:-2].encode()))


def _tight(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", text)
