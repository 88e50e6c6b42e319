"""What must not come in as a Word file: each with words of the sentence that refuses it."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import struct
import zipfile
from collections.abc import Callable

from docx import Document
from PIL import Image

from gongkai.files.tests import samples
from gongkai.word.tests.making import (
    OUTSIDE,
    docx,
    drawing,
    field,
    p,
    parts,
    png,
    r,
    rels,
    root,
    tbl,
    tc,
    tr,
    types,
    zipped,
)  # fmt: skip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
MEGABYTE = 1024 * 1024
GOOD = p("正文。")
Case = tuple[Callable[[], bytes], str]


def ole(*streams: str) -> bytes:
    return OLE + b"\x00\x00".join(stream.encode("utf-16-le") for stream in streams) + b"\x00" * 600


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


def with_part(name: str, content: bytes | str = b"x") -> bytes:
    return docx(GOOD, more={name: content})


def with_link(kind: str, target: str) -> bytes:
    return docx(GOOD, links=(("rId9", kind, target),))


def settings_link(kind: str, target: str) -> bytes:
    return docx(
        GOOD,
        more={
            "word/_rels/settings.xml.rels": rels(("rId1", kind, target)),
            "word/settings.xml": "<a/>",
        },
    )


def replaced(name: str, content: bytes | str | None) -> bytes:
    found = parts(GOOD)
    del found[name]
    if content is not None:
        found[name] = content.encode() if isinstance(content, str) else content
    return zipped(found)


def main_part(text: str | bytes) -> bytes:
    return replaced("word/document.xml", text)


def patched(at: int, flag: int) -> bytes:
    """Every header with a changed flag: for a reader, an encrypted archive."""
    content = bytearray(docx(GOOD))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + place + at] |= flag
            start = content.find(signature, start + 4)
    return bytes(content)


def broken_check_sum() -> bytes:
    content = bytearray(zipped(parts(GOOD), zipfile.ZIP_STORED))
    content[content.find("正文".encode())] ^= 1
    return bytes(content)


def two_of_a_name() -> bytes:
    out = io.BytesIO(docx(GOOD))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", b"<x/>")
    return out.getvalue()


def lying_size() -> bytes:
    """The directory says ten bytes of a part of 50 MB."""
    content = bytearray(with_part("word/media/image1.png", b"\x00" * 50 * MEGABYTE))
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/media/image1.png"))
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(content)


def same_bytes_under_many_names() -> bytes:
    """Overlapping entries: a small file that unpacks without end."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(GOOD).items():
            archive.writestr(name, content)
        archive.writestr("word/media/a.bin", os.urandom(1000))
        one = archive.infolist()[-1]
        for at in range(50):
            twin = zipfile.ZipInfo(f"word/media/{at}.bin")
            for field_name in (
                "header_offset",
                "compress_size",
                "file_size",
                "CRC",
                "compress_type",
            ):
                setattr(twin, field_name, getattr(one, field_name))
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    return out.getvalue()


def bomb(size: int, name: str = "word/document.xml") -> Callable[[], bytes]:
    return lambda: zipped({**parts(GOOD), name: b"<a>" + b" " * size + b"</a>"})


def other_packing(kind: int) -> bytes:
    return zipped(parts(GOOD), kind)


def nested(depth: int) -> bytes:
    table = p("最里")
    for _ in range(depth):
        table = tbl(tr(tc(table)))
    return docx(table)


def word(content: str, **more: str) -> bytes:
    return docx(content, more=more)  # type: ignore[arg-type]


def declared(declaration: str, use: str = "") -> bytes:
    inner = root("document", f"<w:body>{p('a')}<w:p><w:r><w:t>{use}</w:t></w:r></w:p></w:body>")
    return main_part(inner.replace("?>\n", f"?>\n{declaration}\n", 1))


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip


def docm() -> bytes:
    return replaced(
        "[Content_Types].xml", types("application/vnd.ms-word.document.macroEnabled.main+xml")
    )


def open_document() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


def no_text_at_all() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def dde_in_pieces() -> bytes:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    pieces = "".join(
        f"<w:r><w:instrText>{t}</w:instrText></w:r>"
        for t in ("DDE", "AUTO c:\\\\cmd.exe ", "&quot;/k&quot;")
    )
    return docx(p("表", inside=begin + pieces + end))


