"""States of 清理 and 归档, and the only edges between them (二(二)). The document's own states are the door's."""

from __future__ import annotations

from enum import StrEnum


class CleanupState(StrEnum):
    """本年度清理 of one organ."""

    OPEN = "open"
    BEFORE_HEAD = "before_head"
    CONFIRMED = "confirmed"

    @property
    def chinese(self) -> str:
        return {"open": "清理中", "before_head": "待负责人确认", "confirmed": "已确认"}[self.value]


class ArchiveState(StrEnum):
    """归档文件目录 of one organ and year."""

    OPEN = "open"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"

    @property
    def chinese(self) -> str:
        return {"open": "整理中", "handed_over": "待签收", "received": "已签收"}[self.value]


CLEANUP_EDGES: dict[tuple[CleanupState, str], CleanupState] = {
    (CleanupState.OPEN, "报负责人确认"): CleanupState.BEFORE_HEAD,
    (CleanupState.BEFORE_HEAD, "退回"): CleanupState.OPEN,
    (CleanupState.BEFORE_HEAD, "确认"): CleanupState.CONFIRMED,  # 二(二) 集中清理
}
ARCHIVE_EDGES: dict[tuple[ArchiveState, str], ArchiveState] = {
    (ArchiveState.OPEN, "移交"): ArchiveState.HANDED_OVER,
    (ArchiveState.HANDED_OVER, "退回"): ArchiveState.OPEN,
    (ArchiveState.HANDED_OVER, "签收"): ArchiveState.RECEIVED,  # 二(二) 归档
}
