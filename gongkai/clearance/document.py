"""The public document: the frozen value that is cleared and published. What is not in it was not signed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import rfc8785

SCHEMA = 1


class Attribute(StrEnum):
    """公开属性, fixed when the document is drafted and cleared with it (方案二(二)；国办发〔2016〕80号)."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    WITHHELD = "withheld"

    @property
    def chinese(self) -> str:
        return {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开"}[
            self.value
        ]

    @property
    def mark(self) -> str:
        """The 附注 that is printed below the date."""
        ending = {"proactive": "公开发布"}.get(self.value, self.chinese)
        return f"（此件{ending}）"


# Grounds for the exceptions: articles 14–16 of the 条例. After 2019 依申请公开 is no exemption (art. 13).
GROUNDS = {
    "14-secret": "属于国家秘密（条例第十四条）",
    "14-law": "法律、行政法规禁止公开（条例第十四条）",
    "14-safety": "危及国家安全、公共安全、经济安全、社会稳定（条例第十四条）",
    "15-third-party": "涉及商业秘密、个人隐私等第三方合法权益（条例第十五条）",
    "16-internal": "内部事务信息（条例第十六条第一款）",
    "16-process": "过程性信息（条例第十六条第二款）",
    "16-case-file": "行政执法案卷信息（条例第十六条第二款）",
    "13-on-request": "非主动公开范围，依申请提供（条例第十三条）",
}


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of the document by its SHA-256 (hex), with the name and type under which it is shown."""

    digest: str
    name: str
    size: int
    type: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """Kind, title, body (cleaned HTML that names files as `sha256:<hex>`), fields, files, attribute, source."""

    kind: str
    title: str
    body: str
    attribute: Attribute
    source: str
    source_name: str
    category: str
    ground: str = ""
    review_on: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[PublicFile, ...] = ()
    schema: int = SCHEMA

    def as_json(self) -> dict[str, Any]:
        """The document as plain JSON values."""
        value = asdict(self)
        return {
            **value,
            "attribute": self.attribute.value,
            "files": [asdict(f) for f in self.files],
        }

    @property
    def digest(self) -> str:
        """`sha256:<hex>` over the canonical JSON (RFC 8785)."""
        return digest_of(self.as_json())


def digest_of(value: Any) -> str:
    """`sha256:<hex>` over the canonical JSON (RFC 8785) of plain values."""
    return f"sha256:{hashlib.sha256(rfc8785.dumps(value)).hexdigest()}"


def from_json(value: Mapping[str, Any]) -> PublicDocument:
    """The value back from what `as_json` gave."""
    files = tuple(PublicFile(**file) for file in value["files"])
    return PublicDocument(**{**value, "attribute": Attribute(value["attribute"]), "files": files})
