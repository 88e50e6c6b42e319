"""Reads over documents that others may use."""

from gongkai.matters.documents.queries.drafts import (
    live_categories,
    public_document,
    seen_by,
    uses,
)

__all__ = ["live_categories", "public_document", "seen_by", "uses"]
