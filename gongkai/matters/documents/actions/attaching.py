"""Files and pictures of a draft."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from gongkai.files import actions as files
from gongkai.files.models import Use
from gongkai.kinds.drafting import wrote
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.permissions import may_edit
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed


def attach(
    *, document: Document, name: str, content: bytes, picture: bool, by: Actor, at: datetime
) -> Use:
    """Put a file or a picture to the draft."""
    if not may_edit(by, document):
        raise NotAllowed("该稿件正在审签或不属于本处室，现在不能上传附件。")
    refuse_marks(subject=document.subject, text=name, by=by, at=at)
    return files.attach(
        subject=document.subject,
        name=name,
        content=content,
        by=by,
        at=at,
        picture=picture,
        also=partial(wrote, subject=document.subject, by=by, at=at),
    )


def remove_file(*, document: Document, use: Use, by: Actor, at: datetime) -> None:
    """Take a file off the draft."""
    if not may_edit(by, document):
        raise NotAllowed("该稿件正在审签或不属于本处室，现在不能移除附件。")
    also = partial(wrote, subject=document.subject, by=by, at=at)
    files.remove(use=use, by=by, at=at, also=also)
