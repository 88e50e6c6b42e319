"""Events of decisions, normative documents, their interpretation and their results."""

from __future__ import annotations

from gongkai.plan.events.event import Subjects

SUBJECTS: Subjects = {
    "decision": (
        "重大决策事项",
        (),
        {
            "registered": "决策事项已列入目录",
            "catalogue_confirmed": "决策事项目录已确认",
            "taken": "决策已作出",
        },
    ),
    "consultation": (
        "意见征集",
        (),
        {
            "opened": "征求意见已公开发布",
            "placed": "征求意见已在其他渠道登载",
            "closed": "征求意见期满",
            "feedback_published": "意见收集采纳情况已公布",
            "exempted": "预公开豁免已批准",
            "exemption_reviewed": "预公开豁免已复查",
        },
    ),
    "normative": (
        "规范性文件",
        (),
        {
            "reviewed": "合法性审核已通过",
            "filed": "规范性文件已报备案",
            "revalidated": "规范性文件清理结论已确认",
        },
    ),
    "interpretation": (
        "政策解读",
        (),
        {
            "required": "政策文件确定需要解读",
            "plan_approved": "解读方案已批准",
            "exempted": "不作解读已批准",
            "channel_planned": "一个渠道的解读已安排",
            "channel_done": "一个渠道的解读已完成",
        },
    ),
    "result": (
        "重大事项结果",
        (),
        {"registered": "重大事项已登记", "published": "重大事项结果已公开"},
    ),
    "proposal": (
        "建议提案",
        (),
        {
            "received": "建议提案已交办",
            "answered": "建议提案已答复",
            "publicity_decided": "办理结果是否公开已确定",
            "handed_over": "办理结果已报办公室",
            "result_published": "办理结果已公开",
        },
    ),
}
