"""Appointing, ending, delegating. The security administrator gives rights, the holder lends a post."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
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
        "person.added": "设立账号{username}（{name}）",
        "person.password_changed": "修改密码",
        "person.password_reset": "为{name}重设密码",
    },
    names={
        "post.ended": "岗位结束",
        "post.delegated": "办理委托",
        "delegation.ended": "收回委托",
        "person.password_reset": "重设密码",
    },
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


@transaction.atomic
def note_sign_in(*, person: Person, by: Actor, at: datetime) -> None:
    """Who came to the desk and when: kept with the trail at least a year."""
    subject = Subject("person", person.uuid)
    write(by=by, action="person.signed_in", subject=subject, at=at, clause="三(三)")


def _strong(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise Refused("；".join(fault.messages), field="password") from None


@transaction.atomic
def add_person(*, username: str, name: str, password: str, by: Actor, at: datetime) -> Person:
    """An account without a post: it can do nothing yet."""
    _may_appoint(by, at)
    if Person.objects.filter(username=username).exists():
        raise Refused(f"用户名“{username}”已被使用，请换一个。", field="username")
    person = Person(username=username, name=name)
    _strong(password, person)
    person.set_password(password)
    person.save()
    data = {"username": username, "name": name}
    write(by=by, action="person.added", subject=Subject("person", person.uuid), at=at, data=data)
    return person


@transaction.atomic
def change_password(*, person: Person, old: str, new: str, by: Actor, at: datetime) -> None:
    """One's own password, after showing that the old one is known."""
    if by.person != person.uuid or not person.check_password(old):
        raise Refused("原密码不正确，请重新输入。", field="old")
    _strong(new, person)
    person.set_password(new)
    person.save(update_fields=["password"])
    subject = Subject("person", person.uuid)
    write(by=by, action="person.password_changed", subject=subject, at=at)


@transaction.atomic
def reset_password(*, person: Person, password: str, by: Actor, at: datetime) -> None:
    """忘记密码: the security administrator gives a new one; every session of that person ends, and the person is told."""
    _may_appoint(by, at)
    if by.person == person.uuid:
        raise Refused("自己的密码请在“我的”中修改。", field="person")
    _strong(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    data = {"name": person.name, "tell": [str(person.uuid)]}
    subject = Subject("person", person.uuid)
    write(by=by, action="person.password_reset", subject=subject, at=at, data=data)
