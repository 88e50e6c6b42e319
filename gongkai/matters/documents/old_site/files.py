"""The files that a row names: its body as HTML, its pictures and attachments, each judged by its content."""

from __future__ import annotations

import hashlib

from gongkai.clearance.cleaning import pictures_in, plain
from gongkai.clearance.document import PublicFile
from gongkai.files.types import MOST_BYTES, kind_of, tidy_name
from gongkai.matters.documents.old_site import bodies
from gongkai.matters.documents.old_site.folder import decoded
from gongkai.matters.documents.old_site.reading import Reading
from gongkai.matters.documents.old_site.shape import (
    BODY,
)
from gongkai.trail.refusals import Refused
from gongkai.word.text import text_of

MOST_BODY = 5 * 1024 * 1024  # bytes of one HTML file


def body_of(reading: Reading) -> str:
    row, given = reading.row, reading.given
    text = row[BODY]
    if text and "<" not in text:
        path = given.folder.file(text)
        if path is None:
            reading.wrong(BODY, f"files 中没有文件“{text}”。请放入该文件，或直接写 HTML。")
            return ""
        read = decoded(path.read_bytes()) if path.stat().st_size <= MOST_BODY else None
        if read is None:
            reading.wrong(BODY, f"“{text}”超过 5 MB，或不是 UTF-8、GB18030 文本，请另存后再导入。")
            return ""
        text = read
    try:
        body, reading.dropped = bodies.read(
            text, lambda name: take(reading, name, BODY, picture=True), given.hosts
        )
    except bodies.NoSuchPicture as missing:
        if not any(fault.column == BODY for fault in reading.faults):
            reading.wrong(BODY, f"正文中的图片“{missing.name}”不在 files 中，请补上或从正文删去。")
        return ""
    if row[BODY] and not plain(body) and not pictures_in(body) and not reading.files:
        reading.wrong(BODY, "清理之后正文是空的，也没有附件，请核对是否取错了页面。")
    return body


def take(reading: Reading, name: str, column: str, *, picture: bool) -> str | None:
    """The digest of a file of the folder, judged by its content; None where it is not there or not welcome."""
    path = reading.given.folder.file(name)
    if path is None:
        if not picture:
            reading.wrong(column, f"files 中没有文件“{name}”，请放入或改正文件名。")
        return None
    if path.stat().st_size > MOST_BYTES:
        reading.wrong(column, f"文件“{name}”超过 20 MB，请压缩或拆分后再导入。")
        return None
    content = path.read_bytes()
    try:
        tidy = tidy_name(path.name)
        kind = kind_of(content, tidy)
        if picture and not kind.picture:
            raise Refused(f"“{name}”不是图片，请改正正文中的地址。")
        if not picture and reading.given.words:
            reading.words.append((tidy, text_of(content, tidy)))
            if kind.picture or not reading.words[-1][1].strip():
                reading.unread.append(tidy)
    except Refused as refused:
        reading.wrong(column, refused.sentence)
        return None
    digest = hashlib.sha256(content).hexdigest()
    file = PublicFile(digest, tidy, len(content), kind.type, picture)
    reading.files.setdefault((digest, tidy), (file, path))
    return digest
