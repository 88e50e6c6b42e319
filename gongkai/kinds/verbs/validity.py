"""有效性 of what is public: 已修改, 已废止, 已失效, and back to 有效. The page stays: 废止 is not 撤下 (二(二))."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.kinds.verbs.recording import recorded
from gongkai.publishing.actions import validity
from gongkai.publishing.models import Publication, Validity
from gongkai.trail.actors import Actor


@transaction.atomic
def set_validity(
    *,
    publication: Publication,
    state: str,
    since: date,
    basis: str,
    by: Actor,
    at: datetime,
    replaced_by: Publication | None = None,
) -> Validity:
    """Said by the office from a Shanghai date on, with its basis and the publication that replaces it.

    Neither the signed text nor its digest is touched; readers of the trail build the page and its list rows.
    """
    made = validity.set_validity(
        publication=publication, state=state, since=since, basis=basis, replaced_by=replaced_by,
        by=by, at=at,
    )  # fmt: skip
    data = {
        "publication": str(publication.uuid),
        "index_number": publication.index_number,
        "validity": made.get_state_display(),
        "since": since.isoformat(),
        "basis": made.basis,
        "replaced_by": replaced_by.index_number if replaced_by else "",
    }
    clearance = publication.version.signature.clearance
    recorded(
        "document.validity_changed", clearance, by=by, at=at, data=data, clause="二(二)",
    )  # fmt: skip
    return made
