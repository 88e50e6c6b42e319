"""Appointing, ending, delegating. The security administrator gives rights, the holder lends a post."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.accounts.models import Delegation, Person, Post, Role
from gongkai.accounts.queries import still_holds
from gongkai.clock.calendars import local_day
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, ActorKind, Subject
from gongkai.trail.refusals import NotAllowed, Refused
from gongkai.trail.writing import write

vocabulary.register(
    {
        "post.appointed": "任命{name}为{organ}{title}",
        "post.ended": "自{until}起不再担任{organ}{title}",
        "post.delegated": "{from}至{until}由{to}代行{organ}{title}之责：{reason}",
        "delegation.ended": "收回对{to}的委托",
        "person.signed_in": "登录工作台",
    }
)


def _may_appoint(by: Actor, at: datetime) -> None:
    system = by.kind is ActorKind.SYSTEM
    if not system and not (by.role == Role.SECURITY_ADMINISTRATOR and still_holds(by, at)):
        raise NotAllowed("岗位由安全管理员设置，请与安全管理员联系。")


@transaction.atomic
def appoint(
    *,
    person: Person,
    organ: str,
    organ_name: str,
    role: str,
    title: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    in_charge_of: tuple[str, ...] = (),
    deputy: bool = False,
    established: bool = True,
) -> Post:
    """Give a person a post from a day on."""
    _may_appoint(by, at)
    post = Post.objects.create(
        person=person,
        organ=organ,
        organ_name=organ_name,
        role=Role(role),
        title=title,
        deputy=deputy,
        established=established,
        in_charge_of=list(in_charge_of),
        valid_from=valid_from,
    )
    data = {"name": person.name, "organ": organ_name, "title": title, "role": post.role}
    write(by=by, action="post.appointed", subject=Subject("post", post.uuid), at=at, data=data)
    return post


@transaction.atomic
def end_post(*, post: Post, until: date, by: Actor, at: datetime) -> Post:
    """End a post: from `until` on (half-open) its holder can do nothing more in it."""
    _may_appoint(by, at)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if until <= post.valid_from:
        raise Refused("止任日期应晚于起任日期，请核对。", field="until")
    post.valid_until = until
    post.save(update_fields=["valid_until"])
    data = {"organ": post.organ_name, "title": post.title, "until": until.isoformat()}
    write(by=by, action="post.ended", subject=Subject("post", post.uuid), at=at, data=data)
    return post


@transaction.atomic
def delegate(
    *, post: Post, to: Person, first: date, until: date, reason: str, by: Actor, at: datetime
) -> Delegation:
    """Lend one's post to a colleague for some days. Four eyes still counts the person who acts."""
    if by.person != post.person.uuid or not post.held_on(local_day(at)):
        raise NotAllowed("只能委托本人现任的岗位。")
    if to.pk == post.person.pk:
        raise Refused("不能委托给本人，请选择其他同事。", field="to")
    if until <= first or not reason.strip():
        raise Refused("请填写委托原因，且结束日期应晚于开始日期。", field="until")
    made = Delegation.objects.create(
        post=post, to=to, valid_from=first, valid_until=until, reason=reason.strip()
    )
    data = {
        "to": to.name,
        "organ": post.organ_name,
        "title": post.title,
        "from": first.isoformat(),
        "until": until.isoformat(),
        "reason": made.reason,
    }
    write(by=by, action="post.delegated", subject=Subject("post", post.uuid), at=at, data=data)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: Actor, at: datetime) -> None:
    """Take a lent post back before its day."""
    if by.person != delegation.post.person.uuid:
        raise NotAllowed("只能收回本人作出的委托。")
    delegation.ended_at = at
    delegation.save(update_fields=["ended_at"])
    subject = Subject("post", delegation.post.uuid)
    write(by=by, action="delegation.ended", subject=subject, at=at, data={"to": delegation.to.name})
