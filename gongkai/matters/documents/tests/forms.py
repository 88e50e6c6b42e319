"""What the drafting form carries."""

from __future__ import annotations

GOOD = {
    "document_kind": "official", "title": "关于开展全民健身活动的通知", "body": "<p>正文。</p>",
    "category": "mass_sports_events", "attribute": "proactive",
}  # fmt: skip


def form_of(**changes: str) -> dict[str, str]:
    """The drafting form as a browser sends it."""
    return {"body": "", "edition": "1", "act": "save", **GOOD, **changes}