NO_FILES: dict[str, Case] = {
    "empty": (lambda: b"", "是空的"),
    "too large": (lambda: docx(GOOD) + b"\x00" * 20 * MEGABYTE, "超过 20 MB"),
    "text": (lambda: "只是文字".encode(), "纯文本"),
    "text in GBK": (lambda: "只是文字，不是文件。".encode("gbk"), "纯文本"),
    "text in UTF-16": (lambda: "只是文字".encode("utf-16"), "纯文本"),
    "web page": (lambda: b"\xef\xbb\xbf<!doctype html><p>x</p>", "网页"),
    "web page after a comment": (lambda: b"<!-- x --><html></html>", "网页"),
    "web archive": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页"),
    "RTF": (lambda: rb"{\rtf1\ansi x}", "RTF"),
    "PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "PNG": (png, "图片"),
    "JPEG": (lambda: picture("JPEG"), "图片"),
    "GIF": (lambda: picture("GIF"), "图片"),
    "BMP": (lambda: picture("BMP"), "图片"),
    "TIFF": (lambda: picture("TIFF"), "图片"),
    "WebP": (lambda: picture("WEBP"), "图片"),
    "program": (lambda: b"MZ" + b"\x00" * 100, "是程序"),
    "program of Linux": (lambda: b"\x7fELF" + b"\x00" * 100, "是程序"),
    "RAR": (lambda: b"Rar!\x1a\x07\x00", "压缩包"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c", "压缩包"),
    "gzip": (lambda: gzip.compress(docx(GOOD)), "压缩包"),
    "bzip2": (lambda: bz2.compress(docx(GOOD)), "不是 Word 文件"),
    "XML of Word 2003": (lambda: b'<?xml version="1.0"?><w:wordDocument/>', "XML"),
    "noise": (lambda: bytes(range(256)) * 40, "不是 Word 文件"),
    "encrypted Office file": (lambda: ole("EncryptionInfo", "EncryptedPackage"), "已加密"),
    "old Excel file": (lambda: ole("Workbook"), "Excel"),
    "old slides": (lambda: ole("PowerPoint Document"), "演示文稿"),
    "old Word file with macros": (lambda: ole("WordDocument", "Macros", "_VBA_PROJECT"), "含有宏"),
    "other OLE file": (lambda: ole("__substg1.0_0037001F"), "不是 Word 文件"),
    "old Word file that is none": (lambda: ole("WordDocument"), "另存为"),
}  # fmt: skip
ARCHIVES: dict[str, Case] = {
    "plain zip": (lambda: zipped({"a.txt": b"x"}), "只是一个压缩包"),
    "Excel": (samples.xlsx, "Excel"),
    "slides": (lambda: zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}), "演示文稿"),
    "OFD": (samples.ofd, "OFD"),
    "ODF": (open_document, "ODF"),
    "Android program": (lambda: zipped({"AndroidManifest.xml": b"x", "classes.dex": b"x"}), "是程序"),
    "cut off": (lambda: docx(GOOD)[:-200], "已损坏"),
    "beginning only": (lambda: docx(GOOD)[:60], "已损坏"),
    "wrong check sum": (broken_check_sum, "已损坏"),
    "encrypted parts": (lambda: patched(0, 1), "已加密"),
    "two parts of one name": (two_of_a_name, "压缩结构异常"),
    "way out of the archive": (lambda: with_part("../../etc/cron.d/x"), "压缩结构异常"),
    "way from the root": (lambda: with_part("/etc/passwd"), "压缩结构异常"),
    "way of Windows": (lambda: with_part("word\\..\\x.xml"), "压缩结构异常"),
    "drive of Windows": (lambda: with_part("C:/x.xml"), "压缩结构异常"),
    "same bytes under many names": (same_bytes_under_many_names, "压缩结构异常"),
    "archive behind an archive": (lambda: zipped({"a": b"x"}) + docx(GOOD), "压缩结构异常"),
    "2,001 parts": (lambda: docx(GOOD, more={f"word/{n}.bin": b"" for n in range(2_001)}), "压缩结构异常"),
    "a lie about sizes": (lying_size, "已损坏"),
    "packed with bzip2": (lambda: other_packing(zipfile.ZIP_BZIP2), "压缩结构异常"),
    "packed with LZMA": (lambda: other_packing(zipfile.ZIP_LZMA), "压缩结构异常"),
    "bomb of 190 MB": (bomb(190 * MEGABYTE), "压缩结构异常"),
    "bomb of 500 MB": (bomb(500 * MEGABYTE), "压缩结构异常"),
    "bomb beside the text": (bomb(150 * MEGABYTE, "word/media/image1.png"), "压缩结构异常"),
    "XML of 26 MB": (lambda: main_part(os.urandom(13 * MEGABYTE).hex().encode()), "压缩结构异常"),
    "millions of elements": (lambda: main_part(root("document", f"<w:body>{'<w:p/>' * 2_100_000}</w:body>")), "压缩结构异常"),
}  # fmt: skip
CONTENTS: dict[str, Case] = {
    "elements nested without end": (lambda: main_part(b"<a>" * 5_000 + b"</a>" * 5_000), "已损坏"),
    "tables nested 100 deep": (lambda: nested(100), "已损坏"),
    "broken XML": (lambda: main_part("<w:document><w:body>"), "已损坏"),
    "no XML": (lambda: main_part(os.urandom(500)), "已损坏"),
    "no body": (lambda: main_part(root("document", "")), "没有正文"),
    "no words": (no_text_at_all, "没有文字"),
    "only hidden words": (lambda: docx(p("暗", run="<w:vanish/>")), "没有文字"),
    "no main part": (lambda: replaced("word/document.xml", None), "没有 Word 正文"),
    "no content types": (lambda: replaced("[Content_Types].xml", None), "压缩包"),
    "no relationships": (lambda: replaced("_rels/.rels", None), "没有 Word 正文"),
    "other content type": (lambda: replaced("[Content_Types].xml", types("text/xml")), "没有 Word 正文"),
    "two main parts": (lambda: replaced("_rels/.rels", rels(
        ("a", "officeDocument", "word/document.xml"), ("b", "officeDocument", "word/document.xml"))), "没有 Word 正文"),
    "main part elsewhere": (lambda: replaced("_rels/.rels", rels(
        ("a", "officeDocument", "!http://example.invalid/d.xml"))), "没有 Word 正文"),
    "document type": (lambda: declared("<!DOCTYPE w>"), "压缩结构异常"),
    "a billion laughs": (lambda: declared(LAUGHS, "&j;"), "压缩结构异常"),
    "entity of a file": (lambda: declared('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"), "压缩结构异常"),
    "document type in UTF-16": (lambda: main_part("<!DOCTYPE w><w/>".encode("utf-16")), "压缩结构异常"),
    "macro file": (docm, "含有宏"),
    "macro part": (lambda: with_part("word/vbaProject.bin"), "含有宏"),
    "macro relationship": (lambda: with_link(
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "x.bin"), "含有宏"),
    "ActiveX": (lambda: with_part("word/activeX/activeX1.xml", "<a/>"), "控件"),
    "buttons of its own": (lambda: with_part("customUI/customUI.xml", "<a/>"), "自定义按钮"),
    "embedded object": (lambda: with_part("word/embeddings/oleObject1.bin"), "嵌有其他文件"),
    "embedded table": (lambda: with_part("word/embeddings/Sheet1.xlsx", samples.xlsx()), "嵌有其他文件"),
    "embedded object elsewhere in the file": (lambda: with_link("oleObject", "media/a.bin"), "链接了别的文件"),
    "other text mixed in": (lambda: with_link("aFChunk", "chunk.html"), "altChunk"),
    "other text mixed in by its name": (lambda: with_part("word/afchunk1.mht"), "altChunk"),
    "other text mixed in without a relationship": (lambda: docx(GOOD, '<w:altChunk r:id="x"/>'), "其他文件的内容"),
    "subdocument": (lambda: with_link("subDocument", "!file:///C:/b.docx"), "主控文档"),
    "linked object": (lambda: with_link("oleObject", "!file:///C:/b.xlsx"), "链接了别的文件"),
    "template on the web": (lambda: settings_link("attachedTemplate", "!http://example.invalid/a.dotm"), "网络上的模板"),
    "template on a server": (lambda: settings_link("attachedTemplate", "!file://///10.0.0.9/share/a.dotm"), "网络上的模板"),
    "template on a server, otherwise": (lambda: settings_link("attachedTemplate", r"!\\10.0.0.9\a.dotm"), "网络上的模板"),
    "source of letters": (lambda: settings_link("mailMergeSource", "!file:///C:/a.mdb"), "文件以外"),
    "picture on the web": (lambda: docx(p(inside=drawing("rId9", how="link")), links=(
        ("rId9", "image", "!https://example.invalid/a.png"),)), "网络上的图片"),
    "picture on a server": (lambda: with_link("image", "!file://server/a.png"), "网络上的图片"),
    "video on the web": (lambda: with_link("video", "!https://example.invalid/a.mp4"), "文件以外"),
    "frame on the web": (lambda: with_link("frame", "!https://example.invalid/"), "文件以外"),
    "external reference of a header": (lambda: docx(GOOD, more={
        "word/header1.xml": root("hdr", ""), "word/_rels/header1.xml.rels": rels(("a", "image", "!http://e.invalid/b.gif"))}),
        "网络上的图片"),
    "external written in capitals": (lambda: replaced("word/_rels/document.xml.rels", rels(
        ("a", "image", "!http://e.invalid/b.gif")).replace(OUTSIDE, ' TargetMode="EXTERNAL"')), "网络上的图片"),
    "DDE": (lambda: docx(p("a", inside=field("DDE excel x", r("1")))), "DDE"),
    "DDE in pieces": (dde_in_pieces, "DDE"),
    "DDE in a simple field": (lambda: docx(p("a", inside='<w:fldSimple w:instr=" DDEAUTO cmd x "/>')), "DDE"),
    "body longer than a book": (lambda: docx(*(p("字" * 40_000) for _ in range(90)),
                                             more={"word/media/noise.bin": os.urandom(200_000)}), "太长"),
}  # fmt: skip
BAD: dict[str, Case] = {**NO_FILES, **ARCHIVES, **CONTENTS}
