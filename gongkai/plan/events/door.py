"""Events of the one door: a text's way through clearance and publishing; what is recorded by hand."""

from __future__ import annotations

from gongkai.plan.events.event import DOCUMENT_FACTS, Subjects

SUBJECTS: Subjects = {
    "document": (
        "公文、信息稿件",
        DOCUMENT_FACTS,
        {
            "submitted": "稿件已送审",
            "sent_back": "稿件被退回",
            "recalled": "稿件由拟稿处室撤回",
            "abandoned": "稿件作废",
            "signed": "稿件经局领导签发（批准）",
            "voided": "签发失效",
            "emergency_signed": "稿件按应急流程签发（另有 document.signed）",
            "countersigned": "应急稿件的补签手续已办齐",
            "numbered": "公文已编号、复核",
            "handed_over": "稿件已交办公室",
            "published": "稿件已发布",
            "visible": "稿件在门户网站上从外部可见",
            "placed": "稿件已在其他渠道登载",
            "corrected": "稿件已更正",
            "withdrawn": "稿件已撤下",
        },
    ),
    "by_hand": ("人工落实的任务", (), {"recorded": "人工落实情况及佐证已登记"}),
    "zero_report": ("零报告", (), {"confirmed": "处室负责人确认本期无此事项"}),
}
