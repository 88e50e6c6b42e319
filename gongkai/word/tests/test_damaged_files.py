"""Whatever is in a file: it is read, with HTML that the cleaning leaves alone, or refused. Nothing else happens."""

from __future__ import annotations

import copy
import io
import random
import zipfile

import pytest
from lxml import etree

from gongkai.clearance.cleaning import clean
from gongkai.trail.refusals import Refused
from gongkai.word import document
from gongkai.word.tests.golden_files import CASES
from gongkai.word.tests.making import zipped

ROUNDS = 8  # damaged files made of each golden case
VALUES = (
    "",
    "-1",
    "99999999999",
    "x",
    "0",
    "true",
    "一",
    "..",
    "restart",
    "rId1",
    "http://[x",
    "file:",
    "%1%2",
)
TEXTS = (
    "<&>",
    "\u00a0x",
    "抄送：",
    "附件：1.",
    "2026年3月12日",
    "一、",
    "—1—",
    "（此件公开发布）",
    "市体发〔2026〕3号",
)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few elements taken out, doubled, renamed, or given other values, in the text and in one more part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    for name in ("word/document.xml", chance.choice(xml)):
        parts[name] = _damaged(parts[name], chance)
    return zipped(parts)


def _damaged(part: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(part)
    for _ in range(chance.randint(1, 4)):
        elements = list(root.iter())
        chance.choice((_remove, _change, _double, _say, _rename))(
            chance.choice(elements), elements, chance
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _remove(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    if one.getparent() is not None:
        one.getparent().remove(one)


def _change(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    if one.attrib:
        one.attrib[chance.choice(list(one.attrib))] = chance.choice(VALUES)


def _double(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    one.append(copy.deepcopy(chance.choice(elements[1:] or elements)))


def _say(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    one.text = chance.choice(TEXTS)


def _rename(one: etree._Element, elements: list[etree._Element], chance: random.Random) -> None:
    one.tag = chance.choice(elements).tag


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_damaged_file_is_read_cleanly_or_refused(name: str) -> None:
    chance = random.Random(name)
    for _ in range(ROUNDS):
        content = damaged(CASES[name](), chance)
        html = _html(content)
        assert html is None or clean(html) == html


def test_damaged_files_are_damaged_and_many_are_still_read() -> None:
    """The control: the test above neither refuses all nor changes nothing."""
    chance = random.Random(7)
    make = CASES["whole_notice"]
    whole = document.read(make(), "a.docx")
    read = [_html(damaged(make(), chance)) for _ in range(40)]
    assert sum(html is not None for html in read) > 10
    assert sum(html != whole.html for html in read) > 10


def _html(content: bytes) -> str | None:
    try:
        return document.read(content, "a.docx").html
    except Refused:
        return None
