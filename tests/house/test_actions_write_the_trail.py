"""Every act writes the trail: a public function of the verbs, or of the actions of a matter, takes `by` and
`at` by keyword, never a request, and ends in an entry, written by itself or by another act that it calls.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.strata import PACKAGE, ROOT

WRITING = {
    "gongkai.trail.writing.write",
    "gongkai.trail.writing.write_all",
    "gongkai.kinds.verbs.recording.recorded",
}
# What stands in these writes its own entry: calling it with `by` and `at` is enough.
ACTS = (
    "gongkai.kinds.verbs.",
    "gongkai.accounts.actions.",
    "gongkai.files.actions.",
    "gongkai.obligations.actions.",
)
NO_VERBS = {"recording.py"}  # what every verb ends with
FILES = sorted(
    path
    for pattern in (
        "kinds/verbs/*.py",
        "matters/*/actions.py",
        "matters/*/actions/**/*.py",
        "obligations/actions/chasing.py",
    )
    for path in PACKAGE.glob(pattern)
    if path.name not in NO_VERBS | {"__init__.py"} and "tests" not in path.parts
)


class Module:
    """One file of acts: its functions, and what each name in it stands for."""

    def __init__(self, source: str) -> None:
        tree = ast.parse(source)
        self.functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
        self.names = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def acts(self) -> Iterator[ast.FunctionDef]:
        return (f for name, f in self.functions.items() if not name.startswith("_"))

    def writes(self, function: ast.FunctionDef, seen: frozenset[str] = frozenset()) -> bool:
        """Whether it calls what writes the trail, itself or through functions of the same file."""
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        if any(self._is_writing(call) for call in calls):
            return True
        own = {c.func.id for c in calls if isinstance(c.func, ast.Name)} & set(self.functions)
        return any(self.writes(self.functions[name], seen | {name}) for name in own - seen)

    def _is_writing(self, call: ast.Call) -> bool:
        name, given = self._full_name(call.func), {keyword.arg for keyword in call.keywords}
        theirs = name.startswith("gongkai.matters.") and ".actions." in name  # looked at here too
        acts = theirs or (name.startswith(ACTS) and ".recording." not in name)
        another = acts and {"by", "at"} <= given
        return name in WRITING or another

    def _full_name(self, called: ast.expr) -> str:
        head, *rest = ast.unparse(called).split(".")
        return ".".join([self.names.get(head, head), *rest])


def faults(source: str) -> list[str]:
    """What is wrong with the acts of a file."""
    module = Module(source)
    found = []
    for act in module.acts():
        said = {
            argument.arg: ast.unparse(argument.annotation or ast.Constant(""))
            for argument in act.args.kwonlyargs
        }
        if act.args.args or act.args.posonlyargs or act.args.vararg:
            found.append(f"{act.name} takes arguments by position")
        if not {"by", "at"} <= set(said):
            found.append(f"{act.name} lacks by and at")
        if "request" in said or any("Request" in annotation for annotation in said.values()):
            found.append(f"{act.name} takes a request")
        if not module.writes(act):
            found.append(f"{act.name} writes no trail")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_act_is_given_who_and_when_and_leaves_an_entry(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_the_acts_are_found() -> None:
    assert ROOT / "gongkai/kinds/verbs/signing.py" in FILES
    assert ROOT / "gongkai/matters/documents/actions/drafting.py" in FILES


GOOD = "from gongkai.trail.writing import write\ndef act(*, by, at):\n    write(by=by, at=at)"


def test_an_act_that_calls_another_act_is_enough() -> None:
    through = "from gongkai.files import actions as files\ndef act(*, by, at):\n    _in(by, at)\n"
    assert faults(GOOD) == []
    assert faults(through + "def _in(by, at):\n    files.attach(by=by, at=at)") == []


@pytest.mark.parametrize(
    "source",
    [
        GOOD.replace("*, by, at", "thing, *, by, at"),
        GOOD.replace("*, by, at", "*, by"),
        GOOD.replace("*, by, at", "*, by, at, request"),
        GOOD.replace("*, by, at", "*, by, at, asked: HttpRequest"),
        GOOD.replace("    write(by=by, at=at)", "    pass"),
        "from gongkai.clearance.actions import signing\ndef act(*, by, at):\n    signing.sign(by=by, at=at)",
        "from gongkai.kinds.verbs.recording import refuse_marks\ndef act(*, by, at):\n    refuse_marks(by=by, at=at)",
    ],
)
def test_an_act_that_leaves_something_out_is_caught(source: str) -> None:
    assert len(faults(source)) == 1
