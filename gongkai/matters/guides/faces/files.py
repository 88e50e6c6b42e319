"""Attachments of a draft: what the form brings in, what it asks to take off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from gongkai.files.models import Use
from gongkai.matters.guides import actions
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.queries import uses
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken

REMOVE = "remove-file:"


def take_in(draft: Guide | Standard, uploads: Iterable[Any], actor: Actor) -> None:
    """Every upload becomes an attachment."""
    for upload in uploads:
        name, now = upload.name or "附件", timezone.now()
        actions.attach(draft=draft, name=name, content=upload.read(), by=actor, at=now)


def remove_asked_for(draft: Guide | Standard, act: str, actor: Actor) -> None:
    """Take off the attachment that the pressed button names, if it was such a button."""
    if act.startswith(REMOVE):
        use = _use(draft, act.removeprefix(REMOVE))
        actions.remove_file(draft=draft, use=use, by=actor, at=timezone.now())


def _use(draft: Guide | Standard, key: str) -> Use:
    try:
        found = uses(draft.subject).filter(uuid=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise Overtaken("该附件已经移除，请刷新后查看。")
    return found
