"""红头 and title: what stands above the text. Taken off by its looks and its words, never by its place alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.word import lines
from gongkai.word.blocks import TEXT, Block, Paragraph, Table
from gongkai.word.styles import TITLE_LEVEL

_DEEPEST = 30  # blocks in which a head ends
_LONGEST_LINE, _LONGEST_TITLE, _MOST_TITLE_LINES = 100, 150, 5
_LARGE = 36  # half points: 小二; the text is set in 三号, 32
_AHEAD = 6  # blocks below an organ's name in which its 文号 stands
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]+[章条节]|\d+[.、．]"
)
_ATTACHMENT = re.compile(r"附\s*件\s*\d{0,2}[：:]?")
_SUFFIX = re.compile(r"[（(《〈](?!.*\d{4}年)[^（）()]{1,20}[）)》〉]")
_ENDS_SENTENCE = ("。", "：", ":", "；", "，")


@dataclass
class Head:
    """`taken`: the blocks of the head and the title; `rest`: all others, in order."""

    title: str = ""
    number: str = ""
    taken: list[Block] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)


def parted(blocks: list[Block]) -> Head:
    """The document without its head. What is not recognised stays in the text."""
    head = Head()
    at = _take_head(blocks, head)
    at = _take_title(blocks, at, head)
    while head.title and at < len(blocks) and _is_number(blocks[at]):
        _take(blocks[at], head)
        at += 1
    head.rest += blocks[at:]
    return head


def _take_head(blocks: list[Block], head: Head) -> int:
    """Takes the lines above the title. A picture without words (a red line, an emblem) and 附件1 stay."""
    for at, block in enumerate(blocks[:_DEEPEST]):
        if _belongs(block) or _is_organ_above_number(blocks, at):
            _take(block, head)
        elif isinstance(block, Paragraph) and (not block.text or _ATTACHMENT.fullmatch(block.text)):
            head.rest.append(block)
        else:
            return at
    return min(len(blocks), _DEEPEST)


def _take(block: Block, head: Head) -> None:
    head.taken.append(block)
    for line in _lines(block):
        head.number = head.number or lines.number_in(line)


def _lines(block: Block) -> list[str]:
    return [line for line in block.text.split("\n") if line.strip()]


def _is_number(block: Block) -> bool:
    found = _lines(block)
    return bool(found) and all(lines.is_number(line) for line in found)


def _belongs(block: Block) -> bool:
    """Whether every line of a block is one of a head. In a table each cell speaks for itself."""
    if isinstance(block, Table):
        inner = [p for p in block.paragraphs() if p.text]
        whole = all(_says_head(line) for line in _lines(block))
        return not _pictured(block) and (whole or (bool(inner) and all(_belongs(p) for p in inner)))
    found = _lines(block)
    if not found or block.pictured or block.level == TITLE_LEVEL:
        return False
    return all(_says_head(line) or (block.red and lines.is_organ_like(line)) for line in found)


def _pictured(table: Table) -> bool:
    return any(p.pictured for p in table.paragraphs())


def _says_head(line: str) -> bool:
    return any(
        says(line)
        for says in (
            lines.is_head_mark,
            lines.is_number,
            lines.is_signer,
            lines.is_organ_head,
            lines.is_page_number,
        )
    )


def _is_organ_above_number(blocks: list[Block], at: int) -> bool:
    """某某市某某局 in black: a head if its 文号 and then a title follow."""
    block = blocks[at]
    if isinstance(block, Table) or block.pictured or block.level == TITLE_LEVEL:
        return False
    if not block.text or not all(lines.is_organ_like(line) for line in _lines(block)):
        return False
    for below in range(at + 1, min(at + _AHEAD, len(blocks))):
        if _is_number(blocks[below]):
            after = [b for b in blocks[below + 1 : below + 4] if b.text]
            return bool(after) and is_title(after[0])
        if lines.sounds_like_title(blocks[below].text):
            return False
    return False


def is_title(block: Block) -> bool:
    """A paragraph that stands and sounds like the title of the document."""
    if isinstance(block, Table) or block.pictured:
        return False
    text = block.text.replace("\n", "")
    if not text or len(text) > _LONGEST_LINE or text.endswith(_ENDS_SENTENCE) or block.label:
        return False
    if block.level == TITLE_LEVEL:
        return True
    if _NUMBERED.match(text) or lines.date_in(text) or (block.styled and 1 < block.level < TEXT):
        return False
    return block.align == "center" or block.size >= _LARGE or lines.sounds_like_title(text)


def _take_title(blocks: list[Block], at: int, head: Head) -> int:
    """Takes the title with the lines it goes on with, and gives back where the text begins."""
    first = blocks[at] if at < len(blocks) else None
    if not isinstance(first, Paragraph) or not is_title(first) or _is_chapter(first, blocks):
        return at
    title, count = _joined(_lines(first)), 1
    while at + count < len(blocks) and _goes_on(first, blocks[at + count], title, count):
        title = _joined([title, *_lines(blocks[at + count])])
        count += 1
    head.taken += blocks[at : at + count]
    head.title = title
    return at + count


def _is_chapter(first: Paragraph, blocks: list[Block]) -> bool:
    """A heading of the first level among others is no title, unless it stands or sounds like one."""
    if not first.styled or first.level != 1 or first.align == "center":
        return False
    alike = sum(isinstance(b, Paragraph) and b.styled and b.level == 1 for b in blocks)
    return alike > 1 and not lines.sounds_like_title(first.text)


def _goes_on(first: Paragraph, block: Block, title: str, count: int) -> bool:
    """Whether a paragraph is the next line of the title: set alike, and the title is not complete without it."""
    if isinstance(block, Table) or block.pictured or not block.text or count >= _MOST_TITLE_LINES:
        return False
    text = lines.tight(block.text)
    alike = (block.level, block.align, block.size) == (first.level, first.align, first.size)
    stands = first.align == "center" or first.level == TITLE_LEVEL
    if not (alike and stands and is_title(block)) or len(title) + len(text) > _LONGEST_TITLE:
        return False
    if lines.is_number(text) or text.startswith(("（20", "(20")):
        return False
    return (
        not lines.ends_like_title(title) or text.startswith("的") or bool(_SUFFIX.fullmatch(text))
    )


def _joined(parts: list[str]) -> str:
    """One line; a space only between two words of Latin letters."""
    title = ""
    for part in (p.strip(" \t\u3000") for p in parts):
        apart = title[-1:].isascii() and title[-1:].isalpha() and part[:1].isascii()
        title += (" " if apart else "") + part
    return title
