"""A document between the file and the page: paragraphs and tables, with what is needed to recognise them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gongkai.word.styles import NO_LEVEL

TEXT = NO_LEVEL + 1  # the level of a paragraph that is no heading


@dataclass(frozen=True)
class Look:
    """What the page keeps of a run's form. `raised` is "sup", "sub" or ""."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    raised: str = ""
    href: str = ""


@dataclass(frozen=True)
class Ink:
    """What the page does not keep, but 红头 and headings are known by. `size` in half points, 0 if unsaid."""

    red: bool = False
    size: int = 0
    face: str = ""


@dataclass(frozen=True)
class Text:
    """Characters of one form."""

    text: str
    look: Look = Look()
    ink: Ink = Ink()


@dataclass(frozen=True)
class Break:
    """A new line within the paragraph."""


@dataclass(frozen=True)
class Shown:
    """A picture that came, by its digest (hex)."""

    digest: str
    alt: str


@dataclass(frozen=True)
class Missing:
    """A picture that did not come, and why (Chinese, no full stop)."""

    reason: str


Piece = Text | Break | Shown | Missing


@dataclass
class Paragraph:
    """`level`: 0 title, 1–9 heading, TEXT; `label`: its automatic number with the gap after it."""

    pieces: list[Piece]
    level: int = TEXT
    align: str = ""
    label: str = ""
    boxed: bool = False  # in a text box or a frame
    styled: bool = False  # `level` comes from a style or an outline level, not from the looks

    @property
    def text(self) -> str:
        """Label and text on one line for each line of the paragraph, trimmed."""
        marks = (
            "\n" if isinstance(p, Break) else p.text if isinstance(p, Text) else ""
            for p in self.pieces
        )
        return (self.label + "".join(marks)).strip()

    @property
    def pictured(self) -> bool:
        """Whether it has a picture, come or missing."""
        return any(isinstance(p, Shown | Missing) for p in self.pieces)

    @property
    def empty(self) -> bool:
        return not self.text and not self.pictured

    def inks(self) -> list[Ink]:
        """The inks of all that is written."""
        return [p.ink for p in self.pieces if isinstance(p, Text) and p.text.strip()]

    @property
    def red(self) -> bool:
        inks = self.inks()
        return bool(inks) and all(ink.red for ink in inks)

    @property
    def size(self) -> int:
        """The largest size, in half points."""
        return max((ink.size for ink in self.inks()), default=0)

    @property
    def bold(self) -> bool:
        texts = [p for p in self.pieces if isinstance(p, Text) and p.text.strip()]
        return bool(texts) and all(p.look.bold for p in texts)

    def plain(self) -> list[Piece]:
        """The pieces without bold, for a heading: that it stands out its tag says."""
        return [
            replace(p, look=replace(p.look, bold=False)) if isinstance(p, Text) else p
            for p in self.pieces
        ]


@dataclass
class Cell:
    """A cell with its spans (1 or more)."""

    blocks: list[Block]
    columns: int = 1
    rows: int = 1


@dataclass
class Table:
    """Rows of cells; the first `heads` rows are its head."""

    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 0

    @property
    def text(self) -> str:
        """A line for each row, cells parted by tabs."""
        lines = (
            "\t".join(text_of(cell.blocks).replace("\n", " ") for cell in row) for row in self.rows
        )
        return "\n".join(lines).strip()

    @property
    def empty(self) -> bool:
        return not any(
            not block.empty for row in self.rows for cell in row for block in cell.blocks
        )

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of its cells, nested ones among them."""
        for row in self.rows:
            for cell in row:
                yield from paragraphs(cell.blocks)


Block = Paragraph | Table


def paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """All paragraphs, those of tables among them."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block


def text_of(blocks: list[Block]) -> str:
    """The text, a line for each block."""
    return "\n".join(block.text for block in blocks if block.text)
