"""The golden files: what each case gives, laid out by line. Written anew, to be looked through, by

    .venv/bin/python -m gongkai.word.tests.golden_files

A difference that `git diff` then shows is either meant, or a fault that the tests would have found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from gongkai.word import document
from gongkai.word.tests import cases_lists, cases_official, cases_tables, cases_text, cases_traces

FOLDER = Path(__file__).parent / "golden"
CASES: dict[str, Callable[[], bytes]] = {
    **cases_official.CASES,
    **cases_lists.CASES,
    **cases_text.CASES,
    **cases_tables.CASES,
    **cases_traces.CASES,
}
_BLOCK_ENDS = re.compile(r"(</(?:p|h[234]|tr|thead|table)>(?!</)|<hr>|<tbody>)")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def laid_out(html: str) -> str:
    """A line for each block; pictures numbered, for a newer library may pack the same picture otherwise."""
    numbers: dict[str, str] = {}
    named = _DIGEST.sub(lambda m: numbers.setdefault(m[0], f"picture-{len(numbers) + 1}"), html)
    return _BLOCK_ENDS.sub(r"\1\n", named).strip() + "\n"


def expected(name: str) -> str:
    """What the golden file of a case says."""
    return (FOLDER / f"{name}.html").read_text(encoding="utf-8")


def write() -> None:
    """All golden files anew."""
    for name, make in CASES.items():
        html = document.read(make(), f"{name}.docx").html
        (FOLDER / f"{name}.html").write_text(laid_out(html), encoding="utf-8")


if __name__ == "__main__":
    write()
