"""三(三): whatever is tried, by whomever, in whatever order: a sheet moves only along an edge of `states.EDGES`, and
an act that is refused leaves no row behind. The model is the table of edges and nothing else.
"""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from gongkai.clearance.models import Clearance, Signature
from gongkai.clearance.queries import contributors
from gongkai.clearance.states import (
    EDGES,
    ENDED,
    MOVING,
    UNFINISHED,
    WITH_DRAFTER,
    State,
    Verb,
    after,
)
from gongkai.clearance.tests.tries import TRIES
from gongkai.clearance.tests.worlds import STARTS, World
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from tests.security.rows import changed, rows

pytestmark = pytest.mark.once

WALKS, ACTS = 300, 5


# --- the table alone --------------------------------------------------------------------------------


def test_every_state_is_of_one_sort_and_every_edge_leads_from_a_state_to_a_state():
    assert {State(s) for s in State.values} == UNFINISHED | ENDED
    assert not UNFINISHED & ENDED
    assert MOVING.isdisjoint(WITH_DRAFTER)
    assert set(EDGES.values()) <= {State(s) for s in State.values}


def test_ten_thousand_random_verbs_never_leave_the_table_and_never_return_from_an_end():
    chance = random.Random(20260302)
    state, seen = State.CIRCULATING, set()
    for _ in range(10_000):
        verb = chance.choice(list(Verb))
        to = after(state, verb)
        assert (to is None) == ((state, verb) not in EDGES)
        if to is None:
            continue
        seen.add((state, verb))
        if state in ENDED:
            assert (state, to) == (State.SIGNED, State.VOIDED), (
                "an end is left only by losing the signature"
            )
        if to == State.SIGNED:
            assert verb in (Verb.SIGN, Verb.CONFIRM), "signed by a signature and by nothing else"
        state = State.CIRCULATING if to in (State.ABANDONED, State.VOIDED) else to
    assert seen == set(EDGES), "the control: the walk really went along every edge"


def test_from_every_unfinished_state_there_is_a_way_to_the_signature_and_a_way_out():
    def reached(start: State) -> set[State]:
        found, edge = {start}, {start}
        while edge:
            edge = {to for (state, _), to in EDGES.items() if state in edge} - found
            found |= edge
        return found

    for state in UNFINISHED:
        assert {State.SIGNED, State.ABANDONED} <= reached(state), state


# --- the real acts ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_three_hundred_random_walks_of_random_people_move_only_along_the_edges(bureau):
    done: set[str] = set()
    refused = 0
    for start in STARTS:
        with transaction.atomic():
            world = World(bureau, start)
            for seed in range(WALKS // len(STARTS)):
                succeeded = walk(world, random.Random(f"{start}{seed}"))
                done |= set(succeeded)
                refused += ACTS - len(succeeded)
            transaction.set_rollback(True)
    assert refused > WALKS, "the control: much was refused"
    assert done == set(TRIES), "the control: every verb succeeded at least once"


def walk(world: World, chance: random.Random) -> list[str]:
    """Some acts from the start; the names of those that succeeded. Afterwards all is as before."""
    world.chance, succeeded = chance, []
    with transaction.atomic():
        before = rows()
        for _ in range(ACTS):
            name = chance.choice(world.likely(TRIES))
            if attempt(world, name, before):
                succeeded.append(name)
                before = rows()
        transaction.set_rollback(True)
    return succeeded


def attempt(world: World, name: str, before) -> bool:
    """One try: along an edge with a trail entry, or refused in a sentence without a trace."""
    state, entries = world.state(), Entry.objects.count()
    try:
        with transaction.atomic():
            verb = TRIES[name](world)
    except Refused as refused:
        sentence = refused.sentence
    else:
        sentence = ""
    if sentence:
        assert sentence.endswith(("。", "）"))
        assert changed(before) == [], f"{name} was refused and left something behind"
        return False
    assert world.state() == (state if verb is None else expected(state, verb)), (name, state)
    assert Entry.objects.count() > entries, f"{name} left no trail"
    signed_by_a_stranger_to_the_text(world)
    return True


def expected(state: State | None, verb: Verb) -> State | None:
    """What the table says; a first submission, or one after an end, begins a sheet."""
    if verb is Verb.SUBMIT and (state is None or state in ENDED):
        return State.CIRCULATING
    assert state is not None
    return after(state, verb)


def signed_by_a_stranger_to_the_text(world: World) -> None:
    """At most one signature stands on a sheet, and approvals of a round are by different persons."""
    for sheet in Clearance.objects.filter(subject_id=world.document.pk):
        standing = sheet.signatures.exclude(standing=Signature.Standing.VOID)
        assert standing.count() <= 1
        done = sheet.steps.filter(round=sheet.round, state="done", by__isnull=False)
        approved = [step.by_id for step in done if step.act not in ("amend", "number")]
        assert len(approved) == len(set(approved)), "one person at two steps"
        signature = standing.filter(standing="standing", amended_from=None).first()
        wrote = contributors(sheet.subject, besides=sheet)
        assert signature is None or signature.signer_id not in wrote
