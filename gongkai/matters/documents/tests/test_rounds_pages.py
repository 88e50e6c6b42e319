"""Pages of 清理 and 归档: as many queries for three thousand documents as for forty; who waits sees it in 待办."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.clearance.models import Signature
from gongkai.matters.documents.models import (
    ArchiveEntry,
    ArchiveList,
    Cleanup,
    CleanupItem,
    Document,
)
from tests.security.routes import browser

MANY, FEW = 3000, 40
DAY = date(2026, 3, 2)


@pytest.fixture
def lists(bureau):
    """A 清理 and a 归档文件目录 of 群众体育处, filled up to a number of documents."""
    sheet = bureau.signed()
    signature = Signature.objects.get(clearance=sheet)
    first = Document.objects.get()
    row = {"organ": "mass_sports", "organ_name": "群众体育处", "opened_at": bureau.now}
    cleanup = Cleanup.objects.create(**row, period="2025")
    archives = {n: ArchiveList.objects.create(**row, period=str(n)) for n in (2024, 2025)}

    def filled(number: int) -> tuple[Cleanup, ArchiveList]:
        there = cleanup.items.count()
        documents = [
            Document(
                uuid=uuid4(), document_kind="official", title=f"第 {n} 件", category=first.category,
                attribute="proactive", organ="mass_sports", organ_name="群众体育处",
                created_by=first.created_by, created_at=bureau.now, edited_by=first.edited_by,
                edited_at=bureau.now,
            )
            for n in range(there, number)
        ]  # fmt: skip
        Document.objects.bulk_create(documents)
        CleanupItem.objects.bulk_create(
            CleanupItem(cleanup=cleanup, document=d, position=there + n, title=d.title,
                        attribute="proactive", signed_on=DAY)
            for n, d in enumerate(documents, 1)
        )  # fmt: skip
        return cleanup, archives[2025]

    ArchiveEntry.objects.create(
        archive=archives[2025], document=first, signature=signature, title=first.title, dated=DAY,
        responsible="本局", retention="10 years",
    )  # fmt: skip
    return filled


def queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_as_many_queries_for_three_thousand_documents_as_for_forty(bureau, lists):
    client = browser(bureau, "drafter")
    cleanup, archive = lists(FEW)
    addresses = [
        "/desk/", "/desk/documents/cleanup/", f"/desk/documents/cleanup/{cleanup.pk}/",
        f"/desk/documents/cleanup/{cleanup.pk}/?show=unsaid", "/desk/documents/archive/",
        f"/desk/documents/archive/{archive.pk}/",
    ]  # fmt: skip
    for address in addresses:
        client.get(address)
    few = [queries(client, address) for address in addresses]
    lists(MANY)
    assert [queries(client, address) for address in addresses] == few
    assert max(few) <= 35


def test_what_waits_stands_in_the_inbox_of_whom_it_waits_for(bureau, lists):
    _, archive = lists(FEW)
    Cleanup.objects.update(state="before_head")
    ArchiveList.objects.filter(pk=archive.pk).update(state="handed_over")
    said = {"head": "2025年文件清理待确认", "editor": "2025年归档文件待签收"}
    for who in ("drafter", "head", "other_head", "editor", "leader"):
        page = browser(bureau, who).get("/desk/").content.decode()
        for whose, sentence in said.items():
            assert (sentence in page) is (who == whose), (who, sentence)
    Cleanup.objects.update(state="open")
    assert "2025年文件清理未完成" in browser(bureau, "colleague").get("/desk/").content.decode()
    Cleanup.objects.update(returned="请核对")
    ArchiveList.objects.filter(pk=archive.pk).update(state="open", returned="缺页")
    page = browser(bureau, "colleague").get("/desk/").content.decode()
    assert "文件清理被退回" in page
    assert "归档文件被退回" in page


def test_what_was_typed_stays_on_the_page_when_it_is_refused(bureau, lists):
    cleanup, archive = lists(FEW)
    client = browser(bureau, "drafter")
    key = cleanup.items.first().pk
    form = {"item": key, f"edition-{key}": 0, f"conclusion-{key}": "abolish", f"basis-{key}": "写了一半",
            f"since-{key}": "3月2日"}  # fmt: skip
    answer = client.post(f"/desk/documents/cleanup/{cleanup.pk}/", form)
    assert answer.status_code == 409
    assert "写了一半" in answer.content.decode()
    assert "不是日期" in answer.content.decode()
    key = archive.entries.get().pk
    form = {"item": key, f"edition-{key}": 0, f"pages-{key}": "-1", f"responsible-{key}": "某局",
            f"retention-{key}": "10 years"}  # fmt: skip
    answer = client.post(f"/desk/documents/archive/{archive.pk}/", form)
    assert answer.status_code == 409
    assert 'value="-1"' in answer.content.decode()


@pytest.mark.parametrize("item", ["x", "-1", "9" * 30, "٣", ""])
def test_a_strange_key_is_nobodys_row(bureau, lists, item):
    cleanup, archive = lists(FEW)
    client = browser(bureau, "drafter")
    for kind, held in (("cleanup", cleanup), ("archive", archive)):
        assert client.post(f"/desk/documents/{kind}/{held.pk}/", {"item": item}).status_code == 302
    address = f"/desk/documents/cleanup/{cleanup.pk}/act/carry_out/"
    assert client.post(address, {"item": item}).status_code == 404


def test_the_spreadsheet_and_the_package_come_as_files(bureau, lists):
    _, archive = lists(FEW)
    client = browser(bureau, "drafter")
    base = f"/desk/documents/archive/{archive.pk}"
    answer = client.get(f"{base}/table/")
    assert answer.content.startswith(b"PK")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get(f"{base}/package/").status_code == 404, "nothing was handed over"
