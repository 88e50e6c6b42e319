"""Who is told of an organ's tasks: its head, drafters and editors, the leader in charge, and who stands in for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from gongkai.accounts.models import Delegation, Post
from gongkai.accounts.queries import held_on

AT_THE_ORGAN = ("head", "drafter", "editor")


def people_by_organ(day: date) -> dict[str, set[int]]:
    """Keys of the persons who are told, by organ; two queries for the whole bureau."""
    posts = Post.objects.filter(held_on(day), role__in=(*AT_THE_ORGAN, "leader"))
    lent = Delegation.objects.filter(
        ended_at__isnull=True, valid_from__lte=day, valid_until__gt=day, to__is_active=True
    )
    stand_ins: dict[int, set[int]] = defaultdict(set)
    for post, person in lent.values_list("post_id", "to_id"):
        stand_ins[post].add(person)
    found: dict[str, set[int]] = defaultdict(set)
    for held in posts:
        organs = held.in_charge_of if held.role == "leader" else [held.organ]
        for organ in organs:
            found[organ] |= {held.person_id, *stand_ins[held.pk]}
    return found
