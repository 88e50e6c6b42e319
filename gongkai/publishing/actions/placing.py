"""Other channels (市级平台, 微信, 报刊 …): placed by hand elsewhere, registered here with address and moment."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.publishing.actions.rights import require_office
from gongkai.publishing.models import Placement, Publication
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Overtaken, Refused

ON_PAPER = {Placement.Channel.PRESS, Placement.Channel.GAZETTE, Placement.Channel.NOTICE_BOARD}


def place(
    *,
    publication: Publication,
    channel: str,
    address: str,
    moment: datetime,
    by: Actor,
    at: datetime,
) -> Placement:
    """Note where else it stands. `moment` is the true one, never ahead; `address` a link, on paper issue and page."""
    require_office(by, at)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.state != Publication.State.LIVE:
        raise Overtaken("该信息已经撤下，请刷新后查看。")
    if channel not in Placement.BY_HAND:
        raise Refused("请选择登载的渠道。", field="channel")
    if channel not in ON_PAPER and not address.startswith(("https://", "http://")):
        raise Refused("请填写登载页面的完整网址，可从浏览器地址栏复制。", field="address")
    if moment > at:
        raise Refused("登载时间不能晚于现在，请核对。", field="moment")
    try:
        with transaction.atomic():
            return Placement.objects.create(
                publication=publication,
                channel=channel,
                address=address,
                placed_at=moment,
                placed_by=by.name,
            )
    except IntegrityError:
        raise Overtaken("该渠道已经登记过，请刷新后查看。") from None
