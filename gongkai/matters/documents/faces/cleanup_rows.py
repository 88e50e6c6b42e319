"""Rows of a 清理: as they stand, as they were typed, and what the form sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from gongkai.clearance.document import Attribute
from gongkai.clearance.models import Clearance
from gongkai.matters.documents.models import KIND, CleanupItem
from gongkai.matters.documents.queries.cleanup import live_publications
from gongkai.matters.documents.rules.cleanup import VALIDITY, Conclusion, Said
from gongkai.trail.refusals import Refused

CONCLUSIONS = [("", "未填"), *((c.value, c.chinese) for c in Conclusion)]
ATTRIBUTES = [("", "请选择"), *((a.value, a.chinese) for a in Attribute)]
TYPED = ("conclusion", "basis", "since", "replaced_by", "to_attribute")
MOST_AT_ONCE = 60  # a page holds half of it


def rows_of(
    items: Sequence[CleanupItem],
    due: set[int],
    typed: QueryDict | None,
    wrong: str,
    offers: Mapping[str, set[int]],
) -> list[dict[str, Any]]:
    """Rows of one page in three queries. `typed` is what was refused, `wrong` the name of the field to mend.

    `offers`: close, put_right -> keys of the items for which this actor is offered it.
    """
    documents = [item.document_id for item in items]
    pages = live_publications(documents)
    sheets = {
        s.subject_id: s
        for s in Clearance.objects.filter(subject_kind=KIND, subject_id__in=documents).order_by(
            "pk"
        )
    }
    made = []
    for item in items:
        page, sheet = pages.get(item.document_id), sheets.get(item.document_id)
        values = _typed(item, typed) if typed is not None else _stored(item)
        validity = page.validity if page else None
        made.append({
            "key": item.pk,
            "position": item.position,
            "title": item.title,
            "url": reverse("desk:case", args=[sheet.uuid]) if sheet else "",
            "number": item.document_number,
            "attribute": Attribute(item.attribute).chinese,
            "signed": f"{item.signed_on.isoformat()}{'原发布' if item.carried_over else '签发'}",
            "index_number": page.index_number if page else "",
            "address": page.address if page else "",
            "validity": validity.get_state_display() if validity else "",
            "seen": item.seen_at is not None,
            "edition": _edition(item, typed),
            "values": values,
            "said": said_in_words(item),
            "open": any(values[name] for name in TYPED[2:]) or wrong.endswith(f"-{item.pk}"),
            "wrong": wrong.removesuffix(f"-{item.pk}") if wrong.endswith(f"-{item.pk}") else "",
            "due": _due(item) if item.pk in due else "",
            "carried": _carried(item),
            "offers": [act for act, keys in offers.items() if item.pk in keys],
        })  # fmt: skip
    return made


def _edition(item: CleanupItem, typed: QueryDict | None) -> str:
    held = str(item.edition)
    return typed.get(f"edition-{item.pk}", held) if typed is not None else held


def _stored(item: CleanupItem) -> dict[str, str]:
    return {
        "conclusion": item.conclusion,
        "basis": item.basis,
        "since": item.since.isoformat() if item.since else "",
        "replaced_by": item.replaced_by.index_number if item.replaced_by else "",
        "to_attribute": item.to_attribute,
    }


def _typed(item: CleanupItem, typed: QueryDict) -> dict[str, str]:
    stored = _stored(item)
    return {name: typed.get(f"{name}-{item.pk}", stored[name]) for name in TYPED}


def said_in_words(item: CleanupItem) -> str:
    """The conclusion in one line: 废止，自2026-03-01，依据：市体发〔2026〕9号."""
    if not item.conclusion:
        return "未填"
    parts = [Conclusion(item.conclusion).chinese]
    if item.to_attribute:
        parts[0] = f"公开属性调整为{Attribute(item.to_attribute).chinese}"
    if item.since:
        parts.append(f"自{item.since.isoformat()}")
    if item.basis:
        parts.append(f"依据：{item.basis}")
    if item.replaced_by:
        parts.append(f"被《{item.replaced_by.title}》替代")
    return "，".join(parts)


def _carried(item: CleanupItem) -> str:
    """What became of it since."""
    if item.put_right_at:
        return f"{item.put_right_by_name}更正，恢复有效：{item.put_right}"
    if item.closed:
        return f"{item.carried_by_name}办结，未办理：{item.closed}"
    return f"{item.carried_by_name}已办理" if item.carried_at else ""


def _due(item: CleanupItem) -> str:
    """What the row asks of whoever sees it: mark, or the door that there is."""
    if item.conclusion in VALIDITY:
        return "mark"
    return "publish" if item.to_attribute == Attribute.PROACTIVE else "withdraw"


def said_by(form: QueryDict) -> tuple[dict[int, Said], dict[int, int]]:
    """What the page sent for each of its items, and the editions it was filled from."""
    keys = [int(key) for key in form.getlist("item")[:MOST_AT_ONCE] if is_key(key)]
    said = {key: _said(form, key) for key in keys}
    editions = {key: _number(form.get(f"edition-{key}", "")) for key in keys}
    return said, editions


def is_key(text: str) -> bool:
    """Whether a form's text may be a key of the database: digits, and not more than it holds."""
    return text.isascii() and text.isdigit() and len(text) < 18


def _number(text: str) -> int:
    return int(text) if is_key(text) else -1


def _said(form: Mapping[str, str], key: int) -> Said:
    given = {name: str(form.get(f"{name}-{key}", "")).strip() for name in TYPED}
    day = given["since"]
    try:
        since = date.fromisoformat(day) if day else None
    except ValueError:
        said = f"“{day[:20]}”不是日期，请按 2026-03-02 的样式填写。"
        raise Refused(said, field=f"since-{key}") from None
    return Said(
        given["conclusion"], given["basis"], since, given["replaced_by"], given["to_attribute"]
    )
