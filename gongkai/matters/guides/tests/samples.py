"""An invented service with every element filled in, and the form in which a browser would send it."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.matters.guides.actions import Service, StandardText
from gongkai.matters.guides.rules.reading import shape_in
from gongkai.matters.guides.rules.shape import Shape
from gongkai.matters.guides.rules.values import NONE, name_of

ROOT = Path(__file__).resolve().parents[4]
FILE = ROOT / "plans" / "xian-sports" / "guides.toml"
TITLE = "公共体育场地预约"
CATEGORY = "mass_sports_events"
PDF = b"%PDF-1.4\n%%EOF\n"


@cache
def shape() -> Shape:
    return shape_in(FILE.read_text(encoding="utf-8"))


def material(name: str) -> dict[str, str]:
    return {"name": name, "form": "复印件", "copies": "1", "needed": "必需", "source": "申请人自备"}


REGISTERED: dict[str, Any] = {
    "service_type": "公共服务",
    "audience": ["自然人", "社会组织法人"],
    "basis": "《公共文化体育设施条例》第十七条",
}
WHOLE: dict[str, Any] = {
    **REGISTERED,
    "conditions": "年满十六周岁。\n团体预约须有负责人。",
    "materials": [material("场地预约表"), material("身份证件"), material("活动方案")],
    "steps": [
        {"name": "申请", "what": "填写预约表"},
        {"name": "审核"},
        {"name": "确认", "what": "短信通知"},
    ],
    "ways": ["窗口办理", "网上办理"],
    "visits": "2",
    "legal_term": "20",
    "promised_term": "10",
    "fee": "不收费",
    "result": "场地预约确认单",
    "place": "市民中心一楼 8 号窗口",
    "hours": "工作日 9:00—12:00，14:00—17:00",
    "telephone": "029-00000001",
    "complaints": "029-00000002",
    "questions": [{"question": "可以代办吗？", "answer": "可以，请出示委托书。"}],
    "platform_link": "https://service.example.gov.cn/item?id=1&area=610100",
    "compared_on": "2025-06-03",
}


def whole(**changes: Any) -> dict[str, Any]:
    """The elements of a complete guide; None takes one away."""
    given = {**deepcopy(WHOLE), **changes}
    return {name: value for name, value in given.items() if value is not None}


def service(title: str = TITLE, category: str = CATEGORY, **changes: Any) -> Service:
    return Service(title, category, whole(**changes))


def registered(title: str = TITLE) -> Service:
    """What is asked for when a service is registered, and no more."""
    return Service(title, CATEGORY, deepcopy(REGISTERED))


STANDARD = StandardText(
    title="公共体育场馆服务规范", category=CATEGORY, number="市体标〔2026〕1号",
    scope="全市公共体育场馆的窗口和现场服务。", summary="明确开放时间、接待用语和投诉处理。",
)  # fmt: skip


def form_of(edition: int = 1, act: str = "save", **changes: Any) -> dict[str, Any]:
    """The page of a guide as a browser sends it."""
    sent: dict[str, Any] = {
        "title": TITLE,
        "category": CATEGORY,
        "edition": str(edition),
        "act": act,
    }
    for own in ("title", "category"):
        sent[own] = changes.pop(own, sent[own])
    return sent | form_of_elements(whole(**changes))


def form_of_elements(elements: dict[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for element, value in elements.items():
        if element == NONE or not isinstance(value, list) or not _is_table(value):
            sent[name_of(element)] = value
            continue
        for number, row in enumerate(value):
            sent |= {name_of(element, number, column): held for column, held in row.items()}
    return sent


def _is_table(value: list[Any]) -> bool:
    return all(isinstance(row, dict) for row in value)
