"""What stands on the papers of a sheet: 发文稿纸, 信息发布审核表 (三审三校), 保密审查表. Reads only.

One plain value for each, shown on a page and written as .docx alike. What nobody has done yet is an empty line: the
paper can be signed with a pen and registered afterwards (F1). It is for those who see the sheet, never for the public.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.clearance.checking import looked_at
from gongkai.clearance.document import GROUNDS, PublicDocument
from gongkai.clearance.models import Clearance, Numbering, Revision, Signature
from gongkai.clearance.paper_lines import (
    Line,
    line_of,
    moment,
    signature_of,
    steps_of,
    title_of,
    with_absent,
)
from gongkai.clearance.paper_numbers import number_of
from gongkai.clearance.queries import text_of
from gongkai.clearance.states import Act, State
from gongkai.clock.calendars import local_day
from gongkai.plan.queries import plan_version
from gongkai.plan.shape import Chain

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A form from top to bottom. `facts` and `items` are pairs of label and text; `items` stand under `asked`."""

    name: str
    title: str
    number: str
    facts: Pairs
    lines: tuple[Line, ...]
    asked: str = ""
    items: Pairs = ()
    notes: tuple[str, ...] = ()


TITLES = {
    "dispatch": "发文稿纸",
    "three_reviews": "信息发布审核表（三审三校）",
    "secrecy": "保密审查表",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What strata above the clearance know: the fields with their names (主送), the kind's name, who published."""

    kind: str = ""
    labelled: Sequence[tuple[str, str]] = ()
    published: Line | None = None


def names(sheet: Clearance) -> list[str]:
    """The papers that a sheet has: a 发文稿纸 is for what gets a 文号; what came from the old site has none."""
    if not sheet.chain:
        return []
    numbered = any(step.act == "number" for step in _chain(sheet).steps)
    return [name for name in TITLES if numbered or name != "dispatch"]


def paper(sheet: Clearance, name: str, given: Given, at: datetime) -> Paper:
    """The paper of this name as the sheet stands. KeyError for a name that `names` does not give."""
    if name not in names(sheet):
        raise KeyError(name)
    made = {"dispatch": _dispatch, "three_reviews": _three_reviews, "secrecy": _secrecy}
    return made[name](sheet, given, at)


def _dispatch(sheet: Clearance, given: Given, at: datetime) -> Paper:
    """二(二): the attribute with its ground goes to the leader on the same sheet."""
    text = _text(sheet)
    document, labelled = text.value, dict(given.labelled)
    numbering = _numbering(sheet)
    issued = f"{numbering.document_date:%Y-%m-%d}" if numbering else ""
    facts = (
        ("标题", document.title),
        ("文号", numbering.document_number if numbering else ""),
        *((label, labelled[label]) for label in labelled),
        ("拟稿处室", sheet.drafting_organ_name),
        ("拟稿人", sheet.submitted_by.name),
        ("送审时间", moment(sheet.submitted_at)),
        ("稿次", _edition(text)),
        *_disclosure(document),
        ("附件", "；".join(f.name for f in document.files if not f.picture) or "无"),
        ("附言", sheet.note),
        ("成文日期", issued),
    )
    steps = steps_of(sheet)
    lines = [line_of(sheet, step) for step in steps]
    lines = with_absent(lines, steps, Act.LEGAL, "法制审核", "本件不经法制审核环节")
    lines = with_absent(lines, steps, Act.CONSULT, "会签", "无会签处室")
    lines.append(Line("印发（份数、日期）"))  # done at the printer: always for the pen
    shown = tuple(fact for fact in facts if fact[1] or fact[0] in ("文号", "成文日期"))
    return Paper("dispatch", TITLES["dispatch"], _number(sheet), shown, tuple(lines),
                 notes=_notes(sheet))  # fmt: skip


def _three_reviews(sheet: Clearance, given: Given, at: datetime) -> Paper:
    """三(三) 落实信息发布审批权限责任: which step is which 审 or 校 is the plan's to say (`readings`)."""
    text = _text(sheet)
    facts = (
        ("标题", text.value.title),
        ("文种", given.kind),
        ("拟稿处室", sheet.drafting_organ_name),
        ("拟稿人", sheet.submitted_by.name),
        ("信息类别", plan_version(sheet.plan_id).category(text.value.category).title),
        ("稿次", _edition(text)),
        *_disclosure(text.value),
    )
    lines = [
        line
        for reading in _chain(sheet).readings
        for line in _reading(sheet, reading.title, reading.at, given)
    ]
    lines = lines or [line_of(sheet, step) for step in steps_of(sheet)]
    published = given.published or Line("发布")
    return Paper("three_reviews", TITLES["three_reviews"], _number(sheet), facts,
                 (*lines, published), notes=_notes(sheet))  # fmt: skip


def _reading(sheet: Clearance, title: str, at: str, given: Given) -> list[Line]:
    if at == "drafting":
        said, who = "拟稿送审", f"{sheet.drafting_organ_name} {sheet.submitted_by.name}"
        return [Line(f"{title}（拟稿人）", said, who, moment(sheet.submitted_at))]
    if at == "publishing":
        done = given.published
        return [Line(f"{title}（发布前）", *((done.said, done.who, done.when) if done else ()))]
    steps = [step for step in steps_of(sheet) if step.key == at]
    return [line_of(sheet, step, f"{title}（{title_of(step)}）") for step in steps]


def _secrecy(sheet: Clearance, given: Given, at: datetime) -> Paper:
    """条例第十七条: 先自审，后保密审查. An item nobody has answered in the system is left for the pen."""
    text = _text(sheet)
    document = text.value
    facts = (
        ("标题", document.title),
        ("拟稿处室", sheet.drafting_organ_name),
        ("拟稿人", sheet.submitted_by.name),
        ("稿次", _edition(text)),
        *_disclosure(document),
    )
    items = (
        ("密级标志、份号、“内部资料”等字样", "系统检查：标题和正文未发现"),
        ("表述检查（个人信息等）的提示", _findings(sheet, document, at)),
        *(
            (GROUNDS[key], _boxes(key == document.ground))
            for key in GROUNDS
            if key != "13-on-request"
        ),
    )
    self_check = Line("自审（拟稿人）", "公开属性和理由已随文提出", f"{sheet.drafting_organ_name} {sheet.submitted_by.name}",
                      moment(sheet.submitted_at))  # fmt: skip
    steps = steps_of(sheet)
    heads = [s for s in steps if s.act == Act.REVIEW and s.organ == sheet.drafting_organ]
    reviews = [s for s in steps if s.act == Act.SECRECY]
    lines = (
        self_check,
        *(line_of(sheet, step, "自审（处室负责人）") for step in heads[:1]),
        *(line_of(sheet, step, "保密审查") for step in reviews),
    )
    return Paper("secrecy", TITLES["secrecy"], _number(sheet), facts, lines, "自审项目", items,
                 _notes(sheet))  # fmt: skip


def _findings(sheet: Clearance, document: PublicDocument, at: datetime) -> str:
    """What the check asked about, and who answered for it by name (F13)."""
    asked = looked_at(sheet.subject, document, local_day(at))
    answered = sorted({one.by for one in asked if one.by})
    if not asked:
        return "系统检查：无提示"
    left = sum(1 for one in asked if one.open)
    by = f"，由{'、'.join(answered)}确认 {len(asked) - left} 处" if answered else ""
    return f"系统检查：提示 {len(asked)} 处{by}" + (f"，待确认 {left} 处" if left else "")


def _boxes(concerned: bool) -> str:
    return "■涉及　□不涉及" if concerned else "□涉及　□不涉及"


def _chain(sheet: Clearance) -> Chain:
    chains: Mapping[str, Chain] = {c.id: c for c in plan_version(sheet.plan_id).chains}
    return chains[sheet.chain]


def _text(sheet: Clearance) -> Revision:
    """What was signed, else what lies on the sheet now."""
    signature = signature_of(sheet)
    return signature.revision if signature else text_of(sheet)


def _numbering(sheet: Clearance) -> Numbering | None:
    standing = Signature.Standing.STANDING
    return Numbering.objects.filter(
        signature__clearance=sheet, signature__standing=standing
    ).first()


def _disclosure(document: PublicDocument) -> Pairs:
    ground = GROUNDS.get(document.ground, document.ground) or "以公开为常态，无不公开理由"
    review = (("定期评估审查", document.review_on),) if document.review_on else ()
    return (("公开属性", document.attribute.chinese), ("理由", ground), *review)


def _notes(sheet: Clearance) -> tuple[str, ...]:
    state = State(sheet.state)
    ended = (
        (f"本件{state.label}，本表仅供查考。",) if state in (State.ABANDONED, State.VOIDED) else ()
    )
    back = (f"本件现为“{state.label}”。",) if state in (State.SENT_BACK, State.RECALLED) else ()
    urgent = (f"应急流程：{sheet.urgent_reason}",) if sheet.urgent else ()
    return (*ended, *back, *urgent, "纸质签批后，由办公室按本编号登记，并由另一人核对确认。")


def _number(sheet: Clearance) -> str:
    return str(number_of(sheet, _text(sheet)))


def _edition(text: Revision) -> str:
    return f"第 {text.number} 稿，文本摘要 {text.digest[7:23]}"
