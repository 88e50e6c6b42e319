"""Old files (.doc, .wps) go through LibreOffice where it is installed, else the two clicks in WPS are told."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from gongkai.clearance.cleaning import clean
from gongkai.trail.refusals import Refused
from gongkai.word import document, office
from gongkai.word.imported import Imported
from gongkai.word.reading import read
from gongkai.word.tests.bad_uploads import ole
from gongkai.word.tests.cases_official import whole_notice
from gongkai.word.tests.cases_traces import tracked_changes_as_if_accepted

FODT = Path(__file__).parent / "made_by_libreoffice.fodt"


def made(folder: Path, name: str, content: bytes, ending: str, target: str) -> bytes:
    """A file written by LibreOffice from another one."""
    (folder / name).write_bytes(content)
    subprocess.run(
        [str(office.program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", target, "--outdir", str(folder / "out"), str(folder / name)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / name).with_suffix(ending).read_bytes()


@pytest.mark.office
@pytest.mark.parametrize("name", ["通知.doc", "通知.wps"])
def test_an_old_file_gives_what_the_new_one_gives(name: str, tmp_path: Path) -> None:
    old = made(tmp_path, "a.docx", whole_notice(), ".doc", "doc:MS Word 97")
    assert old.startswith(b"\xd0\xcf\x11\xe0")
    there, here = read(old, name), document.read(whole_notice(), name)
    assert (there.html, there.proposal) == (here.html, here.proposal)


@pytest.mark.office
def test_changes_of_an_old_file_are_told_too(tmp_path: Path) -> None:
    old = made(tmp_path, "a.docx", tracked_changes_as_if_accepted(), ".doc", "doc:MS Word 97")
    imported = read(old, "a.doc")
    assert [r.kind for r in imported.remarks if r.blocking] == ["change"]
    assert "删去的字" not in imported.html


@pytest.mark.office
def test_a_file_written_by_libreoffice_is_read(tmp_path: Path) -> None:
    imported = document.read(made(tmp_path, "a.fodt", FODT.read_bytes(), ".docx", "docx"), "a.docx")
    assert imported.html == FODT.with_suffix(".html").read_text(encoding="utf-8").strip()
    assert clean(imported.html) == imported.html
    assert imported.proposal.title == "西安市体育局关于开放场馆的通知"
    assert [r.kind for r in imported.remarks if r.blocking] == ["change", "comment"]


@pytest.mark.office
def test_a_web_page_saved_as_word_by_libreoffice_is_read(tmp_path: Path) -> None:
    page = (
        "<html><meta charset=utf-8><body><h1>一章</h1><h2>一节</h2><p align=center>中</p>"
        "<table border=1><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
        "<h1>二章</h1><p><b>粗</b><i>斜</i><a href='https://www.xa.gov.cn/'>网站</a></p></body></html>"
    )
    html = document.read(
        made(tmp_path, "a.html", page.encode(), ".docx", "docx:MS Word 2007 XML"), "a.docx"
    ).html
    assert html == (
        '<h2>一章</h2><h3>一节</h3><p class="align-center">中</p><table><tbody><tr><td rowspan="2"><p>甲</p></td>'
        '<td colspan="2"><p>乙</p></td></tr><tr><td><p>丙</p></td><td><p>丁</p></td></tr></tbody></table>'
        '<h2>二章</h2><p><strong>粗</strong><em>斜</em><a href="https://www.xa.gov.cn/" rel="noopener noreferrer">网站</a></p>'
    )


def sentence(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content, "来文.wps")
    return refused.value.sentence


def test_without_libreoffice_the_two_clicks_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    said = sentence(ole("WordDocument"))
    assert "文件 → 另存为" in said
    assert "Word 文件(*.docx)" in said


def test_a_new_file_with_an_old_name_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert isinstance(read(whole_notice(), "通知.wps"), Imported)


def fake(monkeypatch: pytest.MonkeyPatch, folder: Path, line: str) -> None:
    script = folder / "soffice"
    script.write_text(f"#!/bin/sh\n{line}\n")
    script.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(script))
    monkeypatch.setattr(office, "SECONDS", 1)


def test_a_conversion_that_does_not_end_is_ended_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake(monkeypatch, tmp_path, f"(sleep 3; touch {tmp_path}/late) & sleep 60")
    begun = time.monotonic()
    with pytest.raises(Refused, match="转换不成功"):
        office.convert(b"x", "来文.doc", seconds=1)
    assert time.monotonic() - begun < 3
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()


def test_the_conversion_sees_nothing_of_our_environment_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GONGKAI_SECRET", "canary")
    fake(monkeypatch, tmp_path, f"/usr/bin/env > {tmp_path}/env; pwd > {tmp_path}/folder")
    with pytest.raises(Refused, match="转换不成功"):
        office.convert(b"x", "来文.doc")
    assert "canary" not in (tmp_path / "env").read_text()
    assert not os.path.exists((tmp_path / "folder").read_text().strip())  # noqa: PTH110
