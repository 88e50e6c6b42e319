"""/desk/design/: every component on one page, with invented words. Nothing here is stored."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from gongkai.frames.pages import staff_page

ATTRIBUTES = [("open", "主动公开"), ("on_request", "依申请公开"), ("closed", "不予公开")]
ORGANS = [("", "全部"), ("sport", "竞技体育处"), ("mass", "群众体育处")]
CONTENTS = [
    ("lights", "状态与时限"),
    ("acts", "按钮与表单"),
    ("notices", "提示"),
    ("rows", "列表"),
    ("bars", "落实情况与经手"),
    ("steps", "流转"),
    ("proof", "逐日计算"),
    ("document", "公文"),
]
BODY = Markup(
    """<p class="align-left">各区县体育行政部门：</p>
<p>为推动青少年体育事业发展，现将有关事项通知如下。</p>
<h2>一、时间和地点</h2>
<p>2026年5月16日至18日，在市体育场举行。</p>
<h3>（一）竞赛项目</h3>
<table><thead><tr><th>组别</th><th>年龄</th><th>项目</th></tr></thead>
<tbody><tr><td rowspan="2">甲组</td><td>16至17岁</td><td>100米、跳远</td></tr>
<tr><td>14至15岁</td><td>100米</td></tr></tbody></table>
<p class="align-right">市体育局</p>
<p class="align-right">2026年3月4日</p>"""
)


class SampleForm(forms.Form):
    receiver = forms.CharField(label="主送", initial="各区县体育行政部门")
    attribute = forms.ChoiceField(label="公开属性", choices=ATTRIBUTES, widget=forms.RadioSelect)
    ground = forms.CharField(
        label="公开属性依据", help_text="不予公开的，须写明依据的条款。", required=False
    )
    organ = forms.ChoiceField(label="会签处室", choices=ORGANS, required=False)
    opinion = forms.CharField(
        label="意见", widget=forms.Textarea(attrs={"rows": 3, "data-limit": 200}), required=False
    )


def _days() -> list[SimpleNamespace]:
    """An invented proof: ten working days over a holiday, a make-up day and two suspended days."""
    start = date(2026, 4, 29)
    marks: dict[int, tuple[str, str]] = {0: ("start", "")}
    marks |= dict.fromkeys(range(2, 7), ("holiday", "劳动节"))
    marks |= {10: ("make_up", "劳动节调休上班"), 11: ("weekend", "")}
    marks |= {14: ("paused", ""), 15: ("paused", ""), 17: ("weekend", ""), 18: ("weekend", "")}
    days: list[SimpleNamespace] = []
    counted = 0
    while counted < 10:
        at = len(days)
        mark, name = marks.get(at, ("counted", ""))
        counts = mark in ("counted", "make_up")
        counted += counts
        if counted == 10:
            mark = "due"
        number = counted if counts else None
        day = start + timedelta(days=at)
        days.append(SimpleNamespace(day=day, mark=mark, number=number, name=name))
    return days


def _step(
    title: str, state: str, post: str = "", when: str = "", opinion: str = ""
) -> dict[str, str]:
    return {"title": title, "state": state, "post": post, "when": when, "opinion": opinion}


def _steps() -> list[dict[str, str]]:
    return [
        _step("拟稿", "done", "竞技体育处拟稿人", "3月2日 10:12"),
        _step("处室负责人审核", "done", "竞技体育处处长", "3月3日 09:40", "内容属实，同意报送。"),
        _step("法制审核", "skipped"),
        _step("办公室核稿", "now", "办公室核稿人", "今天 08:55 收到"),
        _step("保密审查", "next", "保密审查员"),
        _step("局领导签发", "next", "分管局领导"),
    ]


def _segments() -> list[dict[str, Any]]:
    counts = (
        ("in_time", "按时", 21),
        ("late", "逾期", 2),
        ("open", "在办", 6),
        ("zero", "零报告", 3),
        ("unreported", "未报告", 1),
        ("not_yet", "尚未支持", 4),
    )
    return [{"key": key, "label": word, "count": n, "url": "#rows"} for key, word, n in counts]


def _rows() -> list[dict[str, Any]]:
    held = (
        ("late", "关于公布二级运动员技术等级称号授予名单的通知", "超过 1 天（应于周三前）"),
        ("near", "关于举办全市青少年田径锦标赛的通知", "还剩 1 天（周五 18:00 前）"),
        ("normal", "春季公共体育场馆免费低收费开放公告", "还剩 6 天（3月13日前）"),
        ("suspended", "市政协提案答复", "中止计时，剩 4 天"),
    )
    return [
        {
            "bucket": bucket,
            "title": title,
            "url": "#document",
            "facts": ["公文", "竞技处", "办公室核稿"],
            "due": {"bucket": bucket, "text": text, "url": "#proof"},
            "act": {"label": "办理", "url": "#acts"},
        }
        for bucket, title, text in held
    ]


def _acts(here: str) -> list[dict[str, Any]]:
    back = {"help": "退回给拟稿人，须写明理由。", "phrases": ["请核对附件", "请补充依据"]}
    return [
        {"label": "退回", "url": here, "opinion": "required", **back},
        {"label": "改后发", "url": here, "opinion": "optional"},
        {"label": "同意", "url": here, "kind": "primary"},
    ]


def _sample(request: HttpRequest) -> dict[str, Any]:
    here = request.path
    return {
        "here": here,
        "pressed": request.method == "POST",
        "contents": CONTENTS,
        "form": SampleForm(initial={"attribute": "open"}),
        "errors": [
            {"label": "公开属性依据", "message": "不予公开须写明依据的条款", "target": "id_ground"}
        ],
        "dues": [row["due"] for row in _rows()],
        "filters": [
            {"name": "organ", "label": "处室", "value": "sport", "options": ORGANS},
            {"name": "q", "label": "标题或文号", "value": "", "kind": "text"},
        ],
        "tabs": [
            {"title": "待办", "url": "#rows", "count": 4, "current": True},
            {"title": "在办", "url": "#bars", "count": 8},
            {"title": "已办", "url": "#steps", "count": 126},
            {"title": "待阅", "url": "#proof", "count": 0},
        ],
        "rows": _rows(),
        "columns": [
            {"key": "organ", "label": "处室"},
            {"key": "done", "label": "办结", "numeric": True},
            {"key": "late", "label": "逾期", "numeric": True},
        ],
        "lines": [
            {"organ": {"text": "竞技体育处", "url": "#rows"}, "done": 21, "late": 1},
            {"organ": {"text": "群众体育处", "url": "#rows"}, "done": 17, "late": 0},
        ],
        "pager": {
            "number": 2,
            "last": 3,
            "total": 42,
            "more": False,
            "previous": "#rows",
            "next": "#rows",
        },
        "segments": _segments(),
        "legs": [
            {"holder": "竞技处", "text": "1 天", "share": 2},
            {"holder": "办公室", "text": "半天", "share": 1},
            {"holder": "局领导", "text": "半天", "share": 1, "kind": "leader"},
            {"holder": "办公室", "text": "1 天", "share": 2},
        ],
        "steps": _steps(),
        "days": _days(),
        "head": [
            ("发布机构", "市体育局"),
            ("文号", "市体发〔2026〕12号"),
            ("成文日期", "2026年3月4日"),
        ],
        "body": BODY,
        "files": [{"name": "竞赛规程.pdf", "url": "#document", "size": 482_133}],
        "difference": [
            [
                {"op": "same", "text": "每队领队1人、运动员不超过"},
                {"op": "del", "text": "20"},
                {"op": "ins", "text": "30"},
                {"op": "same", "text": "人。"},
            ]
        ],
        "acts": _acts(here),
    }


def design(request: HttpRequest) -> HttpResponse:
    """Pressing anything comes back here with a sentence that nothing was stored."""
    return staff_page(request, "frames/design.html", {"sample": _sample(request)})
