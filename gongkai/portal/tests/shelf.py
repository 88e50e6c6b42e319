"""Many publications in no time: rows as the publishing transaction leaves them, each with its trail entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from gongkai.portal.tree import Tree
from gongkai.publishing.models import Counter, NamedFile, Publication, Shelf, Version
from gongkai.trail.actors import system
from gongkai.trail.origin import DEMONSTRATION_ENTITY
from gongkai.trail.writing import write


@transaction.atomic
def put_out(bureau: Any, like: Publication, column: str = "other") -> Publication:
    """One more publication with the text of `like`: a subject, a 索引号 and an ordinal of its own."""
    counter = Counter.objects.get(entity=DEMONSTRATION_ENTITY, year=like.year)
    shelf, _ = Shelf.objects.get_or_create(column=column)
    counter.last, shelf.length = counter.last + 1, shelf.length + 1
    counter.save()
    shelf.save()
    made = Publication.objects.create(
        subject_kind=like.subject_kind, subject_id=uuid4(), entity=like.entity, year=like.year,
        serial=counter.last, title=f"第 {counter.last} 条信息", category=like.category, column=column,
        ordinal=shelf.length - 1, organ=like.organ, organ_name=like.organ_name,
        published_at=bureau.later(minutes=1),
    )  # fmt: skip
    text = like.version
    Version.objects.create(
        publication=made, number=1, signature=text.signature, revision=text.revision,
        digest=text.digest, published_at=made.published_at,
    )  # fmt: skip
    for file in text.revision.document["files"]:
        NamedFile.objects.create(publication=made, digest=file["digest"], name=file["name"])
    note("document.published", made, bureau)
    return made


@transaction.atomic
def take_away(bureau: Any, publication: Publication, *, hide: bool = False) -> None:
    """撤下 or 隐藏, as the verb leaves it for the readers."""
    state = Publication.State.HIDDEN if hide else Publication.State.WITHDRAWN
    Publication.objects.filter(pk=publication.pk).update(
        state=state, withdrawn_at=bureau.later(minutes=1), withdrawal_reason="内容有误"
    )
    note("document.hidden" if hide else "document.withdrawn", publication, bureau)


def note(action: str, publication: Publication, bureau: Any) -> None:
    write(
        by=system("测试"), action=action, subject=publication.subject, at=bureau.now,
        data={"publication": str(publication.uuid)},
    )  # fmt: skip


def tree_at(folder: Path, name: str = "tree") -> Tree:
    return Tree(folder / name, durable=False)


def files_in(tree: Tree) -> dict[str, bytes]:
    """Every file that really lies in the tree, packed copies too."""
    return {
        path.relative_to(tree.root).as_posix(): path.read_bytes()
        for path in sorted(tree.root.rglob("*"))
        if path.is_file()
    }


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Paths (packed copies left out) that came, went or changed."""
    return {
        path
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path) and not path.endswith(".gz")
    }
