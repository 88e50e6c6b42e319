"""Events of inspections, enforcement and services."""

from __future__ import annotations

from gongkai.plan.events.event import Subjects

SUBJECTS: Subjects = {
    "inspection": (
        "随机抽查",
        (),
        {
            "item_registered": "抽查事项已登记",
            "item_completed": "抽查事项要素已填齐",
            "list_published": "抽查事项清单已公布",
            "planned": "检查计划已提出",
            "basis_confirmed": "检查的法律法规依据已核对",
            "item_confirmed": "检查事项已核对在清单内",
            "drawn": "抽取已完成",
            "results_published": "抽查结果已公布",
        },
    ),
    "enforcement": (
        "行政执法",
        (),
        {
            "power_registered": "执法职权已登记",
            "system_reviewed": "裁量权基准制度已复核",
            "discretion_drafted": "裁量基准已拟定",
            "discretion_checked": "裁量范围、种类、幅度已核对",
            "discretion_published": "裁量基准已公布",
            "decision_made": "执法决定已作出",
            "result_published": "执法信息已公示",
        },
    ),
    "guide": (
        "服务事项与办事指南",
        (),
        {
            "service_registered": "服务事项已登记",
            "service_published": "服务事项已公开",
            "published": "办事指南已发布",
            "simplified": "流程优化结果已登记",
            "standard_published": "服务标准规范已发布",
        },
    ),
}
