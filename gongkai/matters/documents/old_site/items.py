"""One row becomes one item, or faults cell by cell. Files are opened one at a time and let go again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from gongkai.clearance import secrecy
from gongkai.clearance.checking import unread
from gongkai.clearance.cleaning import pictures_in, plain
from gongkai.clearance.document import Attribute, PublicDocument, PublicFile
from gongkai.clearance.rules import title_fault
from gongkai.clock.calendars import local_day
from gongkai.files.types import MOST_BYTES, kind_of, tidy_name
from gongkai.matters.documents.old_site import bodies, cells
from gongkai.matters.documents.old_site.folder import Folder, decoded
from gongkai.matters.documents.old_site.mappings import Mappings
from gongkai.matters.documents.old_site.shape import (
    ADDRESS,
    ATTACHMENTS,
    ATTRIBUTE,
    BODY,
    COLUMN,
    DATED,
    INDEX_NUMBER,
    NUMBER,
    PUBLISHED,
    REQUIRED,
    SOURCE,
    TITLE,
    VALIDITIES,
    VALIDITY,
    Fault,
    Found,
    OldItem,
    Row,
)
from gongkai.publishing import old_addresses
from gongkai.trail.refusals import Refused
from gongkai.word.text import text_of
from gongkai.wording.checking import Text, personal_data
from gongkai.wording.rules import Rules

MOST_BODY = 5 * 1024 * 1024  # bytes of one HTML file
MOST_FILES = 50
UNREAD = "attachment.unread"  # the rule by which somebody answers for an attachment without words


@dataclass(frozen=True, slots=True)
class Given:
    """What every row is judged by. `office` stands for an organ that is kept as plain text."""

    folder: Folder
    mappings: Mappings
    rules: Rules
    hosts: frozenset[str]
    office: str
    now: datetime
    words: bool = True  # whether attachments are opened and their words looked at


@dataclass(slots=True)
class _Reading:
    """A row while it is read: what was wrong so far, and what its files are."""

    row: Row
    given: Given
    faults: list[Fault] = field(default_factory=list)
    files: dict[tuple[str, str], tuple[PublicFile, Path]] = field(default_factory=dict)
    words: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(
        default_factory=list
    )  # attachments without words: nobody looked at them yet
    dropped: tuple[str, ...] = ()

    def wrong(self, column: str, sentence: str) -> None:
        self.faults.append(Fault(self.given.folder.list, self.row.number, column, sentence))

    def value(self, column: str, read: Callable[[str], object], otherwise: object) -> object:
        """A cell through its check; `otherwise` where it is wrong or empty."""
        text = self.row[column]
        try:
            return read(text) if text else otherwise
        except cells.Wrong as wrong:
            self.wrong(column, str(wrong))
            return otherwise


def item_of(row: Row, given: Given) -> tuple[OldItem | None, list[Fault], tuple[Found, ...]]:
    """The item if the row is good, all its faults if not, and the personal data found in either case."""
    reading = _Reading(row, given)
    for column in REQUIRED:
        if not row[column]:
            reading.wrong(column, "没有填写，请补上。")
    published = reading.value(PUBLISHED, lambda text: cells.moment(text, given.now), given.now)
    assert isinstance(published, datetime)
    _address(reading)
    _words(reading)
    document = _document(reading, published)
    found = _looked_at(reading, document)
    if reading.faults:
        return None, reading.faults, found
    dated = reading.value(DATED, lambda text: cells.day(text, local_day(published)), None)
    return (
        OldItem(
            row=row.number,
            document=document,
            published=published,
            address=old_addresses.key(old_addresses.target(row[ADDRESS])),
            document_number=row[NUMBER],
            document_date=dated.isoformat() if isinstance(dated, date) else "",
            index_number=row[INDEX_NUMBER],
            files=tuple((file.digest, path) for file, path in reading.files.values()),
            dropped=reading.dropped,
            found=found,
        ),
        [],
        found,
    )


def _address(reading: _Reading) -> None:
    if address := reading.row[ADDRESS]:
        fault = old_addresses.fault(address, reading.given.hosts)
        if fault:
            reading.wrong(ADDRESS, fault)


def _words(reading: _Reading) -> None:
    """The short cells."""
    row = reading.row
    if row[TITLE] and (fault := title_fault(row[TITLE])):
        reading.wrong(TITLE, fault)
    for column, most in (
        (TITLE, 10_000),
        (NUMBER, cells.MOST_NUMBER),
        (INDEX_NUMBER, cells.MOST_INDEX_NUMBER),
        (SOURCE, cells.MOST_SOURCE),
    ):
        reading.value(column, lambda text, m=most, c=column: cells.short(text, m, c), "")  # type: ignore[misc]
    if row[ATTRIBUTE] and row[ATTRIBUTE] != Attribute.PROACTIVE.chinese:
        reading.wrong(
            ATTRIBUTE, f"“{row[ATTRIBUTE]}”的信息不补录上网，只收“主动公开”。请删去这一行。"
        )
    if row[VALIDITY] not in VALIDITIES:
        reading.wrong(VALIDITY, f"“{row[VALIDITY]}”不认识，请填有效、废止或失效，或留空。")
    if row[COLUMN] and row[COLUMN] not in reading.given.mappings.columns:
        reading.wrong(COLUMN, f"columns.csv 没有写“{row[COLUMN]}”对应哪个信息类别，请补上。")


def _document(reading: _Reading, published: datetime) -> PublicDocument:
    row, given = reading.row, reading.given
    day = local_day(published)
    reading.value(DATED, lambda text: cells.day(text, day), None)
    for name in cells.listed(row[ATTACHMENTS]):
        _take(reading, name, ATTACHMENTS, picture=False)
    if len(reading.files) > MOST_FILES:
        reading.wrong(ATTACHMENTS, f"一件最多带 {MOST_FILES} 个附件，请合并。")
    body = _body(reading)
    shown = set(pictures_in(body))
    fields = {
        "originally_published": row[PUBLISHED],
        "old_index_number": row[INDEX_NUMBER],
        "old_address": row[ADDRESS],
        "old_validity": row[VALIDITY],
    }
    return PublicDocument(
        kind="official" if row[NUMBER] else "information",
        title=row[TITLE],
        body=body,
        attribute=Attribute.PROACTIVE,
        source=given.mappings.organ(row[SOURCE], day, given.office),
        source_name=row[SOURCE],
        category=given.mappings.columns.get(row[COLUMN], ""),
        fields={name: value for name, value in fields.items() if value},
        files=tuple(
            file for file, _ in reading.files.values() if not file.picture or file.digest in shown
        ),
    )


def _body(reading: _Reading) -> str:
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
            text, lambda name: _take(reading, name, BODY, picture=True), given.hosts
        )
    except bodies.NoSuchPicture as missing:
        if not any(fault.column == BODY for fault in reading.faults):
            reading.wrong(BODY, f"正文中的图片“{missing.name}”不在 files 中，请补上或从正文删去。")
        return ""
    if row[BODY] and not plain(body) and not pictures_in(body) and not reading.files:
        reading.wrong(BODY, "清理之后正文是空的，也没有附件，请核对是否取错了页面。")
    return body


def _take(reading: _Reading, name: str, column: str, *, picture: bool) -> str | None:
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


def _looked_at(reading: _Reading, document: PublicDocument) -> tuple[Found, ...]:
    """Marks of secrecy refuse the row; personal data are for a person to decide."""
    given, number = reading.given, reading.row.number
    for column, text in (
        (TITLE, document.title),
        (BODY, document.body),
        (NUMBER, reading.row[NUMBER]),
        *((ATTACHMENTS, text) for _, text in reading.words),
    ):
        mark = secrecy.mark_in(text)
        if mark:
            reading.wrong(
                column, f"有{mark}。本系统为非涉密系统，不得导入；请停止处理并按保密规定另行办理。"
            )
    whole = Text(document.title, document.body, tuple(reading.words))
    findings = {
        one.key: (one.rule, f"{one.where}“{one.found}”：{one.message}")
        for one in personal_data(whole, given.rules, local_day(given.now))
    }
    for name in reading.unread:
        findings[unread(name).key] = (UNREAD, f"附件“{name}”没有读到文字，未能检查。")
    found = []
    for key, (rule, said) in findings.items():
        by = given.mappings.accepted_by(number, rule)
        found.append(Found(rule, said, by, key))
        if not by:
            column = ATTACHMENTS if rule == UNREAD else BODY
            mend = "请打开核对；可以公开" if rule == UNREAD else "请删去或掩码；确需保留"
            reading.wrong(
                column, f"{said}{mend}的，在 accepted.csv 写明“{number},{rule},答复人用户名”。"
            )
    return tuple(found)
