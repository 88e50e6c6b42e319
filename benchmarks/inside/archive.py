"""A bureau with an archive: some documents go the real way through every verb, then all their rows are multiplied.

Simulated in the copies: they share text and title with their original, the heads of copied trail entries chain
to nothing, and their pages lie in no tree. Every row that the real way writes is there, in every table.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from benchmarks.inside.copying import copied
from gongkai.clearance.models import Clearance, Contribution, Numbering, Revision, Signature, Step
from gongkai.config import preparation
from gongkai.kinds.verbs.reviewing import send_back
from gongkai.matters.documents.models import Document
from gongkai.obligations.models import Leg, Obligation
from gongkai.publishing.models import Counter, Placement, Publication, Shelf, Version
from gongkai.supervision import notifier
from gongkai.supervision.models import Cursor, Notice
from gongkai.trail.models import Entry
from gongkai.trail.reading import end
from tests.casting import Bureau, cast_bureau

CATEGORIES = ("mass_sports_events", "news", "notices", "work_plans", "other")
# Every table that a document writes into, and the way from a row to the document.
TABLES = (
    (Document, "uuid"),
    (Revision, "subject_id"),
    (Contribution, "subject_id"),
    (Clearance, "subject_id"),
    (Step, "clearance__subject_id"),
    (Signature, "clearance__subject_id"),
    (Numbering, "signature__clearance__subject_id"),
    (Publication, "subject_id"),
    (Version, "publication__subject_id"),
    (Placement, "publication__subject_id"),
    (Obligation, "subject_id"),
    (Leg, "obligation__subject_id"),
    (Entry, "subject_id"),
    (Notice, "entry__subject_id"),
)


def bureau() -> Bureau:
    """Database, static files, plans and the cast of the tests, at this hour."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)
    preparation.collect_static()
    return cast_bureau(timezone.now())


def text(paragraphs: int) -> str:
    """A body of real words: the first paragraphs of the bureau's own plan."""
    lines = (settings.ROOT / "plans/xian-sports/plan-text.txt").read_text(encoding="utf-8").split()
    return "".join(f"<p>{line}</p>" for line in lines[:paragraphs])


def published(cast: Bureau, body: str) -> list[Document]:
    """Documents that went the whole way, one in each of several columns."""
    return _told([cast.published(category=each, body=body).subject_id for each in CATEGORIES])


def only_registered(cast: Bureau, body: str) -> list[Document]:
    """A document that was signed and is not for the public."""
    held = {"attribute": "on_request", "ground": "13-on-request", "review_on": timezone.localdate()}
    return _told([cast.signed(body=body, **held).subject_id])


def waiting(cast: Bureau, body: str) -> list[Document]:
    """A document that waits for the office to publish it."""
    return _told([cast.signed(body=body).subject_id])


def under_way(cast: Bureau, body: str) -> list[Document]:
    """A document at each place where others wait: with the drafter, the head, sent back, with the leader."""
    draft, at_head, returned, at_leader = (cast.draft(body=body) for _ in range(4))
    cast.submit(at_head)
    cast.to_the_leader(at_leader)
    send_back(clearance=cast.submit(returned), reason="请补充附件", by=cast.at("head"), at=cast.now)
    return _told([draft.uuid, at_head.uuid, returned.uuid, at_leader.uuid])


def _told(subjects: Sequence[UUID]) -> list[Document]:
    """The documents, once everybody has been sent their notices of them."""
    while notifier.catch_up():
        pass
    return list(Document.objects.filter(uuid__in=subjects))


def multiply(originals: Sequence[Document], copies: int, days: int) -> None:
    """Each document with all its rows `copies` times more, over the past `days`."""
    ids = [document.uuid for document in originals]
    rows = {
        model: model.objects.filter(**{f"{way}__in": ids}).order_by("pk") for model, way in TABLES
    }
    copied({model: list(found) for model, found in rows.items() if found}, copies, days)
    for column in Publication.objects.values_list("column", flat=True).distinct():
        length = Publication.objects.filter(column=column).count()
        Shelf.objects.filter(column=column).update(length=length)
    Counter.objects.update(last=Publication.objects.count())
    Cursor.objects.update(**end()._asdict())
