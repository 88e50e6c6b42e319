"""Blocks as HTML of the closed list, written exactly as the cleaning writes it."""

from __future__ import annotations

from gongkai.word.blocks import (
    TEXT,
    Block,
    Break,
    Cell,
    Look,
    Missing,
    Paragraph,
    Piece,
    Shown,
    Table,
    Text,
)
from gongkai.word.styles import TITLE_LEVEL

_HIGHEST, _LOWEST = 2, 4  # h2 … h4: h1 is the title of the page
_BLANK = " \t\u3000\u2003\u00a0"
_RULE = "<hr>"


def html_of(blocks: list[Block], notes: list[list[Block]]) -> str:
    """The body, and below a line its notes 〔1〕〔2〕…, each beginning with its mark."""
    tags = heading_tags(blocks)
    parts = [_block(block, tags) for block in blocks]
    if notes:
        parts += [_RULE, *(_note(at, note) for at, note in enumerate(notes, 1))]
    return "".join(parts)


def heading_tags(blocks: list[Block]) -> dict[int, str]:
    """A tag for each level in use: the highest is h2, none is skipped, all below the third are h4."""
    used = sorted(
        {b.level for b in blocks if isinstance(b, Paragraph) and b.level < TEXT and b.text}
    )
    used = [level for level in used if level != TITLE_LEVEL]
    tags = {level: f"h{min(_HIGHEST + at, _LOWEST)}" for at, level in enumerate(used)}
    return {TITLE_LEVEL: f"h{_HIGHEST}", **tags}


def _note(at: int, blocks: list[Block]) -> str:
    mark = Text(f"〔{at}〕")
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        rest = [*blocks[1:]]
        pieces = [mark, *_trimmed(first.pieces)]
        blocks = [Paragraph(pieces, align=first.align), *rest]
    else:
        blocks = [Paragraph([mark]), *blocks]
    return "".join(_block(block, {}) for block in blocks)


def _block(block: Block, tags: dict[int, str]) -> str:
    if isinstance(block, Table):
        return _table(block)
    tag = tags.get(block.level, "p") if block.text else "p"
    pieces = block.plain() if tag != "p" else list(block.pieces)
    if block.label:
        pieces = [Text(block.label), *_trimmed(pieces)]
    return _paragraph(pieces, tag, block.align)


def _paragraph(pieces: list[Piece], tag: str, align: str) -> str:
    """One element, or several where a picture is missing: that is said in a paragraph of its own."""
    parts: list[str] = []
    line: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and not isinstance(piece, Missing):
            line.append(piece)
            continue
        inner = _inline(_trimmed(line))
        if inner:
            shown = f' class="align-{align}"' if align else ""
            parts.append(f"<{tag}{shown}>{inner}</{tag}>")
        if isinstance(piece, Missing):
            parts.append(f"<p>〔图片未能导入：{_escaped(piece.reason)}〕</p>")
        line = []
    return "".join(parts)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without blanks and breaks at the ends: indents are the page's own."""
    left = list(pieces)
    while left and _blank(left[0]):
        left.pop(0)
    while left and _blank(left[-1]):
        left.pop()
    if left and isinstance(left[0], Text):
        left[0] = Text(left[0].text.lstrip(_BLANK), left[0].look, left[0].ink)
    if left and isinstance(left[-1], Text):
        left[-1] = Text(left[-1].text.rstrip(_BLANK), left[-1].look, left[-1].ink)
    return left


def _blank(piece: Piece) -> bool:
    return isinstance(piece, Break) or (isinstance(piece, Text) and not piece.text.strip(_BLANK))


def _inline(pieces: list[Piece]) -> str:
    """The pieces as HTML; neighbours of one look share their tags."""
    parts: list[str] = []
    text, look = "", Look()
    for piece in pieces:
        if isinstance(piece, Text) and piece.look == look:
            text += piece.text
            continue
        parts.append(_dressed(text, look))
        text, look = (piece.text, piece.look) if isinstance(piece, Text) else ("", Look())
        if not isinstance(piece, Text):
            parts.append(_single(piece))
    return "".join([*parts, _dressed(text, look)])


def _single(piece: Piece) -> str:
    if isinstance(piece, Shown):
        return f'<img src="sha256:{piece.digest}" alt="{_escaped(piece.alt, quotes=True)}">'
    return "<br>"


def _dressed(text: str, look: Look) -> str:
    if not text:
        return ""
    html = _escaped(text)
    tags = (
        (look.raised, look.raised),
        (look.struck, "s"),
        (look.underlined and not look.href, "u"),
        (look.italic, "em"),
        (look.bold, "strong"),
    )
    for wanted, tag in tags:
        if wanted and (text.strip() or tag == "u"):
            html = f"<{tag}>{html}</{tag}>"
    if look.href:
        address = _escaped(look.href, quotes=True)
        html = f'<a href="{address}" rel="noopener noreferrer">{html}</a>'
    return html


def _escaped(text: str, *, quotes: bool = False) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\u00a0", "&nbsp;")):
        text = text.replace(character, entity)
    return text.replace('"', "&quot;") if quotes else text


def _table(table: Table) -> str:
    head = "".join(_row(row, "th") for row in table.rows[: table.heads])
    body = "".join(_row(row, "td") for row in table.rows[table.heads :])
    shown = f"<thead>{head}</thead>" if head else ""
    return f"<table>{shown}<tbody>{body}</tbody></table>"


def _row(row: list[Cell], tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, tag) for cell in row)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    if tag == "th":
        spans += ' scope="col"'
    inner = "".join(_block(block, {}) for block in cell.blocks)
    return f"<{tag}{spans}>{inner}</{tag}>"
