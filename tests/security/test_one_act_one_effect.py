"""One act has one effect, however often and by however many the button is pressed: one wins, the others are told.

Bounded by time; `GONGKAI_RACE_ROUNDS=1000` for the whole of it. On SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections import Counter as Tally
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import Count, QuerySet

from gongkai.clearance.models import Clearance, Correction, Numbering, Revision, Signature
from gongkai.files.models import Use
from gongkai.kinds.verbs import publishing, signing, submitting
from gongkai.obligations.models import Obligation
from gongkai.publishing.models import Counter, Publication, Shelf, Version
from gongkai.trail import heads
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Overtaken
from tests.security.racing import THREADS, one_won, rounds, starters
from tests.security.ways import Way

NOWHERE = Path("/nonexistent/heads.jsonl")
POSTGRESQL = connection.vendor == "postgresql"
ENTRIES = {
    "document.drafted": 1, "file.attached": 1, "file.removed": 1, "document.submitted": 3, "document.agreed": 2, "document.recalled": 1,
    "document.secrecy_reviewed": 1, "document.signed": 1, "document.numbered": 1, "document.published": 2,
    "document.withdrawn": 1, "document.voided": 1,
}  # fmt: skip


def test_every_act_on_a_documents_way_has_one_effect(open_bureau, record_property):
    done = races = 0
    with starters() as four:
        for number in rounds():
            way = Way(open_bureau, four, number)
            way.go()
            done, races = done + 1, races + way.races
    record_property("rounds", done)
    print(f"{connection.vendor}: {done} rounds, {races} races of {THREADS}, double effects 0")  # noqa: T201
    assert done >= 2
    assert races == 18 * done
    everything_stands_once(done)


def everything_stands_once(ways: int) -> None:
    """Rows and trail say the same as the answers did."""
    corrections, refused = (
        Correction.objects.count(),
        Correction.objects.exclude(refused_at=None).count(),
    )
    for model, each in ((Clearance, 2), (Signature, 1), (Numbering, 1), (Publication, 1), (Use, 1)):
        assert model.objects.count() == each * ways, model.__name__
    assert Version.objects.count() == 2 * ways
    assert corrections == ways + refused
    written = Tally(Entry.objects.values_list("action", flat=True))
    assert {action: written[action] for action in ENTRIES} == {
        a: n * ways for a, n in ENTRIES.items()
    }
    assert written["document.correction_made"] == corrections
    assert Counter.objects.get().last == sum(Shelf.objects.values_list("length", flat=True)) == ways
    open_ones = Obligation.objects.filter(ending="").values("duty", "subject_id", "holder")
    assert not open_ones.annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert Revision.objects.count() <= 3 * ways + refused
    assert heads.verify(NOWHERE) == []


def test_four_documents_published_at_once_get_four_index_numbers_in_one_row(open_bureau):
    by, at = open_bureau.at("editor"), open_bureau.now
    with starters() as four:
        for number in range(1, 6):
            sheets = [open_bureau.signed() for _ in range(THREADS)]
            presses = [
                partial(
                    publishing.publish,
                    clearance=sheet,
                    seen=open_bureau.shown(sheet),
                    by=by,
                    at=at,
                )
                for sheet in sheets
            ]
            assert [o.fault or o.refused for o in four.press(*presses)] == [""] * THREADS
            serials = sorted(Publication.objects.values_list("serial", flat=True))
            assert serials == list(range(1, number * THREADS + 1))


def test_of_the_leader_who_signs_and_the_drafter_who_recalls_one_wins(open_bureau):
    leader, drafter, at = open_bureau.at("leader"), open_bureau.at("drafter"), open_bureau.now
    won = Tally()
    with starters() as four:
        for _ in range(8):
            sheet = open_bureau.fresh(open_bureau.to_the_leader(open_bureau.draft()))
            seen = sheet.revision.digest
            signs = partial(signing.sign, clearance=sheet, seen=seen, by=leader, at=at)
            recalls = partial(submitting.recall, clearance=sheet, by=drafter, at=at)
            one_won("sign and recall", four.press(signs, recalls))
            sheet.refresh_from_db()
            won[sheet.state] += 1
            assert sheet.signatures.count() == (sheet.state == "signed")
    assert set(won) <= {"signed", "recalled"}


# --- controls: the same races without what protects them must double ---------------------------------


def careless_publish() -> int:
    """Read, then save: the next 索引号 without a transaction and without a lock."""
    counter = Counter.objects.get()
    counter.last += 1
    counter.save()
    return counter.last


def careless_withdraw(pk: int) -> None:
    """Read, then save: nobody holds the row between the question and the answer."""
    publication = Publication.objects.get(pk=pk)
    if publication.state != Publication.State.LIVE:
        raise Overtaken("该信息已经撤下，请刷新后查看。")
    publication.state = Publication.State.WITHDRAWN
    publication.save(update_fields=["state"])


def test_control_reading_and_then_saving_outside_a_transaction_doubles(open_bureau):
    publication = open_bureau.publish(open_bureau.signed())
    doubled = {"publish": 0, "withdraw": 0}
    with starters() as four:
        for _ in range(25):
            serials = [o.value for o in four.press(careless_publish) if not o.fault]
            doubled["publish"] += len(set(serials)) < len(serials)
            Publication.objects.update(state=Publication.State.LIVE)
            answers = four.press(lambda: careless_withdraw(publication.pk))
            doubled["withdraw"] += sum(not o.refused and not o.fault for o in answers) > 1
    print(f"{connection.vendor}: doubled without protection, of 25: {doubled}")  # noqa: T201
    assert all(doubled.values())


@pytest.mark.postgres
@pytest.mark.skipif(not POSTGRESQL, reason="on SQLite the transaction itself is the lock")
def test_control_without_its_row_lock_the_real_verb_doubles(open_bureau, monkeypatch):
    doubled = 0
    published = [open_bureau.publish(open_bureau.signed()) for _ in range(12)]
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *_, **__: rows)
    by, at = open_bureau.at("editor"), open_bureau.now
    with starters() as four:
        for one in published:
            four.press(
                partial(publishing.withdraw, publication=one, reason="内容有误", by=by, at=at)
            )
            entries = Entry.objects.filter(action="document.withdrawn", subject_id=one.subject_id)
            doubled += entries.count() > 1
    print(f"postgresql: withdrawn twice without the row lock: {doubled} of {len(published)}")  # noqa: T201
    assert doubled


@pytest.mark.skipif(POSTGRESQL, reason="PostgreSQL needs the row lock as well")
def test_on_sqlite_the_immediate_transaction_is_the_lock(open_bureau):
    publication = open_bureau.publish(open_bureau.signed())
    with starters() as four:
        for _ in range(10):
            Publication.objects.update(state=Publication.State.LIVE)
            one_won(
                "in turn", four.press(lambda: transaction.atomic(careless_withdraw)(publication.pk))
            )
