"""Publishing, and new versions of what is public: run inside the verbs of `kinds`, which write the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.clearance.document import Attribute, PublicDocument, from_json
from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import Cleared, cleared
from gongkai.clock.calendars import local_day
from gongkai.plan.shape import Plan
from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.models import (
    Counter,
    NamedFile,
    Placement,
    Publication,
    Schedule,
    Shelf,
    Version,
)
from gongkai.trail.actors import Actor
from gongkai.trail.origin import DEMONSTRATION_ENTITY, is_demonstration
from gongkai.trail.refusals import Overtaken, Refused


def publish(*, clearance: Clearance, plan: Plan, by: Actor, at: datetime) -> Version:
    """Make the cleared text public. The published digest is the signed one, recomputed from the text itself."""
    require_office(by, at)
    clearance = Clearance.objects.select_for_update(of=("self",)).get(pk=clearance.pk)
    ready = cleared(clearance)
    if ready is None:
        raise Overtaken("该稿件尚未签发、编号，或签发已失效，不能发布。请刷新后查看。")
    document = _true_text(ready)
    if document.attribute is not Attribute.PROACTIVE:
        raise Refused(f"该稿件的公开属性为“{document.attribute.chinese}”，不得上网发布。")
    consented = Schedule.objects.filter(clearance=clearance, state=Schedule.State.WAITING)
    consented.update(state=Schedule.State.DONE, ended_at=at)  # published: nothing waits any more
    live = Publication.objects.filter(
        subject_kind=clearance.subject_kind,
        subject_id=clearance.subject_id,
        state=Publication.State.LIVE,
    ).first()
    if live is not None:
        return _new_version(live, ready, document, at)
    return first_version(clearance, ready, document, plan, by, at)


def _true_text(ready: Cleared) -> PublicDocument:
    """The text, if its bytes are the ones that were signed or confirmed as a correction."""
    document = from_json(ready.revision.document)
    if document.digest != ready.digest:
        raise Refused("文本与签发时的摘要不一致，已停止发布。请立即报告系统管理员。")
    return document


def first_version(
    clearance: Clearance,
    ready: Cleared,
    document: PublicDocument,
    plan: Plan,
    by: Actor,
    at: datetime,
) -> Version:
    """索引号, address, place in the column and first version of a text that nobody has published yet."""
    column = plan.category(document.category).column
    year = local_day(at).year
    entity = _entity(plan)
    serial, ordinal = _next_serial(entity, year), _next_ordinal(column)
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                subject_kind=clearance.subject_kind,
                subject_id=clearance.subject_id,
                entity=entity,
                year=year,
                serial=serial,
                title=document.title,
                category=document.category,
                column=column,
                ordinal=ordinal,
                organ=document.source,
                organ_name=document.source_name,
                published_at=at,
            )
    except IntegrityError:
        raise Overtaken("该稿件刚刚已由他人发布，请刷新后查看。") from None
    version = _add_version(publication, 1, ready, document, at)
    Placement.objects.create(
        publication=publication,
        channel=Placement.Channel.PORTAL,
        address=publication.address,
        placed_at=at,
        placed_by=by.name,
    )
    return version


def _entity(plan: Plan) -> str:
    """机构代码 of the 索引号. Without one nothing real is published: a 索引号 cannot be changed afterwards."""
    code = plan.bureau.entity_code if plan.bureau else ""
    if code:
        return code
    if is_demonstration():
        return DEMONSTRATION_ENTITY
    raise Refused(
        "工作方案未写明机构代码（bureau.entity_code），无法编制索引号。请补充方案后重新载入。"
    )


def _next_serial(entity: str, year: int) -> int:
    """The next 索引号 of the entity in that year; the row stays locked to the end of the transaction."""
    counter, _ = Counter.objects.select_for_update().get_or_create(entity=entity, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _next_ordinal(column: str) -> int:
    """The place at the end of the column, counted from 0. It never changes: lists are closed behind it."""
    shelf, _ = Shelf.objects.select_for_update().get_or_create(column=column)
    shelf.length += 1
    shelf.save(update_fields=["length"])
    return shelf.length - 1


def _new_version(
    live: Publication, ready: Cleared, document: PublicDocument, at: datetime
) -> Version:
    standing = live.version
    if standing.digest == document.digest:
        raise Overtaken("该稿件已经发布，外网页面即为此文本，无需再次发布。")
    live.title = document.title
    live.save(update_fields=["title"])
    live.named_files.all().delete()
    version = _add_version(live, standing.number + 1, ready, document, at)
    Placement.objects.filter(publication=live, channel=Placement.Channel.PORTAL).update(
        placed_at=at, visible_at=None, digest_seen=""
    )
    return version


def _add_version(
    publication: Publication, number: int, ready: Cleared, document: PublicDocument, at: datetime
) -> Version:
    numbering = getattr(ready.signature, "numbering", None)  # 信息 has none
    version = Version.objects.create(
        publication=publication,
        number=number,
        signature=ready.signature,
        revision=ready.revision,
        digest=document.digest,
        document_number=numbering.document_number if numbering else "",
        document_date=numbering.document_date if numbering else None,
        published_at=at,
    )
    NamedFile.objects.bulk_create(
        NamedFile(publication=publication, digest=file.digest, name=file.name)
        for file in document.files
    )
    return version
