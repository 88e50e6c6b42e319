"""Writing: in a transaction, with a sentence, in order, each act under one id."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from gongkai.clearance.actions.registering import SignedElsewhere
from gongkai.clearance.states import Mode
from gongkai.files.tests.samples import xlsx
from gongkai.kinds.verbs import signing
from gongkai.trail import vocabulary
from gongkai.trail.actors import Subject, system
from gongkai.trail.chain import START, head_of
from gongkai.trail.models import Entry
from gongkai.trail.reading import Position, end, since
from gongkai.trail.tests.tampering import entries, one_more
from tests.casting import MONDAY


def test_no_entry_without_a_sentence_in_the_vocabulary(db):
    with pytest.raises(RuntimeError, match="no sentence for thing"), transaction.atomic():
        one_more(action="thing.done")
    assert not Entry.objects.exists()
    with transaction.atomic():
        assert one_more().number == 1, "the control: a known one is written"


def test_no_entry_outside_a_transaction(open_bureau):
    written = Entry.objects.count()
    with pytest.raises(RuntimeError, match="inside the transaction"):
        one_more()
    assert Entry.objects.count() == written


def test_two_sentences_for_one_action_are_refused_at_the_start():
    with pytest.raises(ValueError, match="two sentences"):
        vocabulary.register({"document.signed": "另一句"})


def test_every_entry_of_a_whole_journey_reads_as_a_sentence(bureau):
    bureau.withdraw(bureau.published())
    for entry in Entry.objects.all():
        sentence = vocabulary.sentence(entry)
        assert sentence != entry.action
        assert "{" not in sentence


def test_numbers_run_without_gaps_and_each_head_is_computed_from_the_one_before(db):
    made = entries(5)
    assert [entry.number for entry in made] == [1, 2, 3, 4, 5]
    previous = START
    for entry in Entry.objects.order_by("number"):
        assert entry.head == head_of(entry, previous), "as read back from the database"
        previous = entry.head
    assert since(Position(3, made[2].head)) == made[3:]
    assert end() == Position(5, previous)


def test_an_act_that_fails_leaves_no_entry_and_no_gap(db):
    entries(1)

    def fails() -> None:
        with transaction.atomic():
            one_more()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    entries(1)
    assert list(Entry.objects.values_list("number", flat=True)) == [1, 2]


def test_what_happens_at_the_desk_happened_when_it_was_recorded(bureau):
    bureau.signed()
    assert Entry.objects.exists()
    assert all(entry.happened == entry.recorded for entry in Entry.objects.all())


def test_a_signature_on_paper_happened_before_it_was_recorded_and_the_entry_shows_both(bureau):
    sheet = bureau.to_the_leader(bureau.draft())
    signed_at = bureau.now
    bureau.later(days=1)
    leader = bureau.people["leader"]
    signed = SignedElsewhere(
        mode=Mode.REGISTERED, signed_at=signed_at, proof="发文稿纸 2026-7", signer=leader
    )
    sheet = bureau.fresh(sheet)
    signing.register_signature(
        clearance=sheet,
        seen=sheet.revision.digest,
        signed=signed,
        by=bureau.at("editor"),
        at=bureau.now,
    )
    signing.confirm_signature(clearance=sheet, by=bureau.at("editor2"), at=bureau.now)
    entry = Entry.objects.get(action="document.signed")
    assert (entry.happened, entry.recorded) == (signed_at, bureau.now)
    registered = Entry.objects.get(action="document.signature_registered")
    assert registered.happened == registered.recorded, (
        "the entering itself happened when it was entered"
    )


def test_one_press_on_the_desk_is_one_act_however_many_entries_it_leaves(bureau, client):
    """送审 on a new draft with an attachment: drafted, attached, submitted, under the id of the one request."""
    before = end().number
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    form = {
        "key": str(uuid4()), "title": "关于开展活动的通知", "body": "<p>正文</p>", "document_kind": "official",
        "category": "mass_sports_events", "attribute": "proactive", "act": "submit",
        "attachment": SimpleUploadedFile("附件.xlsx", xlsx()),
    }  # fmt: skip
    assert client.post("/desk/documents/new/", form).status_code == 302
    made = Entry.objects.filter(number__gt=before)
    assert [e.action for e in made] == ["document.drafted", "file.attached", "document.submitted"]
    assert len({entry.act for entry in made}) == 1
    bureau.draft()
    assert Entry.objects.latest("number").act != made[0].act, "the next press is another act"


def test_an_entry_keeps_the_name_and_post_of_that_day(bureau):
    bureau.draft()
    drafter = bureau.people["drafter"]
    drafter.name = "改了名"
    drafter.save(update_fields=["name"])
    entry = Entry.objects.get(action="document.drafted")
    assert entry.actor["name"] == "群体处拟稿人"
    assert entry.actor["post"] == "科员"
    assert entry.person == drafter.uuid


def test_a_subject_is_only_ever_a_pair(db):
    subject = Subject("document", uuid4())
    with transaction.atomic():
        entry = one_more(subject=subject, by=system("外网探测"), at=MONDAY + timedelta(days=1))
    assert Entry.objects.get(number=1).subject == subject
    assert entry.person is None
