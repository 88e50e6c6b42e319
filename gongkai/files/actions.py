"""Taking a file in for a subject, and taking it off again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from gongkai.accounts.models import Person
from gongkai.files import store
from gongkai.files.models import Stored, Use
from gongkai.files.types import kind_of, tidy_name
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject
from gongkai.trail.refusals import Overtaken, Refused
from gongkai.trail.writing import write

MOST_FILES = 50

vocabulary.register({"file.attached": "上传附件“{name}”", "file.removed": "移除附件“{name}”"})


def nothing() -> None:
    """Where nothing else follows."""


def attach(
    *,
    subject: Subject,
    name: str,
    content: bytes,
    by: Actor,
    at: datetime,
    picture: bool = False,
    also: Callable[[], None] = nothing,
) -> Use:
    """Check, keep and attach. The bytes reach the disk before the row that names them is committed.

    `also` is what follows from it for the subject; it runs in the transaction, before the trail entry.
    """
    name = tidy_name(name)
    kind = kind_of(content, name)
    if picture and not kind.picture:
        raise Refused(
            "正文只能插入图片（JPG、PNG、GIF、WebP），其他文件请作为附件上传。", field="file"
        )
    digest = store.keep(content)
    with transaction.atomic():
        stored, _ = Stored.objects.get_or_create(
            digest=digest,
            defaults={"size": len(content), "type": kind.type, "first_stored_at": at},
        )
        Stored.objects.select_for_update().get(pk=digest)  # attached twice at once it is one use
        return _use(subject, stored, name, picture, by, at, also)


def _use(
    subject: Subject,
    stored: Stored,
    name: str,
    picture: bool,
    by: Actor,
    at: datetime,
    also: Callable[[], None],
) -> Use:
    uses = Use.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, removed_at__isnull=True
    )
    there = uses.filter(stored=stored, name=name).first()
    if there:
        return there
    if uses.count() >= MOST_FILES:
        raise Refused(f"一份文件最多带 {MOST_FILES} 个附件和图片，请合并后再上传。", field="file")
    use = Use.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        stored=stored,
        name=name,
        picture=picture,
        by=Person.objects.get(uuid=by.key),
        at=at,
    )
    also()
    data = {"name": name, "digest": stored.digest, "size": stored.size}
    write(by=by, action="file.attached", subject=subject, at=at, data=data)
    return use


@transaction.atomic
def remove(*, use: Use, by: Actor, at: datetime, also: Callable[[], None] = nothing) -> None:
    """Take a file off the draft. Revisions that already name it keep it."""
    use = Use.objects.select_for_update().get(pk=use.pk)
    if use.removed_at is not None:
        raise Overtaken("该附件已经移除，请刷新后查看。")
    use.removed_at = at
    use.save(update_fields=["removed_at"])
    also()
    subject = Subject(use.subject_kind, use.subject_id)
    write(by=by, action="file.removed", subject=subject, at=at, data={"name": use.name})
