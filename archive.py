"""A bureau with an archive: some documents go the real way through every verb, then their rows are multiplied.

Simulated in the copies: they share text and title with their original, heads of copied trail entries chain to
nothing, and their pages lie in no tree. Every row that the real way writes is there, in every table. SQLite only.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Field, Max, Model, UUIDField
from django.utils import timezone

from gongkai.accounts.models import Person
from gongkai.clearance.models import Clearance, Contribution, Numbering, Revision, Signature, Step
from gongkai.config import preparation
from gongkai.matters.documents.models import Document
from gongkai.obligations.models import Leg, Obligation
from gongkai.publishing.models import Counter, Placement, Publication, Shelf, Version
from gongkai.supervision.models import Notice
from gongkai.trail.models import Entry
from tests.casting import Bureau, cast_bureau

STRIDE = 10_000  # a copy's keys: those of its original + STRIDE for each copy
YEARS = 6  # over which the copies lie
BODY = "".join(
    f"<p>{n}．各区县体育部门、局属各单位要结合实际，认真组织开展全民健身活动，加强场地安全管理，"
    "落实责任，按时报送总结，并及时在门户网站公开活动安排、参与办法和结果，接受社会监督。</p>"
    for n in range(1, 21)
)
KEPT = ("mass_sports_events", "news", "notices", "work_plans", "other", "health_qigong_events")
# model, the way to its document's id
TABLES: tuple[tuple[type[Model], str], ...] = (
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
)


def bureau() -> Bureau:
    """Database, static files, plans and the cast of the tests, at this hour."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.disable(logging.INFO)
    preparation.migrate()
    preparation.collect_static()
    return cast_bureau(timezone.now())


def published(cast: Bureau) -> list[Document]:
    """Documents that went the whole way, in several columns; one of them is not for the public."""
    shown = [cast.published(category=category, body=BODY) for category in KEPT]
    kinds = {"document_kind": "information", "title": "全民健身活动安排"}
    shown += [cast.published(category="mass_sports_events", body=BODY, **kinds)]
    held = cast.signed(attribute="on_request", ground="13-on-request", review_on=timezone.localdate())
    return list(Document.objects.filter(uuid__in=[p.subject_id for p in shown] + [held.subject_id]))


def under_way(cast: Bureau) -> list[Document]:
    """Documents at every place where work waits: a draft, with the head, the reviewer, the leader, the office."""
    texts = [cast.draft(title=f"在办稿件{n}", body=BODY) for n in range(5)]
    at_the_head, sent_back = cast.submit(texts[1]), cast.submit(texts[2])
    cast.to_the_leader(texts[3])
    del at_the_head
    from gongkai.kinds.verbs import reviewing

    reviewing.send_back(clearance=sent_back, reason="请补充附件", by=cast.at("head"), at=cast.now)
    cast.number(_signed(cast, texts[4]))
    return texts


def _signed(cast: Bureau, text: Document) -> Clearance:
    sheet = cast.to_the_leader(text)
    cast.sign(sheet)
    return sheet


@transaction.atomic
def multiply(originals: Iterable[Document], copies: int, first: int = 1) -> None:
    """Each document `copies` times, spread over the past years. `first`: number of the first copy."""
    ids = [document.uuid for document in originals]
    for model, way in TABLES:
        keys = list(model.objects.filter(**{f"{way}__in": ids}, **_original(model)).values_list("pk", flat=True))
        if keys:
            _copy(model, keys, first, copies)
    _shelve()


def _original(model: type[Model]) -> dict[str, Any]:
    return {} if model in (Document, Entry) else {"pk__lt": STRIDE}


def _copy(model: type[Model], keys: list[Any], first: int, copies: int) -> None:
    fields = model._meta.concrete_fields
    values = ", ".join(_value(model, field, copies) for field in fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    key = model._meta.pk.get_db_prep_value  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(keys))
    sql = (
        f"WITH RECURSIVE copy (n) AS (SELECT %s UNION ALL SELECT n + 1 FROM copy WHERE n < %s) "
        f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM copy, {model._meta.db_table} t "
        f"WHERE t.{model._meta.pk.column} IN ({marks}) ORDER BY n, t.{model._meta.pk.column}"  # type: ignore[union-attr]
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [first, first + copies - 1, *(key(k, connection) for k in keys)])
