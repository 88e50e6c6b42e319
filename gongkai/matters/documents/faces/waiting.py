"""What of 清理 and 归档 waits for an actor: to confirm, to carry out, to receive, to mend after a return."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.frames.waiting import Waiting
from gongkai.kinds.drafting import may_draft
from gongkai.matters.documents.models import ArchiveList, Batch, Cleanup
from gongkai.matters.documents.queries import batches_seen_by
from gongkai.matters.documents.queries.archive import called, to_supplement
from gongkai.matters.documents.queries.cleanup import to_carry_out, to_publish
from gongkai.matters.documents.rules import archive as archiving
from gongkai.matters.documents.rules import cleanup as cleaning
from gongkai.matters.documents.states import ArchiveState, CleanupState
from gongkai.obligations.periodic import subjects_of
from gongkai.obligations.periods import named
from gongkai.plan.queries import PlanInForce, plans_in_force
from gongkai.trail.actors import Actor

Plans = tuple[PlanInForce, ...]


def waiting(actor: Actor) -> Iterator[Waiting]:
    """At most nine queries, however many rounds there are."""
    if actor.person is None:
        return
    plans = plans_in_force(local_day(timezone.now()))
    if actor.role == "editor":
        yield from _of_the_office(plans)
        yield from _of_the_old_site(actor)
    if actor.role == "head":
        before = Cleanup.objects.filter(organ=actor.organ, state=CleanupState.BEFORE_HEAD)
        yield from (_cleanup(plans, c, "文件清理待确认", "确认") for c in before)
    if may_draft(actor):
        yield from _of_the_organ(actor, plans)


def _of_the_office(plans: Plans) -> Iterator[Waiting]:
    rows = to_carry_out().order_by().values("cleanup").annotate(number=Count("pk"))
    left = {row["cleanup"]: row["number"] for row in rows}
    for cleanup in Cleanup.objects.filter(pk__in=left):
        yield _cleanup(plans, cleanup, f"清理结论待办理 {left[cleanup.pk]} 件", "办理", "?show=due")
    for archive in ArchiveList.objects.filter(state=ArchiveState.HANDED_OVER):
        yield _archive(plans, archive, "归档文件待签收", "签收")


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


def _of_the_organ(actor: Actor, plans: Plans) -> Iterator[Waiting]:
    for cleanup in Cleanup.objects.filter(organ=actor.organ, state=CleanupState.OPEN):
        what, label = ("被退回", "修改") if cleanup.returned else ("未完成", "填写")
        yield _cleanup(plans, cleanup, f"文件清理{what}", label)
    rows = to_publish(actor.organ).order_by().values("cleanup").annotate(number=Count("pk"))
    left = {row["cleanup"]: row["number"] for row in rows}
    for cleanup in Cleanup.objects.filter(pk__in=left) if left else ():
        yield _cleanup(
            plans, cleanup, f"调整为主动公开待送审 {left[cleanup.pk]} 件", "送审", "?show=due"
        )
    for archive in ArchiveList.objects.filter(organ=actor.organ, state=ArchiveState.OPEN):
        if named(archive.period).until > local_day(timezone.now()):
            continue  # a list of the running year may be kept up, and is owed by nobody
        what, label = ("被退回", "修改") if archive.returned else ("未移交", "整理")
        yield _archive(plans, archive, f"归档文件{what}", label)
    for period in to_supplement(actor.organ):
        title = f"{period.chinese}有签收后登记的签发文件，待补充移交"
        yield Waiting(title, reverse("documents:archives"), "补充目录", ("归档", actor.organ_name))


def _cleanup(plans: Plans, cleanup: Cleanup, what: str, label: str, part: str = "") -> Waiting:
    title = f"{named(cleanup.period).chinese}{what}"
    address = reverse("documents:cleanup", args=[cleanup.pk]) + part
    tasks = subjects_of(cleaning.EVENT, cleanup.organ, named(cleanup.period), plans)
    return Waiting(title, address, label, ("清理", cleanup.organ_name), tasks)


def _archive(plans: Plans, archive: ArchiveList, what: str, label: str) -> Waiting:
    title = f"{called(archive)}{what}"
    address = reverse("documents:archive", args=[archive.pk])
    tasks = (
        ()
        if archive.part
        else subjects_of(archiving.EVENT, archive.organ, named(archive.period), plans)
    )
    return Waiting(title, address, label, ("归档", archive.organ_name), tasks)
