"""The people of a demonstration, and who of them acts at a step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from gongkai.accounts.actions import appoint
from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import actor_at
from gongkai.clearance.models import Step
from gongkai.clearance.queries import may_take
from gongkai.clock.calendars import local_day
from gongkai.config.demonstration import material
from gongkai.config.demonstration.material import Material
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.shape import Plan
from gongkai.trail.actors import Actor

PASSWORD = "gongkai-demo-2026"
ACCOUNTS_LINE = f"演示账号见登录页，统一密码：{PASSWORD}"
FOLDER = settings.ROOT / "plans" / "xian-sports" / "demonstration"
DEPUTY_ACTS = 0.2  # share of reviews that the deputy does
CHIEF_ACTS = 0.1  # share of signatures that the chief gives
Row = dict[str, Any]


@cache
def invented() -> Material:
    """The files of the demonstration, read once."""
    return material.load(FOLDER)


def people(*, by: Actor, at: datetime) -> None:
    """Drafter, head and deputy of every organ that writes; the office, reviewers, leaders, administrators."""
    held, plan = invented(), the_bureaus_plan(local_day(at)).plan
    password = make_password(PASSWORD)  # costs a third of a second: once for all
    for row in [*_of_organs(held, plan), *held.people]:
        _person(row, password, plan, held, by, at)


def _of_organs(held: Material, plan: Plan) -> Iterator[Row]:
    for organ in held.organs:
        short, prefix = plan.organ(organ).short, organ.replace("_", "-")
        given: tuple[tuple[str, str, str, str, Row], ...] = (
            ("drafter", "drafter", "拟稿人", "拟稿人", {}),
            ("head", "head", "负责人", "处长", {}),
            ("deputy", "head", "副职", "副处长", {"deputy": True}),
        )
        for end, role, word, title, more in given:
            yield {
                "username": f"{prefix}-{end}",
                "name": f"{short}{word}",
                "organ": organ,
                "role": role,
                "title": title,
                **more,
            }


def _person(row: Row, password: str, plan: Plan, held: Material, by: Actor, at: datetime) -> None:
    more = dict(row)
    person = Person(username=more.pop("username"), name=more.pop("name"), password=password)
    person.save()
    charge = tuple(more.pop("in_charge_of", ()))
    appoint(
        person=person, organ_name=plan.organ(more["organ"]).name, valid_from=held.since,
        in_charge_of=charge, by=by, at=at, **more,
    )  # fmt: skip


def at_desk(username: str) -> Actor:
    """A demonstration person at their post."""
    person = Person.objects.get(username=username)
    return actor_at(person, person.posts.get())


class Cast:
    """Everybody at their posts, read once: who acts at a step, and as whom."""

    def __init__(self) -> None:
        posts = Post.objects.select_related("person").order_by("pk")
        self.posts = {post.person.username: post for post in posts}

    def actor(self, username: str) -> Actor:
        """The person in an act of its own."""
        post = self.posts[username]
        return actor_at(post.person, post)

    def person(self, username: str) -> Person:
        return self.posts[username].person

    def drafter(self, organ: str) -> str:
        return self._first(organ, "drafter")

    def head(self, organ: str) -> str:
        return self._first(organ, "head")

    def _first(self, organ: str, role: str) -> str:
        return next(n for n, p in self.posts.items() if p.organ == organ and p.role == role)

    def able(self, step: Step) -> list[str]:
        """User names of those whose post may act at the step, in the order of the posts."""
        return [name for name in self.posts if may_take(self.actor(name), step)]

    def for_step(self, step: Step, chance: Random) -> str:
        """Who does it: mostly the first in the order, now and then the deputy or the chief."""
        able = self.able(step)
        leads = [name for name in able if self.posts[name].role == "chief_leader"]
        others = [name for name in able if name not in leads]
        if leads and (not others or chance.random() < CHIEF_ACTS):
            return leads[0]
        if len(others) > 1 and chance.random() < DEPUTY_ACTS:
            return others[1]
        return others[0]

    def editors(self) -> list[str]:
        """The office's two: whoever registers a signature, the other confirms."""
        return [name for name, post in self.posts.items() if post.role == "editor"]
