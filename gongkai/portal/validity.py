"""How the 有效性 of a publication is said: a sentence on its page, a word on its list row (二(二))."""

from __future__ import annotations

from gongkai.publishing.models import Publication
from gongkai.publishing.visibility import is_public

# 有效性: never a light's colour; what no longer holds is struck through in grey.
TONES = {"in_force": "main", "amended": "strong", "abolished": "gone", "expired": "gone"}
WORDS = {"in_force": "有效", "amended": "修改", "abolished": "废止", "expired": "失效"}


def shown(publication: Publication) -> dict[str, str] | None:
    """有效性 with its sentence; a replacement is named and linked only while the public may read it."""
    held = publication.validity
    if held is None:
        return None
    replacement = held.replaced_by if held.replaced_by and is_public(held.replaced_by) else None
    by = f"，被《{replacement.title}》替代" if replacement else ""
    day = f"{held.since.year}年{held.since.month}月{held.since.day}日"
    said = f"本文件自{day}起{WORDS[held.state]}{by}。依据：{held.basis}"
    return {
        "label": held.get_state_display(),
        "tone": TONES[held.state],
        "note": "" if held.state == "in_force" else said,
        "url": replacement.address if replacement else "",
    }


def chip(publication: Publication) -> dict[str, str] | None:
    """What a list row says of it: nothing of what is 有效."""
    held = publication.validity
    if held is None or held.state == "in_force":
        return None
    return {"label": held.get_state_display(), "tone": TONES[held.state]}
