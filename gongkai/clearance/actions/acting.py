"""What every act on a clearance asks first: still at the post, the text that was seen, nobody twice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from gongkai.accounts.models import Person
from gongkai.accounts.queries import on_establishment, still_holds
from gongkai.clearance import queries, rules
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Step
from gongkai.clearance.states import Act, State, StepState, Verb, after
from gongkai.clock.due import due
from gongkai.clock.terms import Term
from gongkai.plan.calendars import calendar_in_force
from gongkai.plan.queries import plan_version
from gongkai.plan.shape import Plan
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused


def person_of(by: Actor, at: datetime, *, established: bool = False) -> Person:
    """The person who acts, if their post has not ended. Review and approval need a post 在编."""
    if by.person is None or not still_holds(by, at):
        raise NotAllowed("您在该岗位的任职或委托已结束，不能再办理。如有疑问，请与安全管理员联系。")
    if established and not on_establishment(by, at):
        raise NotAllowed("审核和签发须由在编人员办理。")
    return Person.objects.get(uuid=by.key)


def locked(clearance: Clearance) -> Clearance:
    """The row as it is now, locked to the end of the transaction."""
    return (
        Clearance.objects.select_for_update(of=("self",))
        .select_related("revision")
        .get(pk=clearance.pk)
    )


def moved(clearance: Clearance, verb: Verb) -> State:
    """The state after the verb. Overtaken when the sheet is no longer where the form said."""
    state = after(clearance.state, verb)
    if state is None:
        raise Overtaken(
            f"该稿件现为“{State(clearance.state).label}”，不能{verb.value}。可能已有同事办理，请刷新后查看。"
        )
    return state


def same_text(clearance: Clearance, seen: str) -> None:
    """The form carries the digest that was on the screen: nobody signs what he has not read."""
    if seen != clearance.revision.digest:
        raise Overtaken("文本在您打开之后有变化，请刷新并核对新文本后再办理。您填写的意见已保留。")


def open_step(clearance: Clearance, by: Actor, *acts: Act) -> Step:
    """The open step at which this actor may act."""
    waiting = clearance.steps.filter(round=clearance.round, state=StepState.OPEN, act__in=acts)
    step = next((s for s in waiting if queries.may_take(by, s)), None)
    if step is None:
        raise Overtaken("该环节不在您的待办中：可能已有同事办理，或尚未到您的环节。请刷新后查看。")
    return step


def four_eyes(clearance: Clearance, person: Person) -> None:
    """Refuse a person who wrote since the last signed version or acted in this round already.

    For 补签 the version signed on this very sheet is not behind us: who wrote it is still its author.
    """
    wrote = queries.contributors(clearance.subject, besides=clearance)
    why = rules.why_barred(person.pk, wrote, queries.acted(clearance))
    if why:
        raise NotAllowed(why)


def fit(document: PublicDocument, plan: Plan) -> None:
    """A title that can stand above the text, and an attribute with its ground."""
    body_allowed = plan.parameters.non_disclosure_body
    faults = {
        "title": rules.title_fault(document.title),
        "attribute": rules.attribute_fault(document, body_allowed=body_allowed),
    }
    for field, fault in faults.items():
        if fault:
            raise Refused(fault, field=field)


def within(opinion: str) -> None:
    """An opinion as long as the record holds."""
    if len(opinion) > 1000:
        raise Refused("意见最多 1000 字，请精简后再提交。", field="opinion")


def finish(
    step: Step, *, by: Actor, person: Person, at: datetime, outcome: str, opinion: str
) -> None:
    """Write what came of a step under the name of the one who acted."""
    within(opinion)
    step.state = StepState.DONE
    step.done_at, step.by, step.by_name = at, person, person.name
    step.by_post = f"{by.organ_name}{by.post_title}"
    step.outcome, step.opinion = outcome, opinion.strip()
    step.digest = step.clearance.revision.digest
    step.save()


def open_next(clearance: Clearance, at: datetime) -> list[Step]:
    """Open the next position once nothing is open at the present one. Returns what was opened."""
    rest = clearance.steps.filter(round=clearance.round, afterwards=False)
    if rest.filter(state__in=(StepState.OPEN, StepState.SUSPENDED)).exists():
        return []
    first = rest.filter(state=StepState.WAITING).order_by("position").first()
    if first is None:
        return []
    return open_steps(rest.filter(state=StepState.WAITING, position=first.position), clearance, at)


def open_afterwards(clearance: Clearance, at: datetime) -> list[Step]:
    """Open the 补签 steps: the text is signed."""
    owed = clearance.steps.filter(round=clearance.round, afterwards=True, state=StepState.WAITING)
    return open_steps(owed, clearance, at)


def open_steps(steps: QuerySet[Step], clearance: Clearance, at: datetime) -> list[Step]:
    """From now on these wait on somebody's desk, and their own terms (会签, 补签) run."""
    chain = plan_version(clearance.plan_id).chain_for(clearance.document_kind, clearance.urgent)
    terms = {planned.id: planned.term for planned in chain.steps}
    opened = list(steps)
    for step in opened:
        term = terms.get(step.key) or (chain.countersign_within if step.afterwards else None)
        step.state, step.opened_at = StepState.OPEN, at
        step.due_at = due(at, Term.parse(term), calendar_in_force()).due_at if term else None
        step.save(update_fields=["state", "opened_at", "due_at"])
    return opened


def cancel_rest(clearance: Clearance) -> None:
    """What was not done in this round will not be done in it."""
    undone = (StepState.WAITING, StepState.OPEN, StepState.SUSPENDED)
    clearance.steps.filter(round=clearance.round, state__in=undone).update(
        state=StepState.CANCELLED
    )
