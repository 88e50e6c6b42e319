"""The store: bytes under their digest, whole or not at all, and on disk before a row names them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from gongkai.files import actions, store
from gongkai.files.models import Stored, Use
from gongkai.files.tests.samples import docx, pdf, picture
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Overtaken, Refused


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def lying(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.is_file())


def attach(bureau, document, name="附件.pdf", content=None):
    return actions.attach(
        subject=document.subject, name=name, content=content or pdf(), by=bureau.at("drafter"), at=bureau.now
    )  # fmt: skip


def test_a_content_lies_under_its_digest_once(home):
    digest = store.keep(b"content")
    assert digest == hashlib.sha256(b"content").hexdigest() == store.keep(b"content")
    assert lying(home) == [home / "files" / digest[:2] / digest]
    assert store.content_of(digest) == b"content"
    assert store.keep(b"other") != digest


@pytest.mark.parametrize(
    "digest", ["", "..", "../../etc/passwd", "g" * 64, "A" * 64, "0" * 63, "/" * 64]
)
def test_only_a_digest_leads_into_the_store(digest):
    with pytest.raises(ValueError):
        store.path_of(digest)


class PowerCutError(BaseException):
    """The process is gone: nobody below us handles it."""


def cut(monkeypatch, where: str) -> None:
    def gone(*_: object, **__: object) -> None:
        raise PowerCutError

    monkeypatch.setattr({"replace": Path, "chmod": Path, "fsync": os}[where], where, gone)


@pytest.mark.parametrize("where", ["fsync", "chmod", "replace"])
def test_a_crash_between_the_first_byte_and_the_name_leaves_nothing_under_the_digest(
    home, monkeypatch, where
):
    content = os.urandom(100_000)
    with monkeypatch.context() as patched:
        cut(patched, where)
        with pytest.raises(PowerCutError):
            store.keep(content)
    digest = hashlib.sha256(content).hexdigest()
    with pytest.raises(FileNotFoundError):
        store.content_of(digest)
    assert store.keep(content) == digest, "and the next one succeeds"
    assert store.content_of(digest) == content


def test_a_full_disk_leaves_no_rest_behind(home, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(
            os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
        )
        with pytest.raises(OSError, match="No space"):
            store.keep(b"content")
    assert lying(home) == []


def test_what_a_killed_process_left_half_written_is_never_taken_for_the_content(home):
    digest = hashlib.sha256(b"content").hexdigest()
    folder = home / "files" / digest[:2]
    folder.mkdir(parents=True)
    (folder / "tmpabcd").write_bytes(b"con")
    assert store.keep(b"content") == digest
    assert store.content_of(digest) == b"content"


def test_file_and_folders_are_flushed_before_the_row_is_written(bureau, monkeypatch):
    flushed, fsync = [], os.fsync

    def watched(handle: int) -> None:
        assert Stored.objects.count() == 0
        flushed.append(Path(f"/proc/self/fd/{handle}").readlink().is_dir())
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    attach(bureau, bureau.draft())
    assert flushed == [False, True, True]


def test_a_crash_before_the_row_leaves_no_use_and_no_entry(bureau, monkeypatch):
    document, entries = bureau.draft(), Entry.objects.count()
    with monkeypatch.context() as patched:
        cut(patched, "replace")
        with pytest.raises(PowerCutError):
            attach(bureau, document)
    assert (Use.objects.count(), Stored.objects.count(), Entry.objects.count()) == (0, 0, entries)


def test_attaching_the_same_file_twice_is_one_use_and_one_entry(bureau):
    document = bureau.draft()
    assert attach(bureau, document) == attach(bureau, document)
    assert Use.objects.count() == Stored.objects.count() == 1
    assert Entry.objects.filter(action="file.attached").count() == 1


def test_under_another_name_or_at_another_document_it_is_another_use_of_one_content(bureau, home):
    document = bureau.draft()
    attach(bureau, document)
    attach(bureau, document, "另名.pdf")
    attach(bureau, bureau.draft())
    assert (Use.objects.count(), Stored.objects.count(), len(lying(home))) == (3, 1, 1)


def test_what_was_taken_off_can_be_attached_again_and_is_taken_off_once(bureau):
    document = bureau.draft()
    use = attach(bureau, document)
    actions.remove(use=use, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(Overtaken):
        actions.remove(use=use, by=bureau.at("colleague"), at=bureau.now)
    assert Entry.objects.filter(action="file.removed").count() == 1
    assert attach(bureau, document).pk != use.pk
    assert store.content_of(use.stored_id) == pdf(), "revisions that name it still find it"


def test_a_document_takes_fifty_files_and_not_one_more(bureau):
    document = bureau.draft()
    for number in range(actions.MOST_FILES):
        attach(bureau, document, f"附件{number}.pdf")
    with pytest.raises(Refused, match="最多带 50 个"):
        attach(bureau, document, "第五十一个.pdf")
    assert attach(bureau, bureau.draft(), "别的.docx", docx()), "another one has its own fifty"
    assert attach(bureau, bureau.draft(), "别的.png", picture("PNG"))
