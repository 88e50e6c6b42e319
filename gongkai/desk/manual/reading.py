"""The manual's Markdown as pages: headings with the ids that other readers of Markdown give them, raw HTML off (ADR 0019)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from PIL import Image

FOLDER: Path = settings.ROOT / "docs" / "使用手册"
CONTENTS = "README"
PICTURES = "图/"
NOT_IN_IDS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Page:
    """One page of the manual. `headings` are the second-level ones: (id, text)."""

    name: str
    title: str
    body: Markup
    headings: tuple[tuple[str, str], ...]


def names() -> list[str]:
    """Every page in the order of the menu (the last table of the contents), the contents itself first."""
    by_screen = _text(CONTENTS).rpartition("\n## ")[2]
    listed = re.findall(r"\]\(([^)#/]+)\.md", by_screen)
    return [CONTENTS, *dict.fromkeys(name for name in listed if name != CONTENTS)]


def page(name: str) -> Page | None:
    """The page of this name, or None: only what the contents names is a page."""
    return None if name not in names() else _made(name, _text(name))


def address(name: str, heading: str = "") -> str:
    """Where a page, or a heading on it, is read on the desk."""
    where = reverse("desk:manual") if name == CONTENTS else reverse("desk:manual_page", args=[name])
    return f"{where}#{heading}" if heading else where


def heading_id(text: str) -> str:
    """The id that the usual readers of Markdown give a heading: no punctuation, spaces as hyphens."""
    return NOT_IN_IDS.sub("", text.strip().lower()).replace(" ", "-")


def _text(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@cache
def _made(name: str, text: str) -> Page:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("image", _picture)
    reader.add_render_rule("softbreak", lambda *_: "")  # Chinese needs no blank where a line ends
    tokens = reader.parse(text)
    title, headings = _head(tokens)
    _label_cells(tokens)
    for token in _all(tokens):
        _to_the_desk(token)
    body = reader.renderer.render(tokens, reader.options, {})
    return Page(name, title, Markup(body), tuple(headings))


def _head(tokens: list[Token]) -> tuple[str, list[tuple[str, str]]]:
    """Give each heading its id; take the title out, for the frame shows it."""
    headings = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            text = tokens[at + 1].content
            token.attrSet("id", heading_id(text))
            if token.tag == "h2":
                headings.append((heading_id(text), text))
    title = tokens[1].content
    del tokens[:3]
    return title, headings


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _to_the_desk(token: Token) -> None:
    """Links lead to the desk's own pages."""
    if token.type == "link_open":
        to, _, heading = unquote(str(token.attrGet("href"))).partition("#")
        if to.endswith(".md"):
            token.attrSet("href", address(to.removesuffix(".md"), heading))


def _picture(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> Markup:
    """A picture leads to itself in full size: on a phone a whole screen of the desk is small."""
    path = unquote(str(tokens[at].attrGet("src")))
    width, height = _size(path)
    link = Markup(
        '<a href="{0}"><img src="{0}" alt="{1}" width="{2}" height="{3}" loading="lazy"></a>'
    )
    return link.format(
        static(f"manual/{path.removeprefix(PICTURES)}"), tokens[at].content, width, height
    )


@cache
def _size(path: str) -> tuple[int, int]:
    with Image.open(FOLDER / path) as picture:
        return picture.size


def _label_cells(tokens: list[Token]) -> None:
    """Tables of the desk become rows with labels on a phone: each cell carries its column's head."""
    heads: list[str] = []
    column = 0
    roles = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}  # fmt: skip
    for at, token in enumerate(tokens):
        if token.nesting != 1:
            continue
        if token.tag == "table":
            heads = []
            token.attrSet("class", "table")
            token.attrSet("role", "table")
        elif token.tag == "tr":
            column = 0
        elif token.tag == "th":
            heads.append(tokens[at + 1].content)
        elif token.tag == "td":
            token.attrSet("data-label", heads[column])
            _in_one(tokens[at + 1])
            column += 1
        if token.tag in roles:
            token.attrSet("role", roles[token.tag])


def _in_one(cell: Token) -> None:
    """What a cell holds stands beside its label as one: links and the points between them do not part."""
    opened, closed = (Token("html_inline", "", 0, content=tag) for tag in ("<span>", "</span>"))
    cell.children = [opened, *(cell.children or []), closed]
