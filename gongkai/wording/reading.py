"""From the HTML of a body to a sheet: words by paragraph and row, links, pictures."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree  # type: ignore[import-untyped]

from gongkai.wording.sheets import Kind, Line, Link, Picture, Place, Sheet

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "li", "blockquote", "caption", "figcaption", "div", "ul", "ol", "table", "figure"}
SILENT = {"script", "style", "template", "noscript", "title"}
_COLUMNS = re.compile(r"姓名|电话|手机|联系方式|身份证|住址")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BLANK = re.compile(r"[ \n\r\f\v]+")


def body(title: str, html: str) -> Sheet:
    """The title as first line, then the body. Raises nothing, whatever the HTML."""
    reader = _Reader(_spoken(title))
    parser = etree.HTMLParser(target=reader, huge_tree=True)
    try:
        parser.feed("<html><body>" + _NO_TEXT.sub("", html))
        parser.close()
    except (etree.LxmlError, AssertionError):
        reader.close()  # what was read until here is checked
    return Sheet(reader.lines, reader.links, reader.pictures, reader.empty_headings)


def attached(attachments: tuple[tuple[str, str], ...]) -> Sheet:
    """File names and lines of all attachments."""
    lines: list[Line] = []
    for name, text in attachments:
        name, head = _spoken(name), ""
        file = len(lines)
        lines.append(Line(name, "", "file_name", file=file))
        for number, raw in enumerate(text.splitlines(), 1):
            said = _spoken(raw)
            if len(said) < 200 and _COLUMNS.search(said) and not re.search("[0-9]{5}", said):
                head = said
            if said:
                lines.append(Line(said, f"第 {number} 行", "attachment", head, file))
    return Sheet(lines)


def _spoken(text: str) -> str:
    """One line without what nobody sees; a character of format between two digits must not part them."""
    text = _BLANK.sub(" ", _NO_TEXT.sub("", text).replace("\u2028", " ").replace("\u2029", " "))
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return text.replace("\x85", " ").replace("\u00a0", " ").strip(" ")


class _Reader:
    """Target of the parser: is told of tags and words in order, and never looks back."""

    def __init__(self, title: str) -> None:
        self.lines: list[Line] = [Line(title, "标题", "title")]
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.empty_headings: list[Place] = []
        self._words: list[str] = []
        self._kind: Kind = "paragraph"
        self._silent = self._paragraphs = self._tables = self._rows = 0
        self._cells: list[str] | None = None
        self._head = ""
        self._link: tuple[str | None, int, int] | None = None
        self._captioned = False

    # What the parser calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if tag in SILENT:
            self._silent += 1
        elif tag == "br":
            self._end_line()
        elif tag in HEADINGS or tag in BLOCKS:
            self._end_line()
            self._kind = "heading" if tag in HEADINGS else "item" if tag == "li" else "paragraph"
            self._begin_block(tag)
        elif tag in ("tr", "td", "th"):
            self._begin_cell(tag)
        elif tag == "a":
            self._link = (attributes.get("href"), len(self._words), len(self.pictures))
        elif tag == "img":
            picture = Picture(
                len(self.lines), attributes.get("src"), attributes.get("alt"), self._captioned
            )
            self.pictures.append(picture)

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._end_link()
        elif tag in HEADINGS:
            self._end_heading()
        elif tag in BLOCKS:
            self._end_line()
            self._captioned = self._captioned and tag != "figure"
        elif tag in ("td", "th"):
            self._end_line()
        elif tag == "tr":
            self._end_row()

    def data(self, words: str) -> None:
        """Words between tags, in pieces."""
        if not self._silent:
            self._words.append(words)

    def comment(self, words: str) -> None:
        """Nobody sees it."""

    def close(self) -> None:
        """The end of the text, whatever was left open."""
        self._end_link()
        self._end_row()
        self._end_line()

    # How lines come about

    def _begin_block(self, tag: str) -> None:
        if tag == "table":
            self._end_row()
            self._tables, self._rows, self._head = self._tables + 1, 0, ""
        elif tag == "figure":
            self._captioned = True

    def _begin_cell(self, tag: str) -> None:
        self._end_line()
        if tag == "tr":
            self._end_row()
            self._cells = []
        elif self._cells is not None:
            self._cells.append("")

    def _end_line(self) -> None:
        words = _spoken("".join(self._words).replace("\t", " "))
        self._words.clear()
        if self._link:
            self._link = (self._link[0], 0, self._link[2])
        if not words:
            return
        if self._cells is not None:
            self._cells = self._cells or [""]
            self._cells[-1] += (" " if self._cells[-1] else "") + words
            return
        self._paragraphs += 1
        self.lines.append(Line(words, f"正文第 {self._paragraphs} 段", self._kind))
        if self._kind == "heading":
            self._kind = "paragraph"

    def _end_row(self) -> None:
        if self._cells is None:
            return
        self._end_line()
        cells, self._cells = self._cells, None
        self._rows += 1
        if not any(cells):
            return
        text = "\t".join(cells)
        table = "表格" if self._tables <= 1 else f"第 {self._tables} 个表格"
        self.lines.append(Line(text, f"{table}第 {self._rows} 行", "row", self._head))
        self._head = self._head or text

    def _end_heading(self) -> None:
        before = len(self.lines)
        pictures = any(p.line == before for p in self.pictures)
        self._end_line()
        if before == len(self.lines) and not pictures and self._kind == "heading":
            where = f"正文第 {self._paragraphs + 1} 段之前"
            self.empty_headings.append(Place(where, before))
        self._kind = "paragraph"

    def _end_link(self) -> None:
        if self._link is None:
            return
        address, first, pictures = self._link
        self._link = None
        words = _spoken("".join(self._words[first:]))
        shows = len(self.pictures) > pictures
        self.links.append(Link(len(self.lines), address, words, shows))
