"""Reads over documents that others may use."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.clearance import queries as clearances
from gongkai.clearance.cleaning import clean, pictures_in
from gongkai.clearance.document import Attribute, PublicDocument, PublicFile, digest_of
from gongkai.files.models import Use
from gongkai.matters.documents.models import KIND, Batch, Document, Item
from gongkai.publishing.queries import old_addresses
from gongkai.trail.actors import Actor


def seen_by(actor: Actor) -> QuerySet[Document]:
    """Own organ's drafts, and what the door brought to this actor's post."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return Document.objects.none()
    reached = clearances.seen_by(actor).filter(subject_kind=KIND, subject_id=OuterRef("uuid"))
    return Document.objects.filter(Q(organ=actor.organ) | Q(Exists(reached)))


def uses(document: Document) -> QuerySet[Use]:
    """Files that the draft has now."""
    found = Use.objects.filter(subject_kind=KIND, subject_id=document.uuid, removed_at__isnull=True)
    return found.select_related("stored")


def to_look_at(document: Document) -> list[dict[str, Any]]:
    """What of the imported file is still to be looked at before 送审."""
    return document.unresolved(uses(document).filter(picture=False).values_list("name", flat=True))


def public_document(uuid: UUID) -> PublicDocument:
    """The public document as the draft stands: attachments in order, and the pictures that the body names."""
    document = Document.objects.get(pk=uuid)
    body = clean(document.body)
    shown = set(pictures_in(body))
    files = [
        PublicFile(use.stored_id, use.name, use.stored.size, use.stored.type, use.picture)
        for use in uses(document)
        if not use.picture or use.stored_id in shown
    ]
    return PublicDocument(
        kind=document.document_kind,
        title=document.title.strip(),
        body=body,
        attribute=Attribute(document.attribute),
        ground=document.ground,
        review_on=document.review_on.isoformat() if document.review_on else "",
        source=document.organ,
        source_name=document.organ_name,
        category=document.category,
        fields={
            **document.carried,
            **({"addressees": document.addressees} if document.addressees else {}),
        },
        files=tuple(files),
    )


def batches_seen_by(actor: Actor) -> QuerySet[Batch]:
    """补录批次 are the office's: it answers for what it takes over."""
    if actor.person is None or actor.role != "editor":
        return Batch.objects.none()
    return Batch.objects.all()


def counts_of(batch: Batch) -> dict[str, int]:
    """How many items are in which state, how many are stored at all, and how many old addresses redirect."""
    states = batch.items.values_list("state").annotate(n=Count("pk"))
    counts = {**dict.fromkeys(Item.State.values, 0), **dict(states)}
    published = batch.items.filter(state=Item.State.PUBLISHED).values("document")
    redirects = old_addresses().filter(
        publication__subject_kind=KIND, publication__subject_id__in=published
    )
    return {**counts, "stored": sum(counts.values()), "redirects": redirects.order_by().count()}


def digest_of_items(batch: Batch) -> str:
    """What the second person confirms: every item by its row and digest."""
    return digest_of({str(row): d for row, d in batch.items.values_list("row", "digest")})
