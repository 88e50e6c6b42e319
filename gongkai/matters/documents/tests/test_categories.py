"""二(六): the matrix says who answers for a category, not who may write. Own ones first, then all; 其他信息 is
always there; what is 已取消 takes nothing new and still bears what it bore.
"""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.clearance.tests.acts import edit
from gongkai.matters.documents.actions import Draft, begin
from gongkai.matters.documents.faces.forms import DraftForm
from gongkai.matters.documents.tests.forms import GOOD
from gongkai.plan.actions import load_plan
from gongkai.plan.queries import live_categories, the_bureaus_plan
from gongkai.trail.refusals import Refused
from tests.casting import PLANS

ABOLISHED = "health_qigong_sites"


def groups(bureau, who: str) -> dict[str, list[str]]:
    """The choices of the form: title of the group → ids."""
    plan = the_bureaus_plan(bureau.now.date()).plan
    form = DraftForm(actor=bureau.at(who), plan=plan, live=live_categories(bureau.now))
    return {title: [c[0] for c in held] for title, held in form.fields["category"].choices[1:]}


def every(bureau) -> set[str]:
    return {category.id for category in the_bureaus_plan(bureau.now.date()).plan.categories}


@pytest.mark.parametrize(
    "who", ["drafter", "other_drafter", "publicity_drafter", "office_drafter", "secrecy"]
)
def test_everybody_is_offered_every_category_the_own_ones_first(bureau, who):
    own, others = groups(bureau, who).values()
    assert {*own, *others} == every(bureau)
    assert len(own) + len(others) == len(every(bureau)), "each once"
    plan, organ = the_bureaus_plan(bureau.now.date()).plan, bureau.at(who).organ
    assert all(organ in {o.id for o in plan.owners_of(c)} for c in own)
    assert not any(organ in {o.id for o in plan.owners_of(c)} for c in others)


def test_the_residual_category_is_everybodys_own(bureau):
    for who in ("drafter", "other_drafter", "publicity_drafter", "office_drafter"):
        assert "other" in next(iter(groups(bureau, who).values()))
    document = bureau.draft(category="other")
    assert not bureau.submit(document).steps.filter(key="category_owner").exists(), (
        "nobody else reviews it"
    )


def test_what_another_organ_answers_for_may_be_written_and_is_said_to_go_to_it(bureau):
    titles = list(groups(bureau, "drafter"))
    assert titles == ["本处室负责的类别", "其他处室负责的类别（将送归口处室审核）"]
    assert "normative_documents" in groups(bureau, "drafter")[titles[1]]
    sheet = bureau.submit(bureau.draft(category="normative_documents"))
    assert sheet.steps.get(key="category_owner").organ == "publicity_education"


def abolish(bureau, category: str, on: date) -> None:
    """The second version of the plan, in which a category ends."""
    text = (PLANS / "plan.toml").read_text(encoding="utf-8").replace("version = ", "version = 1", 1)
    ended = f'id = "{category}"\nto = {on.isoformat()}\nabolished_by = "国发〔2026〕1号"'
    assert f'id = "{category}"' in text
    load_plan(text.replace(f'id = "{category}"', ended, 1), at=bureau.now)


def test_what_is_abolished_takes_nothing_new_from_that_day_on(bureau):
    kept = bureau.draft(category=ABOLISHED)
    sheet = bureau.to_the_leader(kept, "drafter")
    abolish(bureau, ABOLISHED, date(2026, 3, 3))
    draft = Draft(**{**GOOD, "category": ABOLISHED})
    assert begin(draft=draft, by=bureau.at("drafter"), at=bureau.now), (
        "the control: on its last day it takes"
    )
    bureau.later(days=1)
    for who in ("drafter", "publicity_drafter"):
        assert not any(ABOLISHED in held for held in groups(bureau, who).values())
    with pytest.raises(Refused, match="请选择信息类别；没有合适的请选“其他信息”"):
        begin(draft=draft, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(Refused, match="请选择信息类别"):
        edit(bureau, bureau.draft(), category=ABOLISHED)
    bureau.sign(sheet)
    bureau.number(sheet)
    assert bureau.publish(sheet).category == ABOLISHED, "what was under way goes on under its name"
