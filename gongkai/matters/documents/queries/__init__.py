"""Reads over documents that others may use."""

from gongkai.matters.documents.queries.drafts import (
    batches_seen_by,
    counts_of,
    digest_of_items,
    public_document,
    seen_by,
    to_look_at,
    uses,
)

__all__ = [
    "batches_seen_by",
    "counts_of",
    "digest_of_items",
    "public_document",
    "seen_by",
    "to_look_at",
    "uses",
]
