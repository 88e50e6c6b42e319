"""What of 清理 and 归档 waits for an actor: to confirm, to carry out, to receive, to mend after a return."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from gongkai.frames.waiting import Waiting
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.models import ArchiveList, Batch, Cleanup
from gongkai.matters.documents.queries import batches_seen_by
from gongkai.matters.documents.queries.archive import called, to_supplement
from gongkai.matters.documents.queries.cleanup import to_carry_out, to_publish
from gongkai.matters.documents.states import ArchiveState, CleanupState
from gongkai.obligations.periods import named
from gongkai.trail.actors import Actor


def waiting(actor: Actor) -> Iterator[Waiting]:
    """At most eight queries, however many rounds there are."""
    if actor.person is None:
        return
    if actor.role == "editor":
        yield from _of_the_office()
        yield from _of_the_old_site(actor)
    if actor.role == "head":
        before = Cleanup.objects.filter(organ=actor.organ, state=CleanupState.BEFORE_HEAD)
        yield from (_cleanup(c, "文件清理待确认", "确认") for c in before)
    if may_draft(actor):
        yield from _of_the_organ(actor)


def _of_the_office() -> Iterator[Waiting]:
    rows = to_carry_out().order_by().values("cleanup").annotate(number=Count("pk"))
    left = {row["cleanup"]: row["number"] for row in rows}
    for cleanup in Cleanup.objects.filter(pk__in=left):
        yield _cleanup(cleanup, f"清理结论待办理 {left[cleanup.pk]} 件", "办理", "?show=due")
    for archive in ArchiveList.objects.filter(state=ArchiveState.HANDED_OVER):
        yield _archive(archive, "归档文件待签收", "签收")


def _of_the_old_site(actor: Actor) -> Iterator[Waiting]:
    """A batch waits for whom the operator named, then for anybody else of the office."""
    asked = batches_seen_by(actor).filter(state__in=(Batch.State.PROPOSED, Batch.State.WAITING))
    for batch in asked.select_related("brought_by"):
        proposed = batch.state == Batch.State.PROPOSED
        if proposed == (batch.brought_by.uuid == actor.key):
            what, label = ("旧站导入待您同意", "同意") if proposed else ("旧站补录待核对", "核对")
            address = reverse("documents:batch", args=[batch.uuid])
            facts = (batch.name, f"{batch.total} 件")
            yield Waiting(f"{what}：{batch}", address, label, facts)


def _of_the_organ(actor: Actor) -> Iterator[Waiting]:
    returned = Cleanup.objects.filter(organ=actor.organ, state=CleanupState.OPEN)
    yield from (_cleanup(c, "文件清理被退回", "修改") for c in returned.exclude(returned=""))
    rows = to_publish(actor.organ).order_by().values("cleanup").annotate(number=Count("pk"))
    left = {row["cleanup"]: row["number"] for row in rows}
    for cleanup in Cleanup.objects.filter(pk__in=left) if left else ():
        yield _cleanup(cleanup, f"调整为主动公开待送审 {left[cleanup.pk]} 件", "送审", "?show=due")
    lists = ArchiveList.objects.filter(organ=actor.organ, state=ArchiveState.OPEN)
    yield from (_archive(a, "归档文件被退回", "修改") for a in lists.exclude(returned=""))
    for period in to_supplement(actor.organ):
        title = f"{period.chinese}有签收后登记的签发文件，待补充移交"
        yield Waiting(title, reverse("documents:archives"), "补充目录", ("归档", actor.organ_name))


def _cleanup(cleanup: Cleanup, what: str, label: str, part: str = "") -> Waiting:
    title = f"{named(cleanup.period).chinese}{what}"
    address = reverse("documents:cleanup", args=[cleanup.pk]) + part
    return Waiting(title, address, label, ("清理", cleanup.organ_name))


def _archive(archive: ArchiveList, what: str, label: str) -> Waiting:
    title = f"{called(archive)}{what}"
    address = reverse("documents:archive", args=[archive.pk])
    return Waiting(title, address, label, ("归档", archive.organ_name))
