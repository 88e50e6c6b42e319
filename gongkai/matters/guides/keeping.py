"""What saving a draft of either kind has in common. Called by the actions, inside their transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.accounts.models import Person
from gongkai.kinds.drafting import wrote
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.permissions import may_edit
from gongkai.plan.queries import live_categories
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Overtaken


def category_fault(category: str, at: datetime) -> str:
    live = {each.id for each in live_categories(at)}
    return "" if category in live else "请选择信息类别；没有合适的请选“其他信息”。"


def require_mine(draft: Guide | Standard, edition: int, by: Actor) -> None:
    """The draft is locked; whoever saves may edit it and saw the newest edition."""
    if not may_edit(by, draft):
        raise NotAllowed("正在审签或不属于本处室，现在不能修改。可先撤回再修改。")
    if draft.edition != edition:
        mine = draft.edited_by.uuid == by.key
        who = "您已在另一窗口" if mine else f"{draft.edited_by.name}已在您打开之后"
        raise Overtaken(f"{who}修改过。您填写的内容仍在页面上，请在新窗口打开最新稿对照后再保存。")


def keep(draft: Guide | Standard, by: Actor, at: datetime) -> None:
    """Store the draft; note who wrote."""
    draft.edited_by, draft.edited_at = Person.objects.get(uuid=by.key), at
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        raise Overtaken("刚刚已经保存，请在列表中打开。") from None
    wrote(subject=draft.subject, by=by, at=at)
