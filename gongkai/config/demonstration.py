"""A demonstration bureau: invented people, named by their roles, and the bureau's own plan as first document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.accounts.actions import appoint
from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import actor_at
from gongkai.clearance import queries as clearances
from gongkai.clearance.checking import looked_at
from gongkai.clearance.states import SecrecyOutcome
from gongkai.clock.calendars import local_day
from gongkai.kinds.verbs import checking, finishing, publishing, reviewing, signing, submitting
from gongkai.matters.documents.actions import Draft, begin
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.queries import public_document
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Actor

PASSWORD = "gongkai-demo-2026"
ACCOUNTS_LINE = f"演示账号见登录页，统一密码：{PASSWORD}"
SINCE = date(2017, 1, 1)

SECTIONS = (
    "office",
    "personnel",
    "publicity_education",
    "mass_sports",
    "competitive_sports",
    "sports_economy",
)
# user name, name, organ, role, title, further keywords
SPECIAL: tuple[tuple[str, str, str, str, str, dict[str, Any]], ...] = (
    ("office-editor", "办公室核稿员甲", "office", "editor", "核稿员", {}),
    ("office-editor-2", "办公室核稿员乙", "office", "editor", "核稿员", {}),
    ("secrecy", "保密审查员", "office", "secrecy_reviewer", "保密审查员", {}),
    ("legal", "法制审核员", "publicity_education", "legal_reviewer", "法制审核员", {}),
    ("leader-mass", "分管局领导甲", "leadership", "leader", "副局长",
     {"in_charge_of": ("mass_sports", "publicity_education", "sports_federation_office", "affiliated_units")}),
    ("leader-economy", "分管局领导乙", "leadership", "leader", "副局长",
     {"in_charge_of": ("competitive_sports", "sports_economy", "personnel", "office")}),
    ("chief", "局主要领导", "leadership", "chief_leader", "局长", {}),
    ("assessor", "考核员", "personnel", "personnel", "考核员", {}),
    ("system", "系统管理员", "office", "system_administrator", "系统管理员", {}),
    ("security", "安全管理员", "office", "security_administrator", "安全管理员", {}),
    ("auditor", "审计管理员", "office", "auditor", "审计管理员", {}),
)  # fmt: skip


def people(*, by: Actor, at: datetime) -> None:
    """Drafter and head of every section, the office, reviewers, leaders, the three administrators."""
    plan = the_bureaus_plan(local_day(at)).plan
    for organ in SECTIONS:
        name, prefix = plan.organ(organ).short, organ.replace("_", "-")
        _person(f"{prefix}-drafter", f"{name}拟稿人", organ, "drafter", "拟稿人", by, at)
        _person(f"{prefix}-head", f"{name}负责人", organ, "head", "处长", by, at)
        _person(f"{prefix}-deputy", f"{name}副职", organ, "head", "副处长", by, at, deputy=True)
    for username, name, organ, role, title, more in SPECIAL:
        _person(username, name, organ, role, title, by, at, **more)


def _person(
    username: str,
    name: str,
    organ: str,
    role: str,
    title: str,
    by: Actor,
    at: datetime,
    **more: Any,
) -> Post:
    person = Person(username=username, name=name)
    person.set_password(PASSWORD)
    person.save()
    organ_name = the_bureaus_plan(local_day(at)).plan.organ(organ).name
    return appoint(
        person=person, organ=organ, organ_name=organ_name, role=role, title=title,
        valid_from=SINCE, by=by, at=at, **more,
    )  # fmt: skip


def at_desk(username: str) -> Actor:
    """A demonstration person at their post."""
    person = Person.objects.get(username=username)
    return actor_at(person, person.posts.get())


def first_document() -> None:
    """The bureau's plan goes the whole way: drafted by the office, signed, numbered, published."""
    lines = (
        (settings.ROOT / "plans/xian-sports/plan-text.txt").read_text(encoding="utf-8").splitlines()
    )
    title, *rest = [line.strip() for line in lines if line.strip()]
    draft = Draft(
        document_kind="official",
        title=title,
        body="".join(_block(line) for line in rest),
        category="notices",
        attribute="proactive",
    )
    document = begin(draft=draft, by=at_desk("office-drafter"), at=timezone.now())
    drafter, now = at_desk("office-drafter"), timezone.now()
    _answer(document, drafter, now)
    sheet = submitting.submit(subject=document.subject, by=drafter, at=now)
    seen = sheet.revision.digest
    for username in ("office-head", "office-editor"):
        by = at_desk(username)
        reviewing.agree(clearance=sheet, seen=seen, opinion="同意", by=by, at=timezone.now())
    reviewing.review_secrecy(
        clearance=sheet,
        seen=seen,
        outcome=SecrecyOutcome.PUBLIC,
        opinion="",
        by=at_desk("secrecy"),
        at=timezone.now(),
    )
    signing.sign(clearance=sheet, seen=seen, by=at_desk("chief"), at=timezone.now())
    editor, now = at_desk("office-editor"), timezone.now()
    number = f"演示体发〔{local_day(now).year}〕1号"
    finishing.number(
        clearance=sheet, document_number=number, document_date=local_day(now), by=editor, at=now
    )
    cleared = clearances.current(document.subject)
    if cleared is not None:
        publishing.publish(clearance=cleared, by=editor, at=timezone.now())


def _answer(document: Document, by: Actor, at: datetime) -> None:
    """The plan of 2017 names 市法制办 as it was called then: the drafter answers for it."""
    found = looked_at(document.subject, public_document(document.pk), local_day(at))
    keys = {one.finding.key for one in found}
    checking.confirm(subject=document.subject, keys=keys, by=by, at=at)


def _block(line: str) -> str:
    if line[:2] in ("一、", "二、", "三、"):
        return f"<h2>{line}</h2>"
    return f"<p>{line}</p>"
