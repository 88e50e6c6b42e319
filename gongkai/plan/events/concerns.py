"""Events of answering the public: letters, incidents, press, activities, 电视问政; and of the site's columns."""

from __future__ import annotations

from gongkai.plan.events.event import Subjects

SUBJECTS: Subjects = {
    "letter": (
        "留言、投诉、建议",
        (),
        {"received": "来信已收到", "assigned": "来信已转办", "answered": "来信已答复"},
    ),
    "incident": (
        "突发事件与政务舆情",
        (),
        {
            "known": "突发事件或舆情已获知",
            "lead_assigned": "牵头和配合单位已确定",
            "statement_visible": "权威信息从外部可见",
            "press_conference_held": "新闻发布会已举行",
            "closed": "事件处置已结束",
        },
    ),
    "press": (
        "媒体采访",
        (),
        {
            "enquiry_received": "媒体采访要求已收到",
            "spokesman_named": "发言人已确定",
            "answered": "媒体采访已答复",
        },
    ),
    "activity": (
        "政民互动活动",
        (),
        {
            "programme_published": "年度活动安排已公布",
            "visit_held": "邀请公民代表活动已举办",
            "internship_completed": "大学生假期见习已结束",
        },
    ),
    "tv_inquiry": (
        "电视问政",
        (),
        {
            "announced": "电视问政通知已收到",
            "prepared": "前期准备已完成",
            "question_raised": "问题已提出",
            "question_answered": "问题已书面答复",
            "rectified": "整改措施及成效已确认",
        },
    ),
    "repost": (
        "转载",
        (),
        {"received": "应转载的政策信息已收到", "published": "政策信息已转载"},
    ),
    "column": (
        "栏目",
        (),
        {"updated": "栏目有新内容", "cadence_checked": "各栏目更新情况已核对"},
    ),
}
