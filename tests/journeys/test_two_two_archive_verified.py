"""二(二): a package of 归档 read back: what is missing, altered or damaged in it is reported."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from gongkai.config.cli import cli
from gongkai.matters.documents.queries import packages
from tests.journeys.test_two_two_archive import completed, handed, opened, packed, pdf, with_a_file


def altered(content: bytes, change: dict[str, bytes | None], again: bool = False) -> bytes:
    """The bag with some files changed, and (again) its manifests made to fit."""
    bag, held = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    files = {name: bag.read(name) for name in bag.namelist()}
    for ending, new in change.items():
        name = next(n for n in files if n.endswith(ending))
        if new is None:
            del files[name]
        else:
            files[name] = new
    base = next(iter(files)).split("/")[0]
    if again:
        for manifest, payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
            names = [
                n
                for n in files
                if n.startswith(f"{base}/data/") == payload and "tagmanifest" not in n
            ]
            lines = [
                f"{hashlib.sha256(files[n]).hexdigest()}  {n.removeprefix(base + '/')}\n"
                for n in names
            ]
            files[f"{base}/{manifest}"] = "".join(lines).encode()
    with zipfile.ZipFile(held, "w") as made:
        for name, new in files.items():
            made.writestr(name, new)
    return held.getvalue()


@pytest.mark.parametrize(
    ("change", "again", "said"),
    [
        ({"正文.html": b"<p>other</p>"}, False, "内容与清单不符"),
        ({"名单.pdf": None}, False, "缺少文件"),
        ({"bag-info.txt": b"Bagging-Date: 1999-01-01\n"}, False, "内容与清单不符"),
        ({"tagmanifest-sha256.txt": None}, False, "缺少 tagmanifest-sha256.txt"),
        ({"文本.json": b'{"files": []}'}, True, "与签发时的摘要不符"),
        ({"名单.pdf": b"%PDF-1.4 other"}, True, "缺少签发时的附件“名单.pdf”"),
    ],
)
def test_a_package_that_was_altered_is_found_out(bureau, change, again, said):
    with_a_file(bureau, pdf(1))
    content = packed(handed(bureau, completed(bureau, opened(bureau))))
    assert packages.faults(io.BytesIO(content)) == [], "the control"
    assert packages.faults(io.BytesIO(altered(content, {}, True))) == [], "and of the altering"
    (fault,) = packages.faults(io.BytesIO(altered(content, change, again)))
    assert said in fault


@pytest.mark.parametrize(
    ("change", "again", "said"),
    [
        ({"审签.json": None}, True, "件 D30-0001 缺少“审签.json”。"),
        ({"文本.json": None}, True, "件 D30-0001 缺少“文本.json”。"),
        ({"审签.json": b"\xff{"}, True, "的“审签.json”无法读取"),
        ({"审签.json": b"[]"}, True, "的“审签.json”无法读取"),
        ({"文本.json": b"{"}, True, "的“文本.json”无法读取"),
        ({"审签.json": b'{"digest": 1}'}, True, "与签发时的摘要不符"),
        ({"/manifest-sha256.txt": b"\xff\xfe"}, False, "清单 manifest-sha256.txt 无法读取"),
        ({"/manifest-sha256.txt": b""}, False, "没有文件"),
        ({"bagit.txt": None, "正文.html": None}, False, "缺少 bagit.txt"),
    ],
)
def test_what_is_missing_or_altered_is_reported_and_never_breaks_the_command(
    bureau, tmp_path, change, again, said
):
    with_a_file(bureau, pdf(1))
    content = packed(handed(bureau, completed(bureau, opened(bureau))))
    file = tmp_path / "bag.zip"
    file.write_bytes(altered(content, change, again))
    answer = CliRunner().invoke(cli, ["archive", "verify", str(file)])
    assert (answer.exit_code, type(answer.exception)) == (1, SystemExit), answer.exception
    assert said in answer.output


@tried(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1), byte=st.integers(1, 255), cut=st.booleans())
def test_a_package_with_any_byte_changed_or_cut_off_there_is_reported(bag, place, byte, cut):
    where = min(int(place * len(bag)), len(bag) - 1)
    tail = b"" if cut else bytes([bag[where] ^ byte]) + bag[where + 1 :]
    found = packages.faults(io.BytesIO(bag[:where] + tail))
    assert all(isinstance(one, str) and one.endswith("。") for one in found)


@pytest.fixture
def bag(bureau) -> bytes:
    with_a_file(bureau, pdf(1))
    content = packed(handed(bureau, completed(bureau, opened(bureau))))
    assert packages.faults(io.BytesIO(content)) == [], "the control"
    return content


def test_what_is_no_package_is_said_so(tmp_path):
    assert packages.faults(io.BytesIO(b"no zip")) == ["文件不是 zip 压缩包，或已损坏。"]
    file = tmp_path / "x.zip"
    file.write_bytes(b"no zip")
    assert CliRunner().invoke(cli, ["archive", "verify", str(file)]).exit_code == 1
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    assert packages.faults(empty) == ["归档包应只有一个顶层文件夹，且没有重名的文件。"]
