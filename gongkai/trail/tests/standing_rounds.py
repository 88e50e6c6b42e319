"""What stands before an act of 清理 or 归档: a round or a list in each of its states."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from gongkai.matters.documents import actions as documents
from gongkai.matters.documents.actions import (
    archiving,
    cleaning,
    confirming,
    handing_over,
    opening,
)
from gongkai.matters.documents.models import ArchiveList, Cleanup
from gongkai.matters.documents.rules.cleanup import Said
from tests.casting import Bureau


def cleanup(b: Bureau) -> Cleanup:
    b.published()
    return opening.open_cleanup(by=b.at("drafter"), at=b.now)


def _concluded(b: Bureau, held: Cleanup, **said: Any) -> Cleanup:
    item = held.items.get()
    return cleaning.conclude(
        cleanup=held, said={item.pk: Said(**said)}, editions={item.pk: item.edition},
        by=b.at("drafter"), at=b.now,
    )  # fmt: skip


def conclude(b: Bureau, held: Cleanup) -> Cleanup:
    return _concluded(b, held, conclusion="amend", basis="条文过时")


def cleanup_seen(b: Bureau) -> Cleanup:
    return _concluded(b, cleanup(b))


def cleanup_filled(b: Bureau) -> Cleanup:
    return conclude(b, cleanup(b))


def cleanup_before_head(b: Bureau) -> Cleanup:
    return cleaning.hand_in(cleanup=cleanup_filled(b), by=b.at("drafter"), at=b.now)


def cleanup_confirmed(b: Bureau) -> Cleanup:
    return confirming.confirm(cleanup=cleanup_before_head(b), by=b.at("head"), at=b.now)


def cleanup_ended(b: Bureau) -> Cleanup:
    """废止, confirmed, and said so in public."""
    held = cleanup(b)
    _concluded(b, held, conclusion="abolish", basis="新办法", since=b.now.date())
    cleaning.hand_in(cleanup=held, by=b.at("drafter"), at=b.now)
    confirming.confirm(cleanup=held, by=b.at("head"), at=b.now)
    confirming.carry_out(item=held.items.get(), by=b.at("editor"), at=b.now)
    return held


def archive_of(b: Bureau, period: str = "2026") -> ArchiveList:
    return archiving.open_archive(period=period, by=b.at("drafter"), at=b.now)


def archive(b: Bureau) -> ArchiveList:
    b.signed()
    return archive_of(b)


def archive_behind(b: Bureau) -> ArchiveList:
    held = archive(b)
    b.signed()
    return held


def complete(b: Bureau, held: ArchiveList) -> object:
    entry = held.entries.get()
    filled = {entry.pk: archiving.Filled(entry.responsible, "3", "", entry.retention)}
    return archiving.complete(
        archive=held, filled=filled, editions={entry.pk: 0}, by=b.at("drafter"), at=b.now
    )


def archive_with_a_pdf(b: Bureau) -> ArchiveList:
    document = b.draft()
    documents.attach(
        document=document, name="附件.pdf", content=one_page(), picture=False, by=b.at("drafter"), at=b.now,
    )  # fmt: skip
    b.sign(b.to_the_leader(document))
    return archive_of(b)


def one_page() -> bytes:
    made, content = pypdfium2.PdfDocument.new(), io.BytesIO()
    made.new_page(595, 842)
    made.save(content)
    return content.getvalue()


def count_pages(b: Bureau, held: ArchiveList) -> object:
    keys = [entry.pk for entry in held.entries.all()]
    return archiving.count_pages(archive=held, keys=keys, by=b.at("drafter"), at=b.now)


def archive_of_an_ended_year(b: Bureau) -> ArchiveList:
    return archive_of(b, "2025")


def archive_handed_over(b: Bureau) -> ArchiveList:
    return handing_over.hand_over(archive=archive_of_an_ended_year(b), by=b.at("head"), at=b.now)
