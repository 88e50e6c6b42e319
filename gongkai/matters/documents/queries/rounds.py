"""What every act on a 清理 or a 归档文件目录 asks first: still at the post, the row as it is now."""

from __future__ import annotations

from datetime import datetime

from gongkai.accounts.models import Person
from gongkai.accounts.queries import on_establishment, still_holds
from gongkai.matters.documents.models import ArchiveList, Cleanup
from gongkai.matters.documents.states import (
    ARCHIVE_EDGES,
    CLEANUP_EDGES,
    ArchiveState,
    CleanupState,
)
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

MOST_REASON = 300


def person_of(by: Actor, at: datetime, *, established: bool = False) -> Person:
    """The person who acts, if their post has not ended. Confirming and receiving need a post 在编."""
    if by.person is None or not still_holds(by, at):
        raise NotAllowed("您在该岗位的任职或委托已结束，不能再办理。如有疑问，请与安全管理员联系。")
    if established and not on_establishment(by, at):
        raise NotAllowed("确认、移交和签收须由在编人员办理。")
    return Person.objects.get(uuid=by.key)


def locked_cleanup(cleanup: Cleanup) -> Cleanup:
    return Cleanup.objects.select_for_update(of=("self",)).get(pk=cleanup.pk)


def locked_archive(archive: ArchiveList) -> ArchiveList:
    return ArchiveList.objects.select_for_update(of=("self",)).get(pk=archive.pk)


def cleanup_after(cleanup: Cleanup, verb: str) -> CleanupState:
    """The state after the verb. Overtaken when the round is no longer where the form said."""
    state = CleanupState(cleanup.state)
    after = CLEANUP_EDGES.get((state, verb))
    if after is None:
        raise Overtaken(
            f"本次清理现为“{state.chinese}”，不能{verb}。可能已有同事办理，请刷新后查看。"
        )
    return after


def archive_after(archive: ArchiveList, verb: str) -> ArchiveState:
    """The same of a 归档文件目录."""
    state = ArchiveState(archive.state)
    after = ARCHIVE_EDGES.get((state, verb))
    if after is None:
        raise Overtaken(
            f"该归档文件目录现为“{state.chinese}”，不能{verb}。可能已有同事办理，请刷新后查看。"
        )
    return after


def reason_of(reason: str, missing: str = "请填写退回理由，便于处室改正。") -> str:
    """A reason as long as the record holds. `missing`: what is said when there is none."""
    if not reason.strip():
        raise Refused(missing, field="reason")
    if len(reason.strip()) > MOST_REASON:
        raise Refused(f"理由最多 {MOST_REASON} 字，请精简。", field="reason")
    return reason.strip()
