"""三(三) 审批权限责任: who is who on which day. Days are Shanghai dates, half-open; the record keeps a snapshot."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongkai.accounts.models import Delegation, Person, Post
from gongkai.accounts.queries import (
    able_at,
    actor_at,
    holders,
    leaders_of,
    may_act_at,
    on_establishment,
    posts_of,
    still_holds,
)
from gongkai.clock.calendars import local_day
from gongkai.trail.actors import system
from gongkai.trail.models import Entry

DAY = date(2026, 3, 10)


@pytest.fixture
def person(db) -> Person:
    return Person.objects.create(username="someone", name="某人", password="!")


def post_of(person: Person, valid_from=date(2026, 3, 1), valid_until=None, **more) -> Post:
    given = {"organ": "mass_sports", "organ_name": "群众体育处", "role": "head", "title": "处长"}
    return Post.objects.create(
        person=person, valid_from=valid_from, valid_until=valid_until, **{**given, **more}
    )


# When it is midnight in Shanghai it is 16:00 the day before in UTC: moment (UTC), whether the post of
# 2026-03-10 to 2026-03-12 (half-open) holds.
MIDNIGHTS = [
    ("2026-03-09T15:59:59.999999", False),
    ("2026-03-09T16:00:00", True),
    ("2026-03-10T00:00:00", True),
    ("2026-03-10T23:59:59", True),
    ("2026-03-11T15:59:59.999999", True),
    ("2026-03-11T16:00:00", False),
    ("2026-03-12T00:00:00", False),
]


@pytest.mark.parametrize(("moment", "holds"), MIDNIGHTS)
def test_a_post_begins_and_ends_at_midnight_in_shanghai(person, moment, holds):
    post = post_of(person, DAY, DAY + timedelta(days=2))
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    actor = actor_at(person, post)
    assert still_holds(actor, at) is holds
    assert (post in posts_of(person, local_day(at))) is holds
    assert post.held_on(local_day(at)) is holds


@pytest.mark.parametrize(("moment", "holds"), MIDNIGHTS)
def test_a_lent_post_too(person, moment, holds):
    post = post_of(person)
    other = Person.objects.create(username="other", name="他人", password="!")
    Delegation.objects.create(
        post=post, to=other, valid_from=DAY, valid_until=DAY + timedelta(days=2), reason="休假"
    )
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert still_holds(actor_at(other, post), at) is holds
    assert still_holds(actor_at(person, post), at), "the holder keeps it all the time"
    assert (other.pk in able_at([post], local_day(at), established=False)) is holds


def test_a_post_cannot_end_before_it_begins_not_even_in_the_database(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        post_of(person, DAY, DAY)
    assert post_of(person, DAY, DAY + timedelta(days=1))


def test_who_may_no_longer_sign_in_acts_nowhere(person):
    post = post_of(person)
    assert may_act_at(person, post, DAY)
    assert holders("mass_sports", "head", DAY).get() == post
    person.is_active = False
    person.save()
    assert not may_act_at(person, post, DAY)
    assert not holders("mass_sports", "head", DAY).exists()
    assert posts_of(person, DAY) == []


def test_the_system_holds_no_post_and_never_loses_it(db):
    assert still_holds(system("时限巡检"), datetime(2026, 3, 10, tzinfo=UTC))


def test_the_snapshot_in_the_trail_stays_as_it_was_whatever_becomes_of_the_person(bureau):
    bureau.draft("drafter")
    kept = Entry.objects.get(action="document.drafted").actor
    assert kept == {
        "kind": "person", "person": str(bureau.people["drafter"].uuid), "name": "群体处拟稿人",
        "organ": "mass_sports", "organ_name": "群众体育处", "post": "科员",
    }  # fmt: skip
    person = bureau.people["drafter"]
    person.name = "改名"
    person.save()
    person.posts.update(organ="office", organ_name="办公室", title="主任")
    assert Entry.objects.get(action="document.drafted").actor == kept


def test_a_stand_in_keeps_the_own_name_and_the_post_says_for_whom(person):
    post = post_of(person)
    other = Person.objects.create(username="other", name="他人", password="!")
    act = uuid4()
    stand_in, holder = actor_at(other, post, act), actor_at(person, post, act)
    assert (stand_in.name, stand_in.post_title, stand_in.person) == (
        "他人",
        "处长（受托）",
        other.uuid,
    )
    assert (holder.name, holder.post_title, holder.act) == ("某人", "处长", act)


def test_who_may_sign_for_an_organ_its_leaders_first_and_the_chief_always(person):
    charge = {"organ": "leadership", "organ_name": "局领导", "role": "leader"}
    mine = post_of(person, in_charge_of=["mass_sports"], **charge)
    other = post_of(
        Person.objects.create(username="b", name="乙", password="!"),
        in_charge_of=["office"],
        **charge,
    )
    chief = post_of(
        Person.objects.create(username="c", name="丙", password="!"),
        **{**charge, "role": "chief_leader"},
    )
    assert leaders_of("mass_sports", DAY) == [mine, chief]
    assert leaders_of("personnel", DAY) == [chief]
    assert leaders_of("", DAY) == [mine, other, chief], "of no organ in particular: any"


def test_on_the_establishment_is_the_person_and_the_post(person):
    other = Person.objects.create(username="other", name="他人", password="!")
    post = post_of(person)
    at = datetime(2026, 3, 10, 4, tzinfo=UTC)
    assert on_establishment(actor_at(person, post), at)
    assert not on_establishment(actor_at(other, post), at), (
        "a stand-in without any post of their own"
    )
    post_of(other, established=False)
    assert not on_establishment(actor_at(other, post), at)
    post_of(other, role="drafter")
    assert on_establishment(actor_at(other, post), at)
