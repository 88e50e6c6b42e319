"""The two corpora: errors planted by hand, and texts without fault. Every third entry is held out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from gongkai.wording.checking import Text, check
from gongkai.wording.findings import Finding
from gongkai.wording.rules import Rules, load

HERE = Path(__file__).parent / "corpus"
RULES = Path(__file__).parents[3] / "plans" / "xian-sports" / "wording"
TODAY = date(2026, 11, 23)  # a Monday
TITLE = "工作动态"


@dataclass(frozen=True)
class Entry:
    """A text of a corpus; `rule` is empty for a clean one."""

    text: Text
    rule: str
    held_out: bool

    def findings(self) -> list[Finding]:
        return check(self.text, rules(), TODAY)


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of the bureau, as delivered."""
    return load(RULES)


def later(name: str) -> list[Entry]:
    """The second corpus: `planted` or `clean`."""
    return list(_entries(name, "later"))


def planted() -> list[Entry]:
    return list(_entries("planted"))


def clean() -> list[Entry]:
    return list(_entries("clean"))


def _entries(name: str, file: str = "") -> Iterator[Entry]:
    data = tomllib.loads((HERE / f"{file or name}.toml").read_text(encoding="utf-8"))
    for number, entry in enumerate(data[name]):
        html = entry.get("html") or f"<p>{escape(entry.get('text', ''), quote=False)}</p>"
        attachments = (("附件.docx", entry["attachment"]),) if "attachment" in entry else ()
        text = Text(entry.get("title", TITLE), html, attachments)
        yield Entry(text, entry.get("rule", ""), number % 3 == 2)


def of(html: str, title: str = TITLE, **more: object) -> list[Finding]:
    """The findings in a body."""
    return check(Text(title, html, **more), rules(), TODAY)  # type: ignore[arg-type]
