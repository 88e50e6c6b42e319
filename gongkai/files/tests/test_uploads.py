"""Uploads: judged by their content; what could do harm is refused in a sentence, what the office uses is taken."""

from __future__ import annotations

import zipfile

import pytest

from gongkai.files import actions, types
from gongkai.files.models import Stored, Use
from gongkai.files.tests import samples
from gongkai.files.tests.samples import (
    docx,
    encrypted,
    pdf,
    pdf_with_packed_objects,
    picture,
    zipped,
)
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused

DEFLATED = zipfile.ZIP_DEFLATED
HTML = b"<!doctype html><script>alert(1)</script>"
JAVASCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"

GOOD = {
    "照片.png": picture("PNG"),
    "照片.jpg": picture("JPEG"),
    "照片.jpeg": picture("JPEG"),
    "动图.gif": picture("GIF"),
    "照片.webp": picture("WEBP"),
    "大写.PNG": picture("PNG"),
    "公文.pdf": pdf(),
    "公文2.PDF": pdf_with_packed_objects(b"<</Type/Page/Contents 4 0 R>>" * 200),
    "用到斜杠字样的.pdf": pdf(b"(/Java Script /Launching)"),
    "通知.docx": docx(),
    "压缩过的通知.docx": docx(packing=DEFLATED),
    "带图的通知.docx": docx({"word/media/image1.png": picture("PNG")}),
    "报名表.xlsx": samples.xlsx(),
    "公文.ofd": samples.ofd(),
}
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("空.pdf", b"", "是空的"),
    "too large": ("大.pdf", pdf() + b"\0" * types.MOST_BYTES, "超过 20 MB"),
    "html": ("页面.html", HTML, "类型不受支持"),
    "html as pdf": ("页面.pdf", HTML, "类型不受支持"),
    "html as png": ("页面.png", HTML, "类型不受支持"),
    "html before a pdf": ("页面.pdf", HTML + pdf(), "类型不受支持"),
    "svg": ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "类型不受支持"),
    "svg as png": ("图.png", b"<?xml version='1.0'?><svg onload='alert(1)'/>", "类型不受支持"),
    "xhtml as jpg": ("图.jpg", b"<?xml version='1.0'?><html><script/></html>", "类型不受支持"),
    "exe": ("安装.exe", b"MZ\x90\0" + b"\0" * 200, "类型不受支持"),
    "exe as docx": ("通知.docx", b"MZ\x90\0" + b"\0" * 200, "类型不受支持"),
    "elf as pdf": ("通知.pdf", b"\x7fELF" + b"\0" * 200, "类型不受支持"),
    "shell script as pdf": ("通知.pdf", b"#!/bin/sh\nrm -rf /\n", "类型不受支持"),
    "java as jpg": ("图.jpg", b"\xca\xfe\xba\xbe" + b"\0" * 60, "类型不受支持"),
    "shortcut as docx": ("通知.docx", b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, "类型不受支持"),
    "rtf as docx": ("通知.docx", b"{\\rtf1\\object\\objdata}", "类型不受支持"),
    "old word": ("通知.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "类型不受支持"),
    "plain text": ("说明.txt", "说明".encode(), "类型不受支持"),
    "plain zip": ("资料.zip", zipped({"a.txt": b"a"}), "类型不受支持"),
    "jar as docx": ("通知.docx", zipped({"META-INF/MANIFEST.MF": b"Main-Class: A"}), "类型不受支持"),
    "no zip behind its mark": ("通知.docx", b"PK\x03\x04" + b"\0" * 90, "已损坏"),
    "zip cut off": ("通知.docx", docx()[:-30], "已损坏"),
    "bomb by ratio": ("通知.docx", docx({"word/a.xml": b"\0" * 9_000_000}, DEFLATED), "压缩结构异常"),
    "bomb by size": ("通知.docx", samples.says_larger(docx({"a": bytes(3_000_000)}), 2**32 - 2), "压缩结构异常"),
    "bomb by entries": ("通知.docx", docx({f"word/{n}.xml": b"x" for n in range(2_000)}), "压缩结构异常"),
    "bomb by overlapping": ("通知.docx", samples.overlapping(), "压缩结构异常"),
    "zip with ..": ("通知.docx", docx({"../../etc/cron.d/x": b"x"}), "压缩结构异常"),
    "zip with .. inside": ("通知.docx", docx({"word/../../x": b"x"}), "压缩结构异常"),
    "zip with an absolute path": ("通知.docx", docx({"/etc/passwd": b"x"}), "压缩结构异常"),
    "zip with a backslash path": ("通知.docx", docx({"..\\..\\x": b"x"}), "压缩结构异常"),
    "zip with a drive letter": ("通知.docx", docx({"C:/x": b"x"}), "压缩结构异常"),
    "encrypted zip": ("通知.docx", encrypted(docx()), "已加密"),
    "docm as docx": ("通知.docx", docx({"word/vbaProject.bin": b"x"}), "含有宏"),
    "docm as it is": ("通知.docm", docx({"word/vbaProject.bin": b"x"}), "含有宏"),
    "docm in other letters": ("通知.docx", docx({"word/VBAPROJECT.BIN": b"x"}), "含有宏"),
    "macro sheet": ("表.xlsx", zipped({"xl/workbook.xml": b"<x/>", "xl/macrosheets/sheet1.xml": b"x"}), "含有宏"),
    "control": ("表.xlsx", zipped({"xl/workbook.xml": b"<x/>", "xl/activeX/activeX1.bin": b"x"}), "含有宏"),
    "embedded object": ("通知.docx", docx({"word/embeddings/oleObject1.bin": b"MZ"}), "含有宏"),
    "pdf with script": ("公文.pdf", pdf(JAVASCRIPT), "含有脚本"),
    "pdf with a script in other letters": ("公文.pdf", pdf(b"<</S/J#61vaScr#69pt/JS(1)>>"), "含有脚本"),
    "pdf with a packed script": ("公文.pdf", pdf_with_packed_objects(JAVASCRIPT), "含有脚本"),
    "pdf that starts a program": ("公文.pdf", pdf(b"<</S/Launch/F(calc.exe)>>"), "含有脚本"),
    "pdf with a file in it": ("公文.pdf", pdf(b"<</Type/EmbeddedFile>>"), "含有脚本"),
    "pdf with rich media": ("公文.pdf", pdf(b"<</Subtype/RichMedia>>"), "含有脚本"),
    "pdf named docx": ("通知.docx", pdf(), "与扩展名不符"),
    "docx named pdf": ("通知.pdf", docx(), "与扩展名不符"),
    "docx named docm": ("通知.docm", docx(), "与扩展名不符"),
    "png named jpg": ("图.jpg", picture("PNG"), "与扩展名不符"),
    "png named html": ("图.png.html", picture("PNG"), "与扩展名不符"),
    "png named php": ("图.php", picture("PNG"), "与扩展名不符"),
    "gif named js": ("图.js", b"GIF89a=1;alert(1)", "与扩展名不符"),
    "no ending": ("通知", pdf(), "应带扩展名"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_what_the_office_uses_is_taken(name):
    assert name.lower().endswith(types.kind_of(GOOD[name], name).endings)


@pytest.mark.parametrize("what", BAD)
def test_what_could_do_harm_is_refused_and_leaves_nothing(bureau, what):
    name, content, sentence = BAD[what]
    subject, entries = bureau.draft().subject, Entry.objects.count()
    with pytest.raises(Refused, match=sentence) as refused:
        actions.attach(
            subject=subject, name=name, content=content, by=bureau.at("drafter"), at=bureau.now
        )
    assert refused.value.field == "file"
    assert (Stored.objects.count(), Use.objects.count(), Entry.objects.count()) == (0, 0, entries)


def test_the_corpus_is_as_large_as_promised():
    assert len(BAD) >= 30
    assert len({content for _, content, _ in BAD.values()}) >= 30


def test_in_a_text_only_pictures_may_stand(bureau):
    subject, by = bureau.draft().subject, bureau.at("drafter")
    given = {"subject": subject, "by": by, "at": bureau.now, "picture": True}
    with pytest.raises(Refused, match="只能插入图片"):
        actions.attach(name="公文.pdf", content=pdf(), **given)
    assert actions.attach(name="照片.png", content=picture("PNG"), **given).picture


@pytest.mark.parametrize("what", ["bomb by ratio", "bomb by size", "bomb by entries", "too large"])
def test_a_bomb_is_refused_without_being_unpacked(what, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("it was unpacked"))
    name, content, _ = BAD[what]
    with pytest.raises(Refused):
        types.kind_of(content, name)
