"""Nobody sees what is not theirs: beside each `may_see(actor, x)` stands `seen_by(actor)`, and in small random worlds
they say the same for everybody. What never came to a post is not seen there, not even after it was sent back.
"""

from __future__ import annotations

import random
from uuid import uuid4

import pytest
from django.db import transaction

from gongkai.accounts.actions import delegate
from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.clearance.tests.acts import at_post, hire, send_back
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import submitting
from gongkai.matters.documents import permissions
from gongkai.matters.documents import queries as documents
from gongkai.matters.documents.models import ArchiveList, Batch, Cleanup, Document
from gongkai.matters.documents.queries import archive as archives
from gongkai.matters.documents.queries import cleanup as cleanups
from gongkai.matters.documents.states import ArchiveState, CleanupState
from gongkai.matters.guides import actions as guides
from gongkai.matters.guides import permissions as guide_permissions
from gongkai.matters.guides import queries as guide_queries
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.tests import samples
from gongkai.obligations import chases
from gongkai.obligations import queries as ledger
from gongkai.obligations.actions import chase
from gongkai.obligations.models import Chase, Obligation
from gongkai.obligations.ticking import tick
from gongkai.supervision.chasing.tellings import tellings_for
from gongkai.trail.actors import Actor, ActorKind, system
from tests.old_site import waiting_batch
from tests.security.roads import STAGES, Road


def everybody(bureau) -> list[Actor]:
    """Each at each post, own or lent; the system; and the public."""
    posts = [(person, post) for person in bureau.people.values() for post in person.posts.all()]
    lent = (bureau.people["colleague"], bureau.people["other_head"].posts.get())
    return [
        *(at_post(*held) for held in [*posts, lent]),
        system("外网探测"),
        Actor(ActorKind.PUBLIC, "公众"),
    ]


def rounds(bureau, chance: random.Random) -> None:
    """A 清理 and a 归档文件目录 of some organs, in any state."""
    for organ in chance.sample(
        ["mass_sports", "competitive_sports", "sports_economy", "office"], 3
    ):
        row = {"organ": organ, "organ_name": organ, "period": "2025", "opened_at": bureau.now}
        Cleanup.objects.create(**row, state=chance.choice(list(CleanupState)))
        ArchiveList.objects.create(**row, state=chance.choice(list(ArchiveState)))


def chase_some(bureau, chance: random.Random) -> None:
    """催办 of what is open, one organ at a time; some of it goes to another organ afterwards."""
    rows = list(Obligation.objects.filter(ending="").order_by("pk"))
    for task in chance.sample(rows, min(4, len(rows))):
        chase(
            tellings=tellings_for([task], bureau.now), way="desk", once=uuid4(),
            by=bureau.at("editor"), at=bureau.now,
        )  # fmt: skip
    taken_over = [task.pk for task in chance.sample(rows, min(2, len(rows)))]
    Obligation.objects.filter(pk__in=taken_over).update(holder="sports_economy")


KINDS = [
    (Clearance, clearances.seen_by, clearances.may_see),
    (Document, documents.seen_by, permissions.may_see),
    (Obligation, ledger.seen_by, ledger.may_see),
    (Cleanup, cleanups.seen_by, permissions.may_see_cleanup),
    (ArchiveList, archives.seen_by, permissions.may_see_archive),
    (Chase, chases.seen_by, chases.may_see),
    (Batch, documents.batches_seen_by, permissions.may_see_batch),
    (Guide, guide_queries.seen_by, guide_permissions.may_see),
    (Standard, guide_queries.standards_seen_by, guide_permissions.may_see),
]


@pytest.fixture
def cast(bureau):
    hire(bureau, "assessor", "personnel", "personnel")
    hire(bureau, "lawyer", "publicity_education", "legal_reviewer")
    hire(bureau, "two_posts", "sports_economy", "head")
    hire(bureau, "two_posts", "personnel", "secrecy_reviewer")
    today = local_day(bureau.now)
    delegate(
        post=bureau.people["other_head"].posts.get(), to=bureau.people["colleague"], first=today,
        until=today.replace(day=28), reason="休假", by=bureau.at("other_head"), at=bureau.now,
    )  # fmt: skip
    waiting_batch(bureau)
    return with_guides(bureau)


def with_guides(bureau):
    """Of two organs a draft, one at the head, one at the reviewer; and a standard of each, one under way."""
    for who, head in (("drafter", "head"), ("other_drafter", "other_head")):
        by = bureau.at(who)
        made = [guides.begin(service=samples.service(), by=by, at=bureau.now) for _ in range(3)]
        sheets = [bureau.submit(guide, who) for guide in made[1:]]
        bureau.agree(sheets[1], head)
        standard = guides.begin_standard(text=samples.STANDARD, by=by, at=bureau.now)
    file = {"name": "规范.pdf", "content": samples.PDF}
    guides.attach(draft=standard, **file, by=bureau.at("other_drafter"), at=bureau.now)
    bureau.submit(standard, "other_drafter")
    return bureau


def test_what_is_seen_in_a_list_is_what_is_seen_one_by_one_for_everybody_in_random_worlds(cast):
    chance = random.Random(20260302)
    seen, unseen = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    for _ in range(12):
        with transaction.atomic():
            tick(by=system("时限巡检"), at=cast.now)
            for stage in chance.sample(list(STAGES), 5):
                Road(cast, chance).go(stage)
            rounds(cast, chance)
            chase_some(cast, chance)
            for kind in KINDS:
                model, seen_by, may_see = kind
                held = list(model.objects.all())
                for actor in everybody(cast):
                    listed, one_by_one = set(seen_by(actor)), {x for x in held if may_see(actor, x)}
                    assert listed == one_by_one, (
                        f"{model.__name__} as {actor.name} {actor.post_title}"
                    )
                    seen[kind] += len(listed)
                    unseen[kind] += len(held) - len(listed)
            transaction.set_rollback(True)
    assert all(seen.values()), "the control: something was seen of each kind"
    assert all(unseen.values()), "and something was not"


@pytest.mark.parametrize("back", ["sent back", "recalled"])
def test_what_went_back_before_it_came_to_a_post_was_never_seen_there(bureau, back):
    """会签 by 竞技体育处, then review, secrecy, signature: none of them was reached."""
    sheet = bureau.submit(
        bureau.draft(category="normative_documents"), consulted=("competitive_sports",)
    )
    if back == "sent back":
        send_back(bureau, sheet, "head")
    else:
        submitting.recall(clearance=sheet, by=bureau.at("drafter"), at=bureau.now)
    sheet = Clearance.objects.prefetch_related("steps").get()
    for who in ("other_head", "publicity_head", "secrecy", "other_leader"):
        assert not clearances.may_see(bureau.at(who), sheet), who
        assert not clearances.seen_by(bureau.at(who)).exists(), who
        assert not documents.seen_by(bureau.at(who)).exists(), who
    for who in ("drafter", "colleague", "head", "editor", "leader", "chief"):
        assert clearances.may_see(bureau.at(who), sheet), f"the control: {who}"


def test_what_came_to_a_post_stays_in_its_sight_and_comes_to_it_not_a_step_before(bureau):
    sheet = bureau.submit(bureau.draft(), consulted=("competitive_sports",))
    other = bureau.at("other_head")
    assert not clearances.seen_by(other).exists()
    bureau.agree(sheet, "head")
    assert clearances.seen_by(other).exists()
    bureau.agree(sheet, "other_head")
    assert clearances.seen_by(other).exists()
