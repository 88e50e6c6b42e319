"""Pictures: what Word shows and no more, without what cameras and programs write in."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from gongkai.word import document
from gongkai.word.pictures import Framing, NotShown, shown
from gongkai.word.tests.cases_tables import EMF, pictures_that_come
from gongkai.word.tests.making import chunk, docx, drawing, p, png

CANARY = b"canary of Xi'an 34.34N"


def saved(kind: str, size: tuple[int, int] = (8, 4), **more: object) -> bytes:
    out = io.BytesIO()
    half = Image.new("RGB", size, (200, 0, 0))
    half.paste((0, 0, 200), (0, 0, size[0] // 2, size[1]))
    half.save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = CANARY.decode()
    found[0x0112] = orientation
    return found


WITH_CANARY = {
    "PNG text": png(more=chunk(b"tEXt", b"Author\x00" + CANARY)),
    "PNG EXIF": saved("PNG", exif=exif()),
    "PNG tail": png() + CANARY,
    "JPEG EXIF": saved("JPEG", exif=exif()),
    "JPEG comment": saved("JPEG", comment=CANARY),
    "JPEG tail": saved("JPEG") + CANARY,
    "WebP EXIF": saved("WEBP", exif=exif()),
    "held upright": saved("JPEG", exif=exif(6)),
}


@pytest.mark.parametrize("name", sorted(WITH_CANARY))
def test_nothing_of_author_place_or_program_stays_in_a_picture(name: str) -> None:
    content = WITH_CANARY[name]
    assert CANARY in content
    bare, _ = shown(content, Framing())
    assert CANARY not in bare
    Image.open(io.BytesIO(bare)).load()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_without_such_things_stays_the_same_picture(kind: str) -> None:
    content = saved(kind)
    with (
        Image.open(io.BytesIO(shown(content, Framing())[0])) as after,
        Image.open(io.BytesIO(content)) as before,
    ):
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("kind", "ending"), [("BMP", ".png"), ("TIFF", ".png"), ("JPEG", ".jpg"), ("GIF", ".gif")]
)
def test_each_kind_comes_as_one_that_browsers_show(kind: str, ending: str) -> None:
    content, found = shown(saved(kind), Framing())
    assert found == ending
    assert Image.open(io.BytesIO(content)).size == (8, 4)


def test_what_was_cut_off_in_word_is_gone() -> None:
    content, _ = shown(saved("PNG"), Framing(left=0.5))
    after = Image.open(io.BytesIO(content))
    assert after.size == (4, 4)
    assert after.convert("RGB").getcolors() == [(16, (200, 0, 0))]


def test_a_picture_turned_in_word_comes_turned() -> None:
    content, _ = shown(saved("PNG"), Framing(turned=90))
    after = Image.open(io.BytesIO(content)).convert("RGB")
    assert after.size == (4, 8)
    assert after.getpixel((0, 0)) == (0, 0, 200)  # left became top


def test_a_picture_held_upright_comes_upright() -> None:
    content, _ = shown(saved("JPEG", exif=exif(6)), Framing())
    assert Image.open(io.BytesIO(content)).size == (4, 8)


def test_cut_and_turned_pictures_come_from_the_file_so() -> None:
    sizes = [
        Image.open(io.BytesIO(p.content)).size
        for p in document.read(pictures_that_come(), "a.docx").pictures
    ]
    assert sizes == [(4, 2), (6, 3), (4, 2), (3, 9), (12, 6)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (EMF, "EMF"),
        (b"\xd7\xcd\xc6\x9a" + b"\x00" * 40, "WMF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "格式不受支持"),
        (png()[:50], "已损坏"),
        (saved("JPEG")[:20], "已损坏"),
        (
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", b""),
            "尺寸太大",
        ),
        (b"", "已损坏"),
    ],
)
def test_a_picture_that_cannot_be_shown_says_why(content: bytes, words: str) -> None:
    with pytest.raises(NotShown, match=words):
        shown(content, Framing())


def test_too_many_large_pictures_are_missing_not_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.word import state

    monkeypatch.setattr(state, "MOST_PICTURES", 100)
    content = docx(
        p(inside=drawing("rId1") + drawing("rId2")),
        links=(("rId1", "image", "media/a.png"), ("rId2", "image", "media/b.png")),
        more={"word/media/a.png": png(), "word/media/b.png": png(9, 9, b"\x01\x02\x03")},
    )
    imported = document.read(content, "a.docx")
    assert len(imported.pictures) == 1
    assert "图片太多太大" in imported.html
