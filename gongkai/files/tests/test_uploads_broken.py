"""Broken and random bytes: an answer or a refusal, in bounded time, and never a fault."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.files import types
from gongkai.files.tests import samples
from gongkai.files.types import kind_of
from gongkai.trail.refusals import Refused

FILES = {
    "通知.docx": samples.docx(),
    "公文.ofd": samples.ofd(),
    "公文.pdf": samples.pdf_with_packed_objects(b"<</Type/Page>>" * 90),
    "照片.png": samples.picture("PNG"),
}
STARTS = (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBP", b"GIF89a")


def answered(content: bytes, name: str) -> bool:
    """True when it was taken, False when it was refused in a sentence; anything else is a fault."""
    try:
        return kind_of(content, name).type != ""
    except Refused:
        return False


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_file_with_some_bytes_changed_is_taken_or_refused(name, data):
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    answered(bytes(content), name)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_file_cut_off_anywhere_is_taken_or_refused(name, data):
    answered(FILES[name][: data.draw(st.integers(0, len(FILES[name])))], name)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(start, rest):
    for name in FILES:
        answered(start + rest, name)


def test_the_files_are_taken_before_they_are_broken():
    assert all(answered(content, name) for name, content in FILES.items())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", samples.pdf(b"stream\r\n" * 2_000_000)),
        ("a.pdf", samples.pdf(b"stream\r\n/ObjStm" * 1_000_000)),
        ("a.pdf", samples.pdf(b"obj/ObjStm stream\n" * 1_000_000)),
        ("a.pdf", samples.pdf(b"".join(
            samples.pdf_with_packed_objects(bytes(18_000_000)) for _ in range(40)))),
        ("a.pdf", samples.pdf(b"#4a" * 6_000_000)),
    ],
    ids=["streams", "streams of objects", "many names", "packed zeros", "escapes"],
)  # fmt: skip
def test_a_pdf_made_to_be_slow_is_answered_within_seconds(name, content):
    assert len(content) < types.MOST_BYTES
    begun = time.monotonic()
    answered(content, name)
    assert time.monotonic() - begun < 20  # 2 to 5 s; hours while it was quadratic
