"""Events of 依申请公开 and the yearly report."""

from __future__ import annotations

from gongkai.plan.events.event import Subjects

SUBJECTS: Subjects = {
    "access_request": (
        "依申请公开",
        (),
        {
            "arrived": "申请已到达",
            "received": "收到申请之日已确定",
            "found_complete": "申请内容完整",
            "correction_requested": "补正通知已发出",
            "third_party_asked": "第三方意见已征求",
            "third_party_closed": "第三方意见征求已结束",
            "extended": "答复期限已延长",
            "answered": "申请已答复",
            "rectification_asked": "更正要求已收到",
            "rectification_answered": "更正要求已答复",
            "proactive_suggested": "转为主动公开的建议已收到",
            "proactive_decided": "是否转为主动公开已确定",
        },
    ),
    "annual_report": (
        "政府信息公开工作年度报告",
        (),
        {"submitted": "年度报告已报送", "published": "年度报告已公布"},
    ),
}
