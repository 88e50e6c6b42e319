"""Blank forms, filled-in samples, the text of a standard: attachments."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from gongkai.files import actions as files
from gongkai.files.models import Use
from gongkai.kinds.drafting import wrote
from gongkai.kinds.verbs.recording import refuse_marks
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.permissions import may_edit
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed


def attach(*, draft: Guide | Standard, name: str, content: bytes, by: Actor, at: datetime) -> Use:
    """Put a file to the draft."""
    if not may_edit(by, draft):
        raise NotAllowed("正在审签或不属于本处室，现在不能上传附件。")
    refuse_marks(subject=draft.subject, text=name, by=by, at=at)
    also = partial(wrote, subject=draft.subject, by=by, at=at)
    return files.attach(subject=draft.subject, name=name, content=content, by=by, at=at, also=also)


def remove_file(*, draft: Guide | Standard, use: Use, by: Actor, at: datetime) -> None:
    """Take a file off the draft. A table that still names it hinders 送审."""
    if not may_edit(by, draft):
        raise NotAllowed("正在审签或不属于本处室，现在不能移除附件。")
    also = partial(wrote, subject=draft.subject, by=by, at=at)
    files.remove(use=use, by=by, at=at, also=also)
