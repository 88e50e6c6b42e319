"""Pictures as the page can show them: what Word shows and no more, without what cameras and programs write in."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

MOST_PIXELS = 60_000_000
_TOO_LARGE = "图片的尺寸太大，请缩小后插入"
_KEPT = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
_TURNED_INTO_PNG = {"BMP", "DIB", "TIFF"}
_FORMATS = (*_KEPT, *_TURNED_INTO_PNG)  # MPO, several JPEGs in one, opens as JPEG
_METAFILES = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"\x02\x00\x09\x00", "WMF"),
)
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT",
             b"acTL", b"fcTL", b"fdAT", b"bKGD"}  # fmt: skip
_QUALITY = 90
_ORIENTATION = 0x0112  # the EXIF tag that says how the camera was held


@dataclass(frozen=True)
class Framing:
    """How Word shows a picture: cut off at left, top, right, bottom (parts of 1), turned clockwise (degrees)."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    turned: int = 0

    @property
    def cuts(self) -> bool:
        return max(self.left, self.top, self.right, self.bottom) > 0

    @property
    def changes(self) -> bool:
        return self.cuts or self.turned in (90, 180, 270)


class NotShown(Exception):
    """A picture that cannot be shown; the reason is Chinese, without a full stop."""


def shown(content: bytes, framing: Framing) -> tuple[bytes, str]:
    """The bytes for the page, and the ending of their kind. Raises NotShown."""
    metafile = _metafile(content)
    if metafile:
        raise NotShown(f"{metafile} 格式的图片网页不能显示，请另存为 PNG 或截图后插入")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _shown(content, framing)
    except Image.DecompressionBombError:
        raise NotShown(_TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, struct.error):
        raise NotShown("图片已损坏或格式不受支持") from None


def _metafile(content: bytes) -> str:
    if content[40:44] == b" EMF" and content.startswith(b"\x01\x00\x00\x00"):
        return "EMF"
    return next((kind for signature, kind in _METAFILES if content.startswith(signature)), "")


def _shown(content: bytes, framing: Framing) -> tuple[bytes, str]:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise NotShown(_TOO_LARGE)
        kind = picture.format or ""
        held = kind in ("JPEG", "MPO") and picture.getexif().get(_ORIENTATION, 1) != 1
        if kind in _KEPT and not framing.changes and not held:
            return _bare(content, kind), _KEPT[kind]
        return _made_anew(picture, framing, kind)


def _made_anew(picture: Image.Image, framing: Framing, kind: str) -> tuple[bytes, str]:
    """Cut and turned as Word shows it: what was cut off may be what nobody should see."""
    upright = ImageOps.exif_transpose(picture)
    width, height = upright.size
    if framing.cuts:
        box = (
            round(width * framing.left),
            round(height * framing.top),
            max(round(width * (1 - framing.right)), round(width * framing.left) + 1),
            max(round(height * (1 - framing.bottom)), round(height * framing.top) + 1),
        )
        upright = upright.crop(box)
    if framing.turned in (90, 180, 270):
        upright = upright.rotate(-framing.turned, expand=True)
    return _saved(upright, "JPEG" if kind in ("JPEG", "MPO") else "PNG")


def _saved(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    out = io.BytesIO()
    picture.info = {}
    modes = ("RGB", "L") if kind == "JPEG" else ("RGB", "RGBA", "L", "LA", "P", "1")
    if picture.mode not in modes:
        picture = picture.convert("RGB" if kind == "JPEG" or picture.mode == "CMYK" else "RGBA")
    picture.save(out, kind, quality=_QUALITY)
    return out.getvalue(), _KEPT[kind]


def _bare(content: bytes, kind: str) -> bytes:
    """The same picture to the last point, without names, places, dates and programs."""
    if kind == "PNG":
        return _bare_png(content)
    if kind == "JPEG":
        return _bare_jpeg(content)
    return _bare_webp(content) if kind == "WEBP" else content


def _bare_png(content: bytes) -> bytes:
    out, at = bytearray(content[:8]), 8
    while at + 12 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if (
            zlib.crc32(content[at + 4 : at + 8 + size]).to_bytes(4, "big")
            != content[at + 8 + size : at + 12 + size]
        ):
            raise ValueError("damaged")
        if name in _PNG_KEPT:
            out += content[at : at + 12 + size]
        at += 12 + size
        if name == b"IEND":
            return bytes(out)
    raise ValueError("cut off")


def _bare_jpeg(content: bytes) -> bytes:
    """Without the segments APP1 (EXIF, XMP), APP13 (IPTC), other APPs but colour, comments, and what follows the end."""
    out, at = bytearray(content[:2]), 2
    while content[at : at + 1] == b"\xff":
        marker = content[at + 1]
        if marker == 0xDA:
            end = content.rfind(b"\xff\xd9")
            return bytes(out + (content[at : end + 2] if end > at else content[at:]))
        size = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker not in _JPEG_LEFT_OUT:
            out += content[at : at + size]
        at += size
    raise ValueError("no picture in it")


_JPEG_LEFT_OUT = {0xE1, 0xFE, *range(0xE3, 0xEE), 0xEF}  # APP0 JFIF, APP2 colour, APP14 Adobe stay


def _bare_webp(content: bytes) -> bytes:
    out, at = bytearray(), 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        piece = content[at : at + 8 + size + size % 2]
        if name == b"VP8X":
            piece = piece[:8] + bytes([piece[8] & ~0x0C]) + piece[9:]  # no EXIF, no XMP any more
        if name not in (b"EXIF", b"XMP "):
            out += piece
        at += len(piece)
    return b"RIFF" + (len(out) + 4).to_bytes(4, "little") + b"WEBP" + bytes(out)
