"""Bad uploads are refused in a sentence that fits, good ones are taken; time and memory stay within bounds."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.trail.refusals import Refused
from gongkai.word import document
from gongkai.word.imported import Imported
from gongkai.word.kinds import kind_of
from gongkai.word.reading import read
from gongkai.word.tests.bad_uploads import BAD
from gongkai.word.tests.golden_files import CASES
from gongkai.word.tests.making import docx, p, parts, png, rels, types, zipped

LONGEST = (
    5  # seconds for a refusal; the file named below goes through LibreOffice where it is installed
)
SLOW = {"old Word file that is none": 70}
MOST_MEMORY = 1024 * 1024  # KB of the largest child


def template() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    return zipped({**parts(p("模板正文。")), "[Content_Types].xml": types(kind).encode()})


def with_local_template(target: str) -> bytes:
    return docx(
        p("正文。"),
        more={
            "word/settings.xml": "<a/>",
            "word/_rels/settings.xml.rels": rels(("r1", "attachedTemplate", target)),
        },
    )


def long_document() -> bytes:
    """200 pages of different sentences."""
    return docx(
        *(p(f"第{n}条　各单位应当在第{n * 7}日前报送第{n * 13}项材料。" * 3) for n in range(4_000))
    )


GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{name: (f"{name}.docx", make) for name, make in CASES.items()},
    "named as an old file": ("通知.doc", CASES["whole_notice"]),
    "named as a WPS file": ("通知.wps", CASES["whole_notice"]),
    "named in capitals": ("通知.DOCX", CASES["whole_notice"]),
    "without an ending": ("通知", CASES["whole_notice"]),
    "template": ("模板.dotx", template),
    "local template of Word": ("a.docx", lambda: with_local_template(r"!file:///C:\Users\a\公文模板.dotx")),
    "local template, otherwise": ("a.docx", lambda: with_local_template("!C:/WPS/Normal.dotm")),
    "template by name": ("a.docx", lambda: with_local_template("!Normal.dotm")),
    "not packed": ("a.docx", lambda: zipped(parts(p("正文。")), zipfile.ZIP_STORED)),
    "with what Word adds": ("a.docx", lambda: docx(p("正文。"), more={
        "docProps/thumbnail.jpeg": b"x", "customXml/item1.xml": "<a/>", "word/printerSettings/p1.bin": b"x",
        "word/fonts/font1.odttf": b"x", "word/theme/theme1.xml": "<a/>", "word/webSettings.xml": "<a/>"})),
    "200 pages": ("长文.docx", long_document),
    "large picture": ("a.docx", lambda: docx(p("正文。"), more={"word/media/image1.png": png(3_000, 2_000)})),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_upload_is_refused_in_a_sentence_that_fits(name: str) -> None:
    make, words = BAD[name]
    content, begun = make(), time.monotonic()
    with pytest.raises(Refused) as refusal:
        read(content, "来文.docx")
    took = time.monotonic() - begun
    assert words in refusal.value.sentence
    assert refusal.value.sentence.startswith("文件“来文.docx”")
    assert refusal.value.sentence.endswith("。")
    assert refusal.value.field == "file"
    assert took < SLOW.get(name, LONGEST)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_upload_is_taken(name: str) -> None:
    file, make = GOOD[name]
    imported = read(make(), file)
    assert isinstance(imported, Imported)
    assert imported.html


def test_of_all_bad_uploads_none_is_accepted_and_of_all_good_ones_none_refused(
    record_property: Callable[[str, object], None],
) -> None:
    """The count that is told; read here, without a child, for the tests above did that one by one."""
    bad = [name for name, (make, _) in BAD.items() if not _refused("a.docx", make())]
    good = [name for name, (file, make) in GOOD.items() if _refused(file, make())]
    for words, count in {
        "bad uploads": len(BAD),
        "bad accepted": len(bad),
        "good uploads": len(GOOD),
        "good refused": len(good),
    }.items():
        record_property(words, count)
        print(f"{words}: {count}")  # noqa: T201
    assert (bad, good) == ([], [])
    assert len(BAD) >= 60
    assert len(GOOD) >= 20


def _refused(file: str, content: bytes) -> bool:
    try:
        if kind_of(content, file) == "docx":
            document.read(content, file)
            return False
    except Refused:
        return True
    return content == BAD["old Word file that is none"][0]()  # that one only LibreOffice can refuse


@pytest.mark.parametrize(
    "make", [long_document, BAD["millions of elements"][0], BAD["XML of 26 MB"][0]]
)
def test_no_child_takes_more_memory_than_its_limit(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    """Measured from a small process: a child is counted with what its parent held when it was started."""
    (tmp_path / "a.docx").write_bytes(make())
    said = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path / "a.docx")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert 10_000 < int(said) < MOST_MEMORY


MEASURED = """
import pathlib, resource, sys
from gongkai.trail.refusals import Refused
from gongkai.word.reading import read
try:
    read(pathlib.Path(sys.argv[1]).read_bytes(), "a.docx")
except Refused:
    pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
