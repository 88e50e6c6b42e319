"""One reading of one document: what its parts say, and what was met so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from gongkai.word.fields import Field
from gongkai.word.findings import Findings
from gongkai.word.imported import Picture
from gongkai.word.numbering import Lists
from gongkai.word.ooxml import Element
from gongkai.word.package import Package, local
from gongkai.word.pictures import Framing, NotShown, shown
from gongkai.word.styles import Styles

MOST_PICTURES = 40 * 1024 * 1024  # bytes of all pictures together
_MOST_ALT = 300


@dataclass
class Reading:
    """`part`: the part being read, whose relationship ids are meant."""

    package: Package
    styles: Styles
    lists: Lists
    findings: Findings = field(default_factory=Findings)
    part: str = ""
    fields: list[Field] = field(default_factory=list)
    whole_fields: bool = (
        True  # each field that begins ends: else nothing may be left out because of one
    )
    boxes: list[Element] = field(default_factory=list)  # text boxes met in the paragraph being read
    notes: list[tuple[str, str]] = field(
        default_factory=list
    )  # ("w:footnote" or "w:endnote", id), in order
    pictures: dict[str, Picture] = field(default_factory=dict)
    depth: int = 0  # of tables within tables

    def picture(self, reference: str, framing: Framing, alt: str) -> Picture:
        """The picture behind a relationship id, kept once. Raises NotShown."""
        content, name = self._content(reference)
        made, ending = shown(content, framing)
        digest = hashlib.sha256(made).hexdigest()
        if digest not in self.pictures:
            if len(made) + sum(len(p.content) for p in self.pictures.values()) > MOST_PICTURES:
                raise NotShown("文件里的图片太多太大")
            stem = name.rsplit("/", 1)[-1].rpartition(".")[0] or "image"
            self.pictures[digest] = Picture(digest, made, f"{stem}{ending}", alt[:_MOST_ALT])
        return self.pictures[digest]

    def _content(self, reference: str) -> tuple[bytes, str]:
        """The bytes and the part's name behind a relationship id."""
        found = self.package.references(self.part).get(reference)
        if found is None:
            raise NotShown("文件里没有这张图片的内容")
        if found.outside:
            raise NotShown(elsewhere(found.target))
        content = self.package.parts.get(found.target)
        if not content:
            raise NotShown("文件里没有这张图片的内容")
        return content, found.target

    @property
    def shows(self) -> bool:
        """Whether text at this place is seen: not an instruction, not a page number or a table of contents."""
        return all(f.shown and not (f.dropped and self.whole_fields) for f in self.fields)

    def link(self) -> str:
        """The address of the innermost link field, "" outside of links."""
        return next((f.href for f in reversed(self.fields) if f.shown and f.href), "")


def elsewhere(address: str) -> str:
    """Why a picture outside the file is missing. The path itself is not repeated: it may name its owner."""
    return (
        "图片没有存进文件，只留下了本机的路径" if local(address) else "图片在网络上，没有存进文件"
    )
