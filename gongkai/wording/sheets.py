"""A text laid out for the checks: lines with their places, links and pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["title", "heading", "paragraph", "item", "row", "file_name", "attachment"]


@dataclass(frozen=True, slots=True)
class Line:
    """A title, a paragraph, a row of a table (cells apart by tabs), a line of an attachment."""

    text: str
    where: str
    kind: Kind
    head: str = ""
    """What the columns are called: the first row of the table, the heading row of an attachment."""
    file: int | None = None
    """In attachments the index of the line that holds the file's name; `where` follows that name."""


@dataclass(frozen=True, slots=True)
class Link:
    """An `a` with its address and words; `line` is the index of the line it stands in."""

    line: int
    address: str | None
    words: str
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An `img`; None where the attribute is missing."""

    line: int
    source: str | None
    description: str | None
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands that has no words of its own: an empty heading."""

    where: str
    line: int


class Sheet:
    """Lines joined to one text, so that each pattern runs once; `line_at` leads back."""

    def __init__(
        self,
        lines: Iterable[Line],
        links: Iterable[Link] = (),
        pictures: Iterable[Picture] = (),
        empty_headings: Iterable[Place] = (),
    ) -> None:
        self.lines = tuple(lines)
        self.links, self.pictures = tuple(links), tuple(pictures)
        self.empty_headings = tuple(empty_headings)
        self.text = "\n".join(line.text for line in self.lines)
        self.starts = [0]
        for line in self.lines[:-1]:
            self.starts.append(self.starts[-1] + len(line.text) + 1)

    def index_at(self, offset: int) -> int:
        """The index of the line that holds an offset into `text`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def line_at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.lines[self.index_at(offset)]

    def around(self, start: int, end: int, width: int = 12) -> str:
        """The words on both sides within the line, the place itself as a bar."""
        index = self.index_at(start)
        low = self.starts[index]
        high = low + len(self.lines[index].text)
        before = self.text[max(low, start - width) : start]
        return f"{before}|{self.text[end : max(end, min(high, end + width))]}"

    def with_text(self, text: str) -> Sheet:
        """The same sheet with another text of the same length, line by line."""
        lines = (
            replace(line, text=text[start : start + len(line.text)])
            for line, start in zip(self.lines, self.starts, strict=False)
        )
        return Sheet(lines, self.links, self.pictures, self.empty_headings)
