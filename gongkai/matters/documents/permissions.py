"""Who may see and write a draft; who concludes, confirms, hands over and receives."""

from __future__ import annotations

from uuid import UUID

from gongkai.clearance import queries as clearances
from gongkai.clearance.states import MOVING
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.models import ArchiveList, Batch, Cleanup, Document
from gongkai.matters.documents.states import ArchiveState, CleanupState
from gongkai.trail.actors import Actor


def may_see(actor: Actor, document: Document) -> bool:
    """Own organ's drafts, and what the door brought to this actor's post. Equal to `queries.seen_by`."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return False
    if actor.organ == document.organ:
        return True
    sheets = clearances.sheets_of(document.subject)
    return any(clearances.may_see(actor, sheet) for sheet in sheets)


def may_edit(actor: Actor, document: Document) -> bool:
    """Colleagues of the drafting organ, while nobody else holds the text (修改后发 gives it back to them)."""
    if not may_draft(actor) or actor.organ != document.organ:
        return False
    sheet = clearances.current(document.subject)
    return sheet is None or sheet.state not in MOVING or clearances.being_amended(sheet)


def may_edit_by_id(actor: Actor, uuid: UUID) -> bool:
    document = Document.objects.filter(pk=uuid).first()
    return document is not None and may_edit(actor, document)


def may_see_cleanup(actor: Actor, cleanup: Cleanup) -> bool:
    """Own organ's rounds; the office, and the leaders over it, once confirmed. Equal to `queries.cleanup.seen_by`."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return False
    if actor.organ == cleanup.organ:
        return True
    if cleanup.state != CleanupState.CONFIRMED:
        return False
    everywhere = actor.role in ("editor", "chief_leader")
    return everywhere or (actor.role == "leader" and cleanup.organ in actor.in_charge_of)


def may_clean(actor: Actor, organ: str) -> bool:
    """Everybody of the organ who drafts (拟稿人、联络员) may conclude; the head confirms."""
    return may_draft(actor) and actor.organ == organ


def may_see_archive(actor: Actor, archive: ArchiveList) -> bool:
    """Own organ's lists; the office those that were handed over. Equal to `queries.archive.seen_by`."""
    if actor.person is None or actor.role in clearances.WITHOUT_CONTENT:
        return False
    handed = archive.state != ArchiveState.OPEN
    return actor.organ == archive.organ or (actor.role == "editor" and handed)


def heads(actor: Actor, organ: str) -> bool:
    """Whether the actor answers for the organ: 处室负责人 confirms a 清理 and hands over what is archived."""
    return actor.person is not None and actor.role == "head" and actor.organ == organ


def keeps(actor: Actor) -> bool:
    """Whether the actor keeps the archive: the office receives what the organs hand over."""
    return actor.person is not None and actor.role == "editor"


def may_take_over(actor: Actor) -> bool:
    """旧站补录 is the office's: it answers for what it publishes (二(六))."""
    return actor.person is not None and actor.role == "editor"


def may_see_batch(actor: Actor, batch: Batch) -> bool:
    """补录批次 are the office's. Equal to `queries.batches_seen_by`."""
    return may_take_over(actor)


def why_not_agree(actor: Actor, batch: Batch) -> str:
    """Why this editor may not take the batch on; '' for the person whom the operator named."""
    if actor.key != batch.brought_by.uuid:
        return f"运维指定由{batch.brought_by.name}对本批负责，须由其本人在工作台同意后再核对。"
    return ""


def why_not_confirm(actor: Actor, batch: Batch) -> str:
    """Why this editor may not confirm the batch; '' when they may."""
    if actor.key == batch.brought_by.uuid:
        return "本批由您负责导入，须由办公室另一人核对确认。"
    return ""
