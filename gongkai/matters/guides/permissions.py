"""Who may see and write a guide or a standard. Equal to `queries.seen_by`."""

from __future__ import annotations

from uuid import UUID

from gongkai.clearance import queries as clearances
from gongkai.clearance.states import MOVING
from gongkai.kinds.drafting import may_draft
from gongkai.matters.guides.models import Guide, Standard
from gongkai.trail.actors import Actor


def may_see(actor: Actor, draft: Guide | Standard) -> bool:
    """Own organ's drafts, and what the door brought to this actor's post."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return False
    if actor.organ == draft.organ:
        return True
    return any(clearances.may_see(actor, s) for s in clearances.sheets_of(draft.subject))


def may_edit(actor: Actor, draft: Guide | Standard) -> bool:
    """Colleagues of the organ, while nobody else holds the text."""
    if not may_draft(actor) or actor.organ != draft.organ:
        return False
    sheet = clearances.current(draft.subject)
    return sheet is None or sheet.state not in MOVING or clearances.being_amended(sheet)


def may_edit_guide(actor: Actor, uuid: UUID) -> bool:
    guide = Guide.objects.filter(pk=uuid).first()
    return guide is not None and may_edit(actor, guide)


def may_edit_standard(actor: Actor, uuid: UUID) -> bool:
    standard = Standard.objects.filter(pk=uuid).first()
    return standard is not None and may_edit(actor, standard)
