"""Reads over people and posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from gongkai.accounts.models import Delegation, Person, Post
from gongkai.clock.calendars import local_day
from gongkai.trail.actors import NOBODY, Actor, ActorKind


def held_on(day: date) -> Q:
    """Posts that are held on this day by people who may sign in."""
    running = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return running & Q(valid_from__lte=day, person__is_active=True)


def own_posts(person: Person, day: date) -> QuerySet[Post]:
    return Post.objects.filter(held_on(day), person=person).order_by("pk")


def posts_of(person: Person, day: date) -> list[Post]:
    """The posts in which this person may act: their own, then those delegated to them."""
    delegated = _lent_to(Q(to=person), day)
    lent = Post.objects.filter(held_on(day), delegations__in=delegated).distinct().order_by("pk")
    return [*own_posts(person, day), *lent]


def _lent_to(whom: Q, day: date) -> QuerySet[Delegation]:
    running = Q(ended_at__isnull=True, valid_from__lte=day, valid_until__gt=day)
    return Delegation.objects.filter(whom, running)


def may_act_at(person: Person, post: Post, day: date) -> bool:
    """Whether the post is theirs, or lent to them, on that day. Asked again inside every act."""
    return person.is_active and post in posts_of(person, day)


def actor_at(person: Person, post: Post, act: UUID | None = None) -> Actor:
    """The snapshot of a person acting at a post. A stand-in keeps their own name; the post says for whom."""
    stands_in = post.person_id != person.pk
    return Actor(
        kind=ActorKind.PERSON,
        name=person.name,
        person=person.uuid,
        organ=post.organ,
        organ_name=post.organ_name,
        post=post.uuid,
        role=post.role,
        post_title=f"{post.title}（受托）" if stands_in else post.title,
        in_charge_of=frozenset(post.in_charge_of),
        act=act or uuid4(),
    )


def without_post(person: Person) -> Actor:
    """Somebody who signed in and holds no post: the trail notes it, nothing else opens to them."""
    return Actor(kind=ActorKind.PERSON, name=person.name, person=person.uuid)


def still_holds(actor: Actor, at: datetime) -> bool:
    """Whether the actor's post has not ended at this moment. The system holds no post and never loses it."""
    if actor.kind is not ActorKind.PERSON:
        return True
    day = local_day(at)
    own = Q(person__uuid=actor.key)
    lent = Q(delegations__in=_lent_to(Q(to__uuid=actor.key, to__is_active=True), day))
    return Post.objects.filter(held_on(day), own | lent, uuid=actor.post or NOBODY).exists()


def holders(organ: str, role: str, day: date) -> QuerySet[Post]:
    """Who holds this role at this organ."""
    return Post.objects.filter(held_on(day), organ=organ, role=role).select_related("person")


def in_role(role: str, day: date) -> QuerySet[Post]:
    """Who holds this role at any organ."""
    return Post.objects.filter(held_on(day), role=role).select_related("person")


def leaders_of(organ: str, day: date) -> list[Post]:
    """Who may sign for an organ: the leaders in charge of it, then the chief leader. Of no organ: all leaders."""
    leaders = in_role("leader", day).order_by("pk")
    in_charge = [post for post in leaders if not organ or organ in post.in_charge_of]
    return [*in_charge, *in_role("chief_leader", day).order_by("pk")]


def on_establishment(actor: Actor, at: datetime) -> bool:
    """Whether the person who acts is 在编: the post is, and whoever stands in at it holds such a post too."""
    own = Post.objects.filter(held_on(local_day(at)), person__uuid=actor.key, established=True)
    return (
        own.exists() and Post.objects.filter(uuid=actor.post or NOBODY, established=True).exists()
    )


def able_at(posts: Iterable[Post], day: date, *, established: bool) -> set[int]:
    """Keys of the persons who can act at these posts on a day: holders and stand-ins (在编, if that is asked)."""
    usable = [post for post in posts if post.established or not established]
    lent = Delegation.objects.filter(
        post__in=usable, ended_at__isnull=True, valid_from__lte=day, valid_until__gt=day
    ).filter(to__is_active=True)
    if established:
        lent = lent.filter(
            to__in=Post.objects.filter(held_on(day), established=True).values("person")
        )
    return {post.person_id for post in usable} | set(lent.values_list("to_id", flat=True))
