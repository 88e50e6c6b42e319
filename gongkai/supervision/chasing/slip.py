"""催办单、督办单 on paper: what is asked, by when, and a 回执 to tear off. Made from the record alone."""

from __future__ import annotations

from datetime import date

from gongkai.clock.calendars import local_day
from gongkai.obligations.models import Chase
from gongkai.word.paper import Paper

TEAR = "－ － － － － － － － －（沿此线裁下，填写后退回）－ － － － － － － － －"


def slip(chase: Chase) -> bytes:
    """The .docx; the same record gives the same bytes."""
    paper = Paper(form=True)
    paper.title(f"{chase.word}单")
    paper.line(chase.number, right=True)
    paper.line(f"{chase.organ_name}：", indent=False)
    tasks = list(chase.tasks.all())
    paper.line(f"下列 {len(tasks)} 件任务请按要求办理，并于办结后退回回执。")
    rows = [["序号", "事项", "到期日", "时限情况"]]
    rows += [
        [str(number), one.label, _day(one.due_day), one.left] for number, one in enumerate(tasks, 1)
    ]
    paper.grid(rows, widths=(14, 86, 32, 38), headings=True)
    if chase.demanded:
        paper.line(f"要求办结日期：{_day(chase.demanded)}")
    paper.line(chase.by_organ_name, right=True)
    paper.line(_day(local_day(chase.at)), right=True)
    paper.line(TEAR, indent=False)
    paper.title(f"{chase.word}单回执")
    paper.line(chase.number, right=True)
    paper.grid(
        [
            ["承办处室", chase.organ_name],
            ["办理情况", "\n\n\n\n"],
            ["预计办结日期", ""],
            ["负责人签字", ""],
            ["日期", "　　　　年　　月　　日"],
        ],
        widths=(40, 130),
    )
    return paper.content()


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "未规定"
