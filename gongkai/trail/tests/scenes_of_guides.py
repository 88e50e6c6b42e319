"""Scenes of 服务公开: what stands before, and the act itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gongkai.matters.guides import actions
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.tests import samples
from gongkai.publishing.models import Publication
from gongkai.trail.actors import system
from tests.casting import Bureau


def registers(b: Bureau, _: Any = None) -> Guide:
    return actions.begin(service=samples.registered(), by=b.at("drafter"), at=b.now)


def writes(b: Bureau, guide: Guide, **changes: Any) -> Guide:
    guide.refresh_from_db()
    return actions.save(
        guide=guide, service=samples.service(**changes), edition=guide.edition,
        by=b.at("drafter"), at=b.now,
    )  # fmt: skip


def begins_standard(b: Bureau, _: Any = None) -> Standard:
    return actions.begin_standard(text=samples.STANDARD, by=b.at("drafter"), at=b.now)


def saves_standard(b: Bureau, standard: Standard) -> Standard:
    text = replace(samples.STANDARD, scope="全市体育场馆")
    return actions.save_standard(
        standard=standard, text=text, edition=1, by=b.at("drafter"), at=b.now
    )


def attaches(b: Bureau, draft: Guide | Standard) -> Any:
    return actions.attach(
        draft=draft, name="样表.pdf", content=samples.PDF, by=b.at("drafter"), at=b.now
    )


def attached(b: Bureau) -> tuple[Guide, Any]:
    guide = registers(b)
    return guide, attaches(b, guide)


def takes_off(b: Bureau, made: tuple[Guide, Any]) -> None:
    actions.remove_file(draft=made[0], use=made[1], by=b.at("drafter"), at=b.now)


def seen(b: Bureau, draft: Guide | Standard) -> Publication:
    """The whole way, up to the first fetch from outside."""
    sheet = b.submit(draft)
    b.agree(sheet, "head")
    b.review_secrecy(sheet)
    b.sign(sheet)
    publication = b.publish(sheet)
    b.seen_outside(publication)
    return publication


def seen_first(b: Bureau) -> Publication:
    return seen(b, writes(b, registers(b)))


def seen_with_less(b: Bureau) -> Publication:
    guide = writes(b, registers(b))
    notes(b, seen(b, guide))
    return seen(b, writes(b, guide, visits="0"))


def seen_standard(b: Bureau) -> Publication:
    standard = begins_standard(b)
    attaches(b, standard)
    return seen(b, standard)


def notes(b: Bureau, publication: Publication) -> object:
    return actions.note_shown(publication=publication, by=system("时限巡检"), at=b.now)


SCENES = {
    "guide: register": (lambda b: None, registers),
    "guide: write": (registers, writes),
    "guide: attach": (registers, attaches),
    "guide: take off": (attached, takes_off),
    "guide: note a first version": (seen_first, notes),
    "guide: note a simpler version": (seen_with_less, notes),
    "standard: begin": (lambda b: None, begins_standard),
    "standard: save": (begins_standard, saves_standard),
    "standard: note": (seen_standard, notes),
}
