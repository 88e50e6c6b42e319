"""One row becomes one item, or faults cell by cell. Files are opened one at a time and let go again."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.clearance.cleaning import pictures_in
from gongkai.clearance.document import Attribute, PublicDocument
from gongkai.clearance.rules import title_fault
from gongkai.clock.calendars import local_day
from gongkai.matters.documents.old_site import cells
from gongkai.matters.documents.old_site.files import body_of, take
from gongkai.matters.documents.old_site.looking import looked_at
from gongkai.matters.documents.old_site.reading import Given, Reading
from gongkai.matters.documents.old_site.shape import (
    ADDRESS,
    ATTACHMENTS,
    ATTRIBUTE,
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

MOST_FILES = 50


def item_of(row: Row, given: Given) -> tuple[OldItem | None, list[Fault], tuple[Found, ...]]:
    """The item if the row is good, all its faults if not, and the personal data found in either case."""
    reading = Reading(row, given)
    for column in REQUIRED:
        if not row[column]:
            reading.wrong(column, "没有填写，请补上。")
    published = reading.value(PUBLISHED, lambda text: cells.moment(text, given.now), given.now)
    assert isinstance(published, datetime)
    _address(reading)
    _words(reading)
    document = _document(reading, published)
    found = looked_at(reading, document)
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


def _address(reading: Reading) -> None:
    if address := reading.row[ADDRESS]:
        fault = old_addresses.fault(address, reading.given.hosts)
        if fault:
            reading.wrong(ADDRESS, fault)


def _words(reading: Reading) -> None:
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


def _document(reading: Reading, published: datetime) -> PublicDocument:
    row, given = reading.row, reading.given
    day = local_day(published)
    reading.value(DATED, lambda text: cells.day(text, day), None)
    for name in cells.listed(row[ATTACHMENTS]):
        take(reading, name, ATTACHMENTS, picture=False)
    if len(reading.files) > MOST_FILES:
        reading.wrong(ATTACHMENTS, f"一件最多带 {MOST_FILES} 个附件，请合并。")
    body = body_of(reading)
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
