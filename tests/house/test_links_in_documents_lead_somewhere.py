"""Every relative link of the documents leads to a file or folder that is there: code moves, pages forget."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.house.strata import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def broken(text: str, folder: Path) -> list[str]:
    """Links of a page in this folder that lead nowhere. Addresses of other machines are not asked."""
    bare = CODE.sub(lambda m: "x" if m[0].startswith("`") and "\n" not in m[0] else "", text)
    targets = (unquote(link.partition("#")[0]) for link in LINK.findall(bare))
    return [t for t in targets if t and "://" not in t and not (folder / t).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page.read_text(encoding="utf-8"), page.parent) == []


def test_a_link_that_leads_nowhere_is_caught() -> None:
    text = "[a](docs/nowhere.md) [`b`](gone/) [c](README.md#top) [d](https://example.org/x)"
    assert broken(text, ROOT) == ["docs/nowhere.md", "gone/"]
