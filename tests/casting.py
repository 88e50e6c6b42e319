"""The cast: invented people at their posts, and the way a document goes, told in the plan's words.

A drafter, a head, a reviewer, a leader, the office, and a stranger who must see nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from gongkai.accounts.actions import appoint
from gongkai.accounts.models import Person, Post
from gongkai.accounts.queries import actor_at
from gongkai.clearance import queries as clearances
from gongkai.clearance.checking import looked_at, read_words
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance, Confirmation
from gongkai.clearance.states import SecrecyOutcome
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.kinds.registry import kind_of
from gongkai.kinds.verbs import finishing, publishing, reviewing, signing, submitting
from gongkai.matters.documents.actions import Draft, begin
from gongkai.matters.documents.models import Document
from gongkai.plan.actions import load_plan
from gongkai.plan.queries import the_bureaus_plan
from gongkai.publishing.models import Publication
from gongkai.trail.actors import Actor, Subject, system
from gongkai.trail.origin import DEMONSTRATION
from gongkai.trail.writing import write

ROOT = Path(__file__).resolve().parents[1]
PLANS = ROOT / "plans" / "xian-sports"
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)  # an ordinary Monday, no holiday near
PASSWORD = "a-long-password"
SMALL_PLAN = ROOT / "tests" / "plans" / "small.toml"  # another bureau

# user name: (name, organ, role, title, further keywords)
CAST: dict[str, tuple[str, str, str, str, dict[str, Any]]] = {
    "drafter": ("群体处拟稿人", "mass_sports", "drafter", "科员", {}),
    "colleague": ("群体处同事", "mass_sports", "drafter", "科员", {}),
    "head": ("群体处负责人", "mass_sports", "head", "处长", {}),
    "deputy": ("群体处副职", "mass_sports", "head", "副处长", {"deputy": True}),
    "other_drafter": ("竞体处拟稿人", "competitive_sports", "drafter", "科员", {}),
    "other_head": ("竞体处负责人", "competitive_sports", "head", "处长", {}),
    "publicity_head": ("宣教处负责人", "publicity_education", "head", "处长", {}),
    "publicity_drafter": ("宣教处拟稿人", "publicity_education", "drafter", "科员", {}),
    "office_head": ("办公室负责人", "office", "head", "主任", {}),
    "office_drafter": ("办公室拟稿人", "office", "drafter", "科员", {}),
    "editor": ("办公室核稿员甲", "office", "editor", "核稿员", {}),
    "editor2": ("办公室核稿员乙", "office", "editor", "核稿员", {}),
    "secrecy": ("保密审查员", "office", "secrecy_reviewer", "保密审查员", {}),
    "leader": ("分管局领导甲", "leadership", "leader", "副局长",
               {"in_charge_of": ("mass_sports", "publicity_education")}),
    "other_leader": ("分管局领导乙", "leadership", "leader", "副局长",
                     {"in_charge_of": ("competitive_sports", "sports_economy", "personnel", "office")}),
    "chief": ("局主要领导", "leadership", "chief_leader", "局长", {}),
    "system_administrator": ("系统管理员", "office", "system_administrator", "系统管理员", {}),
    "security_administrator": ("安全管理员", "office", "security_administrator", "安全管理员", {}),
    "auditor": ("审计管理员", "office", "auditor", "审计管理员", {}),
}  # fmt: skip

# The cast of the other bureau: three sections, and a chain of one signature.
SMALL_CAST: dict[str, tuple[str, str, str, str, dict[str, Any]]] = {
    "drafter": ("园林科拟稿人", "parks", "drafter", "科员", {}),
    "head": ("园林科科长", "parks", "head", "科长", {}),
    "stranger": ("设施科拟稿人", "street_works", "drafter", "科员", {}),
    "editor": ("综合科编辑", "general_office", "editor", "编辑", {}),
    "leader": ("分管副局长", "directors", "leader", "副局长",
               {"in_charge_of": ("parks", "street_works", "general_office")}),
}  # fmt: skip


@dataclass
class Bureau:
    """The whole cast at their desks, and a clock that only moves when it is told to."""

    now: datetime = MONDAY
    people: dict[str, Person] = field(default_factory=dict)

    def at(self, who: str) -> Actor:
        """A member of the cast at their first post, in an act of its own."""
        person = self.people[who]
        return actor_at(person, person.posts.order_by("pk")[0], uuid4())

    def later(self, **amount: float) -> datetime:
        """Let time pass: `later(days=1)`, `later(minutes=5)`."""
        self.now += timedelta(**amount)
        return self.now

    # --- a document's way -------------------------------------------------------------------------

    def draft(self, who: str = "drafter", **changes: Any) -> Document:
        values = {
            "document_kind": "official",
            "title": "关于开展全民健身活动的通知",
            "body": "<p>各区县体育部门：现将有关事项通知如下。</p>",
            "category": "mass_sports_events",
            "attribute": "proactive",
            **changes,
        }
        return begin(draft=Draft(**values), by=self.at(who), at=self.now)

    def _answer(self, subject: Subject, text: PublicDocument, who: str) -> None:
        """Faults that a test plants are neither mended nor asked about: as if somebody had answered for them."""
        read_words(text)
        for one in looked_at(subject, text, local_day(self.now)):
            Confirmation.objects.get_or_create(
                subject_kind=subject.kind, subject_id=subject.id, key=one.finding.key,
                defaults={"rule": one.finding.rule, "person": self.people[who], "at": self.now},
            )  # fmt: skip

    def submit(self, document: Any, who: str = "drafter", **more: Any) -> Clearance:
        self._answer(document.subject, kind_of(document.subject).document(document.pk), who)
        return submitting.submit(subject=document.subject, by=self.at(who), at=self.now, **more)

    def agree(self, sheet: Clearance, who: str, opinion: str = "同意") -> Clearance:
        sheet = self.fresh(sheet)
        return reviewing.agree(
            clearance=sheet,
            seen=sheet.revision.digest,
            opinion=opinion,
            by=self.at(who),
            at=self.now,
        )

    def review_secrecy(
        self, sheet: Clearance, outcome: str = SecrecyOutcome.PUBLIC, opinion: str = "已逐项审查"
    ) -> Clearance:
        sheet = self.fresh(sheet)
        return reviewing.review_secrecy(
            clearance=sheet, seen=sheet.revision.digest, outcome=outcome, opinion=opinion,
            by=self.at("secrecy"), at=self.now,
        )  # fmt: skip

    def to_the_leader(
        self, document: Document, who: str = "drafter", head: str = "head", **more: Any
    ) -> Clearance:
        """From the draft to the leader's desk, along the chain of 公文 or 信息."""
        sheet = self.submit(document, who, **more)
        self.agree(sheet, head)
        if sheet.steps.filter(key="office_check").exists():
            self.agree(sheet, "editor")
        return self.review_secrecy(sheet)

    def sign(self, sheet: Clearance, who: str = "leader", **more: Any):
        sheet = self.fresh(sheet)
        return signing.sign(
            clearance=sheet, seen=sheet.revision.digest, by=self.at(who), at=self.now, **more
        )

    def number(self, sheet: Clearance, document_number: str = "", who: str = "editor2"):
        day = local_day(self.now)
        number = document_number or f"市体发〔{day.year}〕{Clearance.objects.count()}号"
        return finishing.number(
            clearance=self.fresh(sheet), document_number=number, document_date=day,
            by=self.at(who), at=self.now,
        )  # fmt: skip

    def publish(self, sheet: Clearance, who: str = "editor") -> Publication:
        if ready := clearances.cleared(self.fresh(sheet)):
            self._answer(sheet.subject, ready.document, who)
        return publishing.publish(
            clearance=self.fresh(sheet), seen=self.shown(sheet), by=self.at(who), at=self.now
        )

    def shown(self, sheet: Clearance) -> str:
        """Digest of the text that 发布 shows: the signed one with what was corrected; '' while there is none."""
        ready = clearances.cleared(self.fresh(sheet))
        return ready.digest if ready else ""

    def seen_outside(self, publication: Publication) -> bool:
        """What the prober notes after its fetch."""
        return publishing.note_visible(
            publication=publication, version=publication.version.number, digest="sha256:" + "0" * 64,
            by=system("外网探测"), at=self.now,
        )  # fmt: skip

    def signed(self, **changes: Any) -> Clearance:
        """A signed and, where the chain asks for it, numbered document."""
        return self.signed_from(self.draft(**changes))

    def signed_from(self, document: Document) -> Clearance:
        """The same from a draft that is there already."""
        sheet = self.to_the_leader(document)
        self.sign(sheet)
        if sheet.steps.filter(act="number").exists():
            self.number(sheet)
        return self.fresh(sheet)

    def published(self, **changes: Any) -> Publication:
        """The whole way, up to the first fetch from outside."""
        publication = self.publish(self.signed(**changes))
        self.seen_outside(publication)
        return publication

    def withdraw(
        self, publication: Publication, reason: str = "内容有误", hide: bool = False
    ) -> Publication:
        return publishing.withdraw(
            publication=publication, reason=reason, hide=hide, by=self.at("editor"), at=self.now
        )

    @staticmethod
    def fresh(sheet: Clearance) -> Clearance:
        return Clearance.objects.select_related("revision").get(pk=sheet.pk)

    @staticmethod
    def sheet_of(document: Document) -> Clearance:
        found = clearances.current(document.subject)
        assert found is not None
        return found


