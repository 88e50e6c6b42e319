"""File names are hostile everywhere: what is kept is safe on every disk, in every page and in every address."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.files import actions
from gongkai.files.tests.samples import pdf
from gongkai.files.types import tidy_name
from gongkai.portal.tree import Tree
from gongkai.trail.refusals import Refused

HOSTILE = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\Windows\\win.pdf": "win.pdf",
    "/etc/cron.d/a.pdf": "a.pdf",
    "C:\\共享\\通知.pdf": "通知.pdf",
    "通知\x00.exe.pdf": "通知.exe.pdf",
    "通知\r\nSet-Cookie: a=1.pdf": "通知Set-Cookie a=1.pdf",
    "通知\t\x1b[31m.pdf": "通知[31m.pdf",
    "通知\u202efdp.exe.pdf": "通知fdp.exe.pdf",
    "通\u200b知\ufeff.pdf": "通知.pdf",
    "<img src=x onerror=alert(1)>.pdf": "img src=x onerror=alert(1).pdf",
    '通知"; filename="a.html.pdf': "通知; filename=a.html.pdf",
    "通知|*?.pdf": "通知.pdf",
    " . 通知.pdf . ": "通知.pdf",
    "通知\ud800.pdf": "通知.pdf",
}
WITHOUT_ENDING = ["", ".", "..", "/", "通知", ".pdf", "...", "通知/", "\x00", "\u202e.pdf"]


@pytest.mark.parametrize(("name", "kept"), HOSTILE.items())
def test_a_hostile_name_loses_what_is_hostile(name, kept):
    assert tidy_name(name) == kept


@pytest.mark.parametrize("name", WITHOUT_ENDING)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(Refused, match="应带扩展名"):
        tidy_name(name)


@pytest.mark.parametrize("character", ["a", "体", "🏸", "é"])
def test_a_name_of_200_characters_is_shortened_and_fits_every_file_system(tmp_path, character):
    kept = tidy_name(character * 200 + ".pdf")
    assert kept.startswith(character * 40)
    assert kept.endswith(".pdf")
    tree = Tree(tmp_path / "tree")
    assert tree.put(f"f/{'0' * 64}/{kept}", b"x", 1), (
        "the builder can write it, with its own endings"
    )
    tree.close()


def test_a_usual_name_stays_as_it_is():
    for name in (
        "关于2026年全民健身活动的通知（征求意见稿）.docx",
        "附件1 报名表 v2.xlsx",
        "a.tar.PDF",
    ):
        assert tidy_name(name) == name


@given(st.text(max_size=300))
@example("a" * 300 + ".pdf")
def test_whatever_comes_in_what_is_kept_is_a_plain_name(name):
    try:
        kept = tidy_name(name)
    except Refused:
        return
    assert len(kept) >= 3
    assert len(kept.encode()) <= 240
    assert not set(kept) & set('/\\<>:"|?*\0')
    assert kept not in (".", "..")
    assert not any(unicodedata.category(c).startswith("C") for c in kept)
    assert tidy_name(kept) == kept, "tidying twice changes nothing"


def test_the_row_and_the_trail_hold_the_tidy_name_only(bureau):
    use = actions.attach(
        subject=bureau.draft().subject, name="../../\u202e通知.pdf", content=pdf(), by=bureau.at("drafter"),
        at=bureau.now,
    )  # fmt: skip
    assert use.name == "通知.pdf"
