"""What a document says about itself below its title: 主送, 附件, 成文日期, 附注; and its 版记, which goes."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from gongkai.word import lines
from gongkai.word.blocks import Block, Paragraph, Table
from gongkai.word.imported import Attribute, Proposal
from gongkai.word.letterhead import Head

_LONGEST_ADDRESS = 400  # characters
_NO_ADDRESS = re.compile(
    r"^(?:为|根据|按照|依据|经|自)|现(?:将|就|对|提出|予)|提出|制定|如下|"
    r"(?:通知|公告|通告|批复|公布|说明|意见|包括|要求|事项|安排)$"
)
_ATTACHMENTS = re.compile(r"附\s*件\s*\d{0,2}\s*[：:]\s*(?P<names>.*)", re.S)
_ITEM = re.compile(r"\s*(?:附件)?\d{1,2}\s*[.．、：:]\s*(?=\D)")
_NEXT_ITEM = re.compile(r"\s+(?=\d{1,2}[.．、]\s*\D)")
_LAST_BLOCKS = 6  # a 版记 before the date of the document can only stand here
_MOST_IMPRINT = 8  # rows of a 版记 set as a table
_SOON = 5  # blocks
_LONGEST_COPIES = 300  # characters of a line between 抄送 and 印发


@dataclass
class Ending:
    """The text without 版记, 附注 and page numbers; those, and what the 附注 says."""

    body: list[Block] = field(default_factory=list)
    taken: list[Block] = field(default_factory=list)
    note: str = ""
    attribute: Attribute = ""


def parted(blocks: list[Block]) -> Ending:
    """Takes off what is no text of the document. What is not recognised stays."""
    ending = Ending()
    imprint = _imprint(blocks)
    for at, block in enumerate(blocks):
        if at in imprint or lines.is_page_number(block.text):
            ending.taken.append(block)
            _note_in(block, ending)
        elif isinstance(block, Paragraph) and _note_in(block, ending):
            ending.taken.append(block)
        else:
            ending.body.append(block)
    return ending


def _note_in(block: Block, ending: Ending) -> bool:
    """Whether a block is the 附注 on openness; keeps the first one that is clear."""
    said = [
        (line.strip(), lines.attribute_in(line)) for line in block.text.split("\n") if line.strip()
    ]
    found = [(line, attribute) for line, attribute in said if attribute is not None]
    for line, attribute in found:
        if not ending.note or (attribute and not ending.attribute):
            ending.note, ending.attribute = line, attribute
    return bool(found) and len(found) == len(said)


def _imprint(blocks: list[Block]) -> set[int]:
    """The places of the blocks of the 版记: below the date of the document, or at the very end."""
    date = date_place(blocks)
    since = min(len(blocks) - _LAST_BLOCKS, len(blocks) if date is None else date + 1)
    found: set[int] = set()
    for at in range(max(since, 0), len(blocks)):
        block = blocks[at]
        if _is_imprint_table(block) if isinstance(block, Table) else _is_imprint(block):
            found.add(at)
    found = {at for at in found if _confirmed(blocks, at)}
    return found | _between(blocks, found)


def _confirmed(blocks: list[Block], at: int) -> bool:
    """抄送 alone may be any sentence: a line 印发 follows soon, or nothing but the end."""
    below = [block for block in blocks[at:] if block.text]
    said = [line for block in below[:_SOON] for line in block.text.split("\n")]
    return len(below) <= 2 or any(lines.is_printed(line) for line in said)


def _is_imprint(block: Paragraph) -> bool:
    """Every line, or the first 抄送 with the lines it runs over into."""
    said = [line for line in block.text.split("\n") if line.strip()]
    if not said or block.pictured:
        return False
    return all(lines.is_imprint(line) for line in said) or (
        lines.copies_to(said[0]) and (len(said) == 1 or lines.is_printed(said[-1]))
    )


def _is_imprint_table(table: Table) -> bool:
    rows = [row for row in table.text.split("\n") if row.strip()]
    marked = [row for row in rows if lines.is_imprint(row) or lines.attribute_in(row) is not None]
    short = all(len(row) <= _LONGEST_COPIES for row in rows)
    return (
        bool(marked) and len(rows) <= _MOST_IMPRINT and short and any(map(lines.is_imprint, rows))
    )


def _between(blocks: list[Block], found: set[int]) -> set[int]:
    """Lines into which a long 抄送 runs over, before the line 印发."""
    between: set[int] = set()
    for at in found:
        for below in range(at + 1, at + _SOON):
            if below in found:
                between |= set(range(at + 1, below))
            block = blocks[below] if below < len(blocks) else None
            if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_COPIES:
                break
    return between


def date_place(blocks: list[Block]) -> int | None:
    """Where the 成文日期 stands: the first line that is a date and nothing else, not counting one below the title."""
    places = [
        at for at, b in enumerate(blocks) if isinstance(b, Paragraph) and date_of(b) is not None
    ]
    signed = [at for at in places if at > 0]
    return next(iter(signed or places), None)


def date_of(block: Paragraph) -> datetime.date | None:
    """The date with which a short paragraph ends."""
    return lines.date_in(block.text) if len(block.text) <= 2 * _LONGEST_COPIES else None


def proposal(head: Head, ending: Ending) -> Proposal:
    """All that was found, for the drafter to confirm."""
    place = date_place(ending.body)
    dated = ending.body[place] if place is not None else None
    return Proposal(
        title=head.title,
        number=head.number,
        date=date_of(dated) if isinstance(dated, Paragraph) else None,
        addressees=_addressees(ending.body),
        attribute=ending.attribute,
        attachments=_attachments(ending.body),
        note=ending.note,
    )


def _addressees(blocks: list[Block]) -> str:
    """The first paragraph if it ends in a colon and is no beginning of a sentence."""
    first = next((b for b in blocks if b.text and not _is_subtitle(b)), None)
    if not isinstance(first, Paragraph) or first.label or first.align:
        return ""
    text = lines.tight(first.text)
    if not text.endswith(("：", ":")) or len(text) > _LONGEST_ADDRESS or "。" in text:
        return ""
    name = text.rstrip("：:")
    return "" if _NO_ADDRESS.search(name) or lines.copies_to(text) else name


def _is_subtitle(block: Block) -> bool:
    """（2026年3月12日…通过）, below the title."""
    return (
        isinstance(block, Paragraph)
        and block.align == "center"
        and block.text.startswith(("（", "("))
    )


def _attachments(blocks: list[Block]) -> tuple[str, ...]:
    """The names below 附件：, without their numbers. A single one has none."""
    for at, block in enumerate(blocks):
        found = _ATTACHMENTS.fullmatch(block.text.strip()) if isinstance(block, Paragraph) else None
        if found:
            below = [b.text for b in _items(blocks[at + 1 :])]
            listed = [name for text in (found["names"], *below) for name in _names(text)]
            return tuple(name for name in listed if name)
    return ()


def _items(blocks: list[Block]) -> list[Block]:
    """The numbered lines that follow at once."""
    items: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not _ITEM.match(block.text):
            break
        items.append(block)
    return items


def _names(text: str) -> list[str]:
    parts = [part for line in text.split("\n") for part in _NEXT_ITEM.split(line.strip())]
    return [_ITEM.sub("", part, count=1).strip(" \u3000。；;") for part in parts if part.strip()]