@transaction.atomic
def cast_bureau(
    now: datetime = MONDAY,
    plans: tuple[Path, ...] = (PLANS / "plan.toml", PLANS / "national.toml"),
    cast: dict[str, tuple[str, str, str, str, dict[str, Any]]] = CAST,
) -> Bureau:
    """Load the plans and appoint the cast. The trail says first that all of it is invented."""
    by = system("测试")
    write(by=by, action=DEMONSTRATION, subject=Subject("installation", uuid4()), at=now)
    for path in plans:
        load_plan(path.read_text(encoding="utf-8"), at=now, file=path.name)
    bureau = Bureau(now=now)
    plan = the_bureaus_plan(local_day(now)).plan
    for username, (name, organ, role, title, more) in cast.items():
        bureau.people[username] = _appointed(
            username, name, organ, role, title, by, now, plan, more
        ).person
    return bureau


def _appointed(username, name, organ, role, title, by, now, plan, more) -> Post:  # type: ignore[no-untyped-def]
    person = Person(username=username, name=name)
    person.set_password(PASSWORD)
    person.save()
    return appoint(
        person=person, organ=organ, organ_name=plan.organ(organ).name, role=role, title=title,
        valid_from=date(2017, 1, 1), by=by, at=now, **more,
    )  # fmt: skip
