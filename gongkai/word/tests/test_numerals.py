"""Numbers in lists as Word writes them, and as LibreOffice counts them."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest

from gongkai.word import document, office
from gongkai.word.numerals import written
from gongkai.word.tests import cases_lists
from gongkai.word.tests.cases_lists import FORMATS, OFFICIAL
from gongkai.word.tests.making import docx, level, numbering, p

# LibreOffice 7.4 writes these otherwise than Word: plain digits, ① for ㈠, words for single digits.
NOT_IN_LIBREOFFICE = {
    "decimalFullWidth",
    "ideographEnclosedCircle",
    "ideographDigital",
    "decimalEnclosedParen",
}


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 19, "十九"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseCountingThousand", 10_500, "一万零五百"),
        ("chineseCountingThousand", 100_000, "100000"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 105, "一○五"),
        ("japaneseCounting", 111, "百十一"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 781, "781"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("upperRoman", 4000, "4000"),
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedCircle", 51, "51"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiacTraditional", 60, "癸亥"),
        ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"),
        ("decimal", 0, "0"),
        ("upperRoman", 0, "0"),
        ("none", 7, ""),
    ],
)
def test_a_number_is_written_in_its_format(form: str, number: int, text: str) -> None:
    assert written(number, form) == text


def levels_left_out() -> bytes:
    lists = numbering(
        {1: level(0, "chineseCountingThousand", "第%1条") + level(1, "decimal", "%1.%2")}
    )
    return docx(
        p("甲", num=(1, 1)), *(p("乙", num=(1, d)) for d in (0, 1, 0, 0, 1, 1)), lists=lists
    )


def long_lists() -> bytes:
    order = [0, 1, 1, 2, 3, 3, 1, 2] * 13
    return docx(
        *(p(f"{at}", num=(1, depth)) for at, depth in enumerate(order)),
        lists=numbering({1: OFFICIAL}),
    )


def common_formats() -> bytes:
    common = [form for form in FORMATS if form not in NOT_IN_LIBREOFFICE]
    lists = numbering({at: level(0, form, "%1；") for at, form in enumerate(common, 1)})
    return docx(
        *(p(form, num=(at, 0)) for at, form in enumerate(common, 1) for _ in range(13)), lists=lists
    )


COMPARED = (
    levels_left_out, long_lists, common_formats,
    cases_lists.the_four_levels_of_official_documents,
    cases_lists.two_lists_that_share_one_count_and_one_that_starts_anew,
    cases_lists.a_list_that_only_names_a_list_style,
)  # fmt: skip


@pytest.mark.office
def test_labels_are_those_of_libreoffice(tmp_path: Path) -> None:
    for make in COMPARED:
        (tmp_path / f"{make.__name__}.docx").write_bytes(make())
    _as_text(tmp_path)
    for make in COMPARED:
        theirs = (tmp_path / f"{make.__name__}.txt").read_text("utf-8-sig").splitlines()
        ours = re.findall(r"<p>(.*?)</p>", document.read(make(), "a.docx").html)
        assert len(ours) > 1
        assert [_tight(html.unescape(line)) for line in ours] == [
            _tight(line) for line in theirs if line.strip()
        ]


def _as_text(folder: Path) -> None:
    subprocess.run(
        [str(office.program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *map(str, folder.glob("*.docx"))],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)
