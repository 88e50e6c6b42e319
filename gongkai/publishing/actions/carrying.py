"""补录: what was public on the old site becomes a publication with its true moment, and keeps its old names."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.clearance.document import Attribute
from gongkai.clearance.models import Signature
from gongkai.clearance.queries import Cleared
from gongkai.plan.shape import Plan
from gongkai.publishing.actions.publishing import first_versions
from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.before import Before
from gongkai.publishing.models import Alias, Publication
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused


def carry_over(
    *, signature: Signature, before: Before, plan: Plan, by: Actor, at: datetime
) -> Publication:
    """Publish a carried text. `published_at` is `at`: the original date is shown beside it and never in its place."""
    require_office(by, at)
    revision = signature.revision
    document = revision.value
    if document.digest != signature.digest:
        raise Refused("文本与核对时的摘要不一致，已停止发布。请立即报告系统管理员。")
    if document.attribute is not Attribute.PROACTIVE:
        raise Refused("只有主动公开的信息可以补录。")
    ready = Cleared(signature, revision, signature.digest)
    [version] = first_versions([(signature.clearance, ready, document, plan)], by, at)
    publication = version.publication
    publication.carried_over, publication.originally_on = True, before.originally_on
    publication.save(update_fields=["carried_over", "originally_on"])
    publication.versions.update(
        document_number=before.document_number, document_date=before.document_date
    )
    _keep_names(publication, before)
    return publication


def _keep_names(publication: Publication, before: Before) -> None:
    names = {
        Alias.Sort.ADDRESS: before.address,
        Alias.Sort.INDEX_NUMBER: before.index_number,
    }
    try:
        with transaction.atomic():
            Alias.objects.bulk_create(
                Alias(publication=publication, sort=sort, value=value)
                for sort, value in names.items()
                if value
            )
    except IntegrityError:
        raise Overtaken("旧网址或旧索引号已属于另一件信息，请核对是否重复导入。") from None
