"""The diagram of a clearance's states, made from `states.EDGES` and kept in docs/matters/.

    .venv/bin/python -m gongkai.clearance.diagram docs/matters/documents.md

writes it anew between the two marks of the page; a test holds them equal.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gongkai.clearance.states import EDGES, ENDED, State, Verb

BEGIN, END = "<!-- states: made by gongkai.clearance.diagram -->", "<!-- /states -->"
# Where a text comes in: a sheet is made by 送审 or by 补录, so that there is no state before it.
FIRST = ((State.CIRCULATING, Verb.SUBMIT.value), (State.CARRIED, "补录"))


def mermaid() -> str:
    """The states with their Chinese names, and the verbs that lead from one to the next."""
    names = [f'state "{state.label}" as {state.value}' for state in State]
    first = [f"[*] --> {state.value} : {verb}" for state, verb in FIRST]
    last = [f"{state.value} --> [*]" for state in State if state in ENDED]
    return "\n    ".join(["stateDiagram-v2", *names, *first, *_arrows(), *last]) + "\n"


def _arrows() -> list[str]:
    """One arrow for each pair of states, with all the verbs that lead along it."""
    between: dict[tuple[State, State], list[str]] = {}
    for (state, verb), after in EDGES.items():
        between.setdefault((state, after), []).append(verb.value)
    return [f"{a.value} --> {b.value} : {'、'.join(verbs)}" for (a, b), verbs in between.items()]


def block() -> str:
    """What stands between the marks."""
    return f"{BEGIN}\n```mermaid\n{mermaid()}```\n{END}"


def in_page(text: str) -> str:
    """The page with the diagram of today. ValueError when it lacks the marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, behind = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {BEGIN} and {END}")
    return before + block() + behind


if __name__ == "__main__":
    for page in map(Path, sys.argv[1:]):
        page.write_text(in_page(page.read_text(encoding="utf-8")), encoding="utf-8")
