"""使用手册 is whole: every page of the desk has its section, every picture and link is there, every button exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from gongkai.desk.manual import reading
from gongkai.desk.manual.sections import SECTIONS
from tests.house.strata import PACKAGE, ROOT
from tests.security.matrix import table
from tests.security.routes import every_route

FOLDER = ROOT / "docs" / "使用手册"
PAGES = sorted(FOLDER.glob("*.md"))
PICTURE = re.compile(r"!\[([^\]]*)\]\(图/([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PRESSED = re.compile(r"\*\*([^*]+)\*\*")
MOST_BYTES = 2_500_000
MOST_LINES = 120
# Routes that answer with a file, a part of a page or a word for a machine: nobody asks for help there.
NO_PAGE = {
    "healthz", "desk:sign_out", "desk:package", "desk:paper_word", "desk:chase_slip", "desk:file", "desk:file_page",
    "documents:autosave", "documents:pictures", "documents:archive_table", "documents:archive_package",
    "documents:batch_file", "guides:autosave",
}  # fmt: skip
# Put together on the screen from two words.
MADE = {"添加材料", "添加环节"}
# Set in bold because it matters, not because it is pressed.
NOT_PRESSED = {
    "上方三个数字",
    "四栏",
    "右侧",
    "时限以外网第一次可见为准",
    "至少一项减少、没有一项增加",
    "起草公文请先改选",
    "尚未发布",
    "已经发布",
    "退回后修改",
}


def words_of_the_desk() -> str:
    """Templates and code, from which every screen is made; tests are no screens."""
    kinds = (PACKAGE.rglob("templates/**/*.html"), PACKAGE.rglob("*.py"))
    files = [file for kind in kinds for file in kind if "tests" not in file.parts]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def targets(text: str) -> list[tuple[str, str]]:
    """Page and heading of each link to the manual itself."""
    return [
        (page.removesuffix(".md"), heading)
        for page, _, heading in (link.partition("#") for link in LINK.findall(text))
    ]


def test_every_route_that_shows_a_page_has_its_section():
    assert set(SECTIONS) == set(every_route()) - NO_PAGE, "a new page needs its section"
    shown = {route for (method, route), row in table().items() if method == "GET" and "200" in row.values()}  # fmt: skip
    assert len(shown - NO_PAGE) > 40, "the control: pages were really found"


@pytest.mark.parametrize("route", SECTIONS)
def test_the_section_is_there(route: str):
    name, _, heading = SECTIONS[route].partition("#")
    page = reading.page(name)
    assert page is not None
    assert heading in [id for id, _ in page.headings]


def test_the_contents_name_every_page():
    assert sorted(reading.names()) == sorted(page.stem for page in PAGES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_about_one_thing_and_its_links_arrive(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for name, heading in targets(text):
        page = reading.page(name or path.stem)
        assert page is not None, f"{name} is no page of the manual"
        ids = re.findall(r'<h[23] id="([^"]+)"', page.body)
        assert not heading or heading in ids, f"{name}#{heading}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_when_it_is_done_and_what_may_go_wrong(path: Path):
    text = path.read_text(encoding="utf-8")
    if path.stem != reading.CONTENTS:
        assert "看到什么算办成" in text
        assert "## 常见提示及办法" in text


def test_no_picture_is_missing_and_none_is_left_over():
    named = [found for page in PAGES for found in PICTURE.findall(page.read_text(encoding="utf-8"))]
    assert {name for _, name in named} == {file.name for file in (FOLDER / "图").iterdir()}
    assert all(len(alt) >= 8 for alt, _ in named), "each says what is to be seen"
    assert len(named) > 30, "the control: they were found"


def test_the_pictures_are_light():
    pictures = list((FOLDER / "图").iterdir())
    assert sum(file.stat().st_size for file in pictures) < MOST_BYTES
    for file in pictures:
        with Image.open(file) as picture:
            assert picture.mode == "P", f"{file.name}: few colours"
            assert picture.width <= 1280


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_button_of_the_manual_is_on_a_screen(path: Path):
    screens = words_of_the_desk()
    pressed = set(PRESSED.findall(path.read_text(encoding="utf-8"))) - NOT_PRESSED - MADE
    assert [word for word in sorted(pressed) if not on_a_screen(word, screens)] == []


def on_a_screen(word: str, screens: str) -> bool:
    """A button's word stands between quotes, tags or brackets: 办 alone is in a thousand sentences.

    `确认退回` is made by the macro from `退回`.
    """
    edges = rf"[\"'>\s}}]{re.escape(word)}[\"'<\s（{{]"
    made = word.startswith("确认") and word != "确认" and on_a_screen(word[2:], screens)
    return re.search(edges, screens) is not None or made


def test_a_button_that_is_nowhere_is_caught():
    screens = words_of_the_desk()
    assert on_a_screen("送审", screens)
    assert on_a_screen("确认退回", screens)
    assert not on_a_screen("一键办结", screens)
    assert not on_a_screen("确认一键办结", screens)


def test_raw_html_stays_text_and_tables_carry_their_labels():
    page = reading._made("试", "# 试\n\n## 一节\n\n<script>x</script>\n\n|栏|\n|---|\n|格|\n")
    assert "<script>" not in page.body
    assert 'data-label="栏"' in page.body
    assert page.title == "试"
    assert page.headings == (("一节", "一节"),)


def test_only_pages_of_the_contents_are_read():
    assert reading.page("../运维手册") is None
    assert reading.page("没有这一页") is None
