"""有效性: what is said of a publication beside its text. Run inside the verb of `kinds`, which writes the trail."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.clock.calendars import local_day
from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.models import Publication, Validity
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused

MOST_BASIS = 300


def set_validity(
    *,
    publication: Publication,
    state: str,
    since: date,
    basis: str,
    replaced_by: Publication | None,
    by: Actor,
    at: datetime,
) -> Validity:
    """Add the row that stands from now on. `since` is a Shanghai date, never ahead."""
    require_office(by, at)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.state != Publication.State.LIVE:
        raise Overtaken("该信息已经撤下，无需标注有效性，请刷新后查看。")
    _acceptable(publication, state, since, basis, replaced_by, at)
    standing = publication.validity
    if standing is not None and _same(standing, state, since, basis, replaced_by):
        raise Overtaken("该信息的有效性已经是所填的内容，可能已有同事办理，请刷新后查看。")
    return Validity.objects.create(
        publication=publication,
        number=standing.number + 1 if standing else 1,
        state=state,
        since=since,
        basis=basis.strip(),
        replaced_by=replaced_by,
        by_name=by.name,
        at=at,
    )


def _acceptable(
    publication: Publication,
    state: str,
    since: date,
    basis: str,
    replaced_by: Publication | None,
    at: datetime,
) -> None:
    if state not in Validity.State.values:
        raise Refused("请选择有效性：有效、已修改、已废止或已失效。", field="state")
    if not basis.strip():
        raise Refused("请填写依据：废止或修改它的文件的文号，或者理由。", field="basis")
    if len(basis.strip()) > MOST_BASIS:
        raise Refused(f"依据最多 {MOST_BASIS} 字，请精简。", field="basis")
    if since > local_day(at):
        raise Refused("生效日期不能晚于今天；未到的日期请到时再办。", field="since")
    if replaced_by is not None and replaced_by.pk == publication.pk:
        raise Refused("文件不能被它自己替代，请核对替代文件的索引号。", field="replaced_by")
    if replaced_by is not None and replaced_by.state != Publication.State.LIVE:
        raise Refused("替代它的文件没有公开或已经撤下，请核对索引号。", field="replaced_by")


def _same(
    standing: Validity, state: str, since: date, basis: str, replaced_by: Publication | None
) -> bool:
    replacement = replaced_by.pk if replaced_by else None
    said = (standing.state, standing.since, standing.basis, standing.replaced_by_id)
    return said == (state, since, basis.strip(), replacement)
