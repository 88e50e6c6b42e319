"""An import on its way from one process to the other: JSON, and the bytes of the pictures."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Any

from gongkai.word.apart import Answer
from gongkai.word.imported import Imported, Picture, Proposal, Remark


def packed(imported: Imported) -> Answer:
    """The import as a plain value; the bytes of its pictures beside it."""
    value = asdict(imported)
    date = imported.proposal.date
    value["proposal"]["date"] = None if date is None else date.isoformat()
    for picture in value["pictures"]:
        del picture["content"]
    return Answer(value, tuple(picture.content for picture in imported.pictures))


def unpacked(answer: Answer) -> Imported:
    """The other way round."""
    value: dict[str, Any] = answer.value
    said = dict(value["proposal"])
    said["date"] = datetime.date.fromisoformat(said["date"]) if said["date"] else None
    said["attachments"] = tuple(said["attachments"])
    pairs = zip(value["pictures"], answer.blobs, strict=True)
    return Imported(
        html=value["html"],
        pictures=tuple(Picture(content=content, **picture) for picture, content in pairs),
        proposal=Proposal(**said),
        remarks=tuple(Remark(**remark) for remark in value["remarks"]),
        dropped=value["dropped"],
    )
