"""Publishing, and new versions of what is public: run inside the verbs of `kinds`, which write the trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.clearance.document import Attribute, PublicDocument, from_json
from gongkai.clearance.models import Clearance
from gongkai.clearance.queries import Cleared, cleared_of
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
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.origin import DEMONSTRATION_ENTITY, is_demonstration
from gongkai.trail.refusals import Overtaken, Refused

Consented = tuple[
    Clearance, str
]  # with the digest of the cleared text that was shown: `cleared().digest`
CHANGED = "文本在同意发布之后有变化（如经复核更正），没有发布。请刷新，核对新文本后再发布。"


def publish_all(
    *, clearances: Sequence[Consented], plans: Mapping[int, Plan], by: Actor, at: datetime
) -> list[Version]:
    """Make cleared texts public, all or none, with nearly as many statements as for one. `plans` by the clearance's key.

    The published digest is the signed or corrected one, recomputed from the text itself, and the one that was seen.
    A refusal speaks of the first that cannot be published, and names it where there are several.
    """
    require_office(by, at)
    seen = {sheet.pk: digest for sheet, digest in clearances}
    if len({sheet.subject for sheet, _ in clearances}) < len(clearances):
        raise Refused("同一文件的两份稿件不能一起发布，请分别核对后只选一份。")
    held = _held(list(seen))
    ready, live = cleared_of(held), _live(held)
    consented = Schedule.objects.filter(clearance__in=held, state=Schedule.State.WAITING)
    consented.update(state=Schedule.State.DONE, ended_at=at)  # published: nothing waits any more
    texts = {
        sheet.pk: _publishable(sheet, ready.get(sheet.pk), seen[sheet.pk], len(held))
        for sheet in held
    }
    first = [sheet for sheet in held if sheet.subject not in live]
    made = first_versions(
        [(sheet, ready[sheet.pk], texts[sheet.pk], plans[sheet.pk]) for sheet in first], by, at
    )
    versions = dict(zip((sheet.pk for sheet in first), made, strict=True))
    for sheet in held:
        if sheet.subject in live:
            there = live[sheet.subject]
            versions[sheet.pk] = _new_version(there, ready[sheet.pk], texts[sheet.pk], at)
    return [versions[sheet.pk] for sheet, _ in clearances]


def _held(keys: Sequence[int]) -> list[Clearance]:
    """Locked, in one order for everybody."""
    rows = Clearance.objects.select_for_update(of=("self",))
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _live(clearances: Sequence[Clearance]) -> dict[Subject, Publication]:
    rows = Publication.objects.select_for_update().filter(
        subject_kind__in={sheet.subject_kind for sheet in clearances},
        subject_id__in=[sheet.subject_id for sheet in clearances],
        state=Publication.State.LIVE,
    )
    return {publication.subject: publication for publication in rows.order_by("pk")}


def _publishable(
    sheet: Clearance, ready: Cleared | None, seen: str, together: int
) -> PublicDocument:
    try:
        if ready is None:
            raise Overtaken("该稿件尚未签发、编号，或签发已失效，不能发布。请刷新后查看。")
        document = _true_text(ready)
        if document.digest != seen:  # 复核更正 does not change the sheet's revision, but the text
            raise Overtaken(CHANGED)
        if document.attribute is not Attribute.PROACTIVE:
            raise Refused(f"该稿件的公开属性为“{document.attribute.chinese}”，不得上网发布。")
        return document
    except Refused as refused:
        raise named(refused, sheet, together) from None


def named(refused: Refused, sheet: Clearance, together: int) -> Refused:
    """The refusal, saying of which text it speaks when there are several."""
    if together == 1:
        return refused
    return type(refused)(f"《{sheet.title}》：{refused.sentence}打包的各件都没有发布。")


def _true_text(ready: Cleared) -> PublicDocument:
    """The text, if its bytes are the ones that were signed or confirmed as a correction."""
    document = from_json(ready.revision.document)
    if document.digest != ready.digest:
        raise Refused("文本与签发时的摘要不一致，已停止发布。请立即报告系统管理员。")
    return document


def first_versions(
    texts: Sequence[tuple[Clearance, Cleared, PublicDocument, Plan]], by: Actor, at: datetime
) -> list[Version]:
    """索引号, address, place in the column and first version of texts that nobody has published yet."""
    year = local_day(at).year
    entities = [_entity(plan) for *_, plan in texts]
    columns = [plan.category(document.category).column for _, _, document, plan in texts]
    serials = {
        entity: _next_serials(entity, year, entities.count(entity)) for entity in set(entities)
    }
    ordinals = {
        column: _next_ordinals(column, columns.count(column)) for column in sorted(set(columns))
    }
    try:
        with transaction.atomic():
            publications = Publication.objects.bulk_create(
                Publication(
                    subject_kind=sheet.subject_kind,
                    subject_id=sheet.subject_id,
                    entity=entity,
                    year=year,
                    serial=next(serials[entity]),
                    title=document.title,
                    category=document.category,
                    column=column,
                    ordinal=next(ordinals[column]),
                    organ=document.source,
                    organ_name=document.source_name,
                    published_at=at,
                )
                for (sheet, _, document, _), entity, column in zip(
                    texts, entities, columns, strict=True
                )
            )
    except IntegrityError:
        raise Overtaken("该稿件刚刚已由他人发布，请刷新后查看。") from None
    Placement.objects.bulk_create(
        Placement(
            publication=publication,
            channel=Placement.Channel.PORTAL,
            address=publication.address,
            placed_at=at,
            placed_by=by.name,
        )
        for publication in publications
    )
    return _add_versions(
        [
            (publication, 1, ready, document)
            for publication, (_, ready, document, _) in zip(publications, texts, strict=True)
        ],
        at,
    )


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


def _next_serials(entity: str, year: int, many: int) -> Iterator[int]:
    """The next 索引号 of the entity in that year; the row stays locked to the end of the transaction."""
    counter, _ = Counter.objects.select_for_update().get_or_create(entity=entity, year=year)
    first = counter.last + 1
    counter.last += many
    counter.save(update_fields=["last"])
    return iter(range(first, first + many))


def _next_ordinals(column: str, many: int) -> Iterator[int]:
    """Places at the end of the column, counted from 0. They never change: lists are closed behind them."""
    shelf, _ = Shelf.objects.select_for_update().get_or_create(column=column)
    first = shelf.length
    shelf.length += many
    shelf.save(update_fields=["length"])
    return iter(range(first, first + many))


def _new_version(
    live: Publication, ready: Cleared, document: PublicDocument, at: datetime
) -> Version:
    standing = live.version
    if standing.signature.clearance_id > ready.signature.clearance_id:
        raise Overtaken("该文件更新的一稿已经发布，这一稿不再发布。请核对后作废这一稿。")
    if standing.digest == document.digest:
        raise Overtaken("该稿件已经发布，外网页面即为此文本，无需再次发布。")
    live.title = document.title
    live.save(update_fields=["title"])
    live.named_files.all().delete()
    [version] = _add_versions([(live, standing.number + 1, ready, document)], at)
    Placement.objects.filter(publication=live, channel=Placement.Channel.PORTAL).update(
        placed_at=at, visible_at=None, digest_seen=""
    )
    return version


def _add_versions(
    texts: Sequence[tuple[Publication, int, Cleared, PublicDocument]], at: datetime
) -> list[Version]:
    versions = Version.objects.bulk_create(
        _version(publication, number, ready, document, at)
        for publication, number, ready, document in texts
    )
    NamedFile.objects.bulk_create(
        NamedFile(publication=publication, digest=file.digest, name=file.name)
        for publication, _, _, document in texts
        for file in document.files
    )
    return versions


def _version(
    publication: Publication, number: int, ready: Cleared, document: PublicDocument, at: datetime
) -> Version:
    numbering = getattr(ready.signature, "numbering", None)  # 信息 has none
    return Version(
        publication=publication,
        number=number,
        signature=ready.signature,
        revision=ready.revision,
        digest=document.digest,
        document_number=numbering.document_number if numbering else "",
        document_date=numbering.document_date if numbering else None,
        published_at=at,
    )
