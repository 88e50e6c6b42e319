"""What the reading of a Word file yields. Plain values: nothing here is stored yet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

RemarkKind = Literal["change", "comment", "hidden", "author", "missing_picture", "lost"]
Attribute = Literal["proactive", "on_request", "withheld", ""]


@dataclass(frozen=True)
class Picture:
    """A picture of the body: SHA-256 (hex) of its bytes, a file name with the right ending, its description."""

    digest: str
    content: bytes
    name: str
    alt: str


@dataclass(frozen=True)
class Proposal:
    """What the text says about itself, for the drafter to confirm. Empty where nothing was found.

    title; number (文号, 市体发〔2026〕12号); date (成文日期); addressees (主送, without the colon);
    attribute as the 附注 says; attachments (the names listed under 附件：); note (the 附注 as found).
    """

    title: str = ""
    number: str = ""
    date: datetime.date | None = None
    addressees: str = ""
    attribute: Attribute = ""
    attachments: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Remark:
    """A Chinese sentence for the drafter: what, where, what was done. `blocking`: must be resolved first."""

    kind: RemarkKind
    text: str
    blocking: bool = False


@dataclass(frozen=True)
class Imported:
    """The body as HTML of the closed list (`clearance/cleaning.py`), and all that is to be said about it.

    Pictures stand in `html` as `<img src="sha256:…">`, missing ones as `<p>〔图片未能导入：…〕</p>`.
    `dropped` is never shown: the text that is not in `html` (红头, 版记, headers, footers, comments, deleted and
    hidden text, properties of the file), a line each, so that a mark of secrecy in it is still seen.
    """

    html: str
    pictures: tuple[Picture, ...] = ()
    proposal: Proposal = field(default_factory=Proposal)
    remarks: tuple[Remark, ...] = ()
    dropped: str = ""
