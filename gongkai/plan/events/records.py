"""Events of what becomes of documents after their publication: 集中清理 and 归档 of each organ and period."""

from __future__ import annotations

from gongkai.plan.events.event import Subjects

SUBJECTS: Subjects = {
    "cleanup": ("文件清理", (), {"confirmed": "本期文件清理结论已由处室负责人确认"}),
    "archive": (
        "文件归档",
        (),
        {"handed_over": "本期归档文件已移交", "received": "本期归档文件已由档案管理方签收"},
    ),
}
