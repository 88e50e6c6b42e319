"""The world of the matrix: one record for each route, and what a browser would send to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai.accounts.actions import delegate
from gongkai.accounts.models import Delegation
from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import local_day
from gongkai.files.tests.samples import pdf_of_pages
from gongkai.matters.documents import actions
from gongkai.matters.documents.actions import archiving, opening
from gongkai.matters.documents.models import ArchiveList, Batch, Cleanup, Document
from gongkai.matters.documents.queries import uses
from gongkai.matters.documents.tests.forms import form_of
from gongkai.matters.guides import actions as guides
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.tests import samples
from gongkai.obligations.actions import chase
from gongkai.obligations.models import Chase, Obligation
from gongkai.supervision import notifier
from gongkai.supervision.chasing.tellings import tellings_for
from gongkai.supervision.digest.making import make
from gongkai.supervision.models import Digest, Notice
from gongkai.trail.actors import system
from gongkai.word.tests.cases_official import whole_notice
from tests.casting import PASSWORD, Bureau
from tests.old_site import DIGEST, waiting_batch

BACKEND = "django.contrib.auth.backends.ModelBackend"
PDF, PNG = pdf_of_pages((595, 842)), b"\x89PNG\r\n\x1a\n"


def every_route(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every route of the installation, with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_route(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


@dataclass
class Rounds:
    """清理 being filled in and one before its head; 归档 being completed and one that was handed over."""

    cleanup: Cleanup
    before_head: Cleanup
    archive: ArchiveList
    handed_over: ArchiveList


@dataclass
class World:
    """Of 群众体育处: a draft with a file, a sheet at its head, one before the leader, one signed and numbered, one public."""

    bureau: Bureau
    draft: Document
    sheet: Clearance
    ready: Clearance
    signed: Clearance
    lent: Delegation
    notice: Notice
    task: Obligation
    counted: Obligation
    public: Clearance
    chased: Chase
    digest: Digest
    batch: Batch
    guide: Guide
    standard: Standard
    rounds: Rounds

    def address(self, route: str) -> str:
        file = uses(self.draft).get() if route.startswith("desk:file") else None
        arguments: dict[str, list[Any]] = {
            "documents:edit": [self.draft.pk],
            "documents:autosave": [self.draft.pk],
            "documents:replace": [self.draft.pk],
            "documents:pictures": [self.draft.pk],
            "documents:cleanup": [self.rounds.cleanup.pk],
            "documents:cleanup_act": [self.rounds.before_head.pk, "confirm"],
            "documents:archive": [self.rounds.archive.pk],
            "documents:archive_act": [self.rounds.handed_over.pk, "receive"],
            "documents:archive_table": [self.rounds.archive.pk],
            "documents:archive_package": [self.rounds.handed_over.pk],
            "documents:batch": [self.batch.pk],
            "documents:batch_text": [self.batch.pk, 2],
            "documents:batch_file": [self.batch.pk, 2, DIGEST],
            "guides:edit": [self.guide.pk],
            "guides:autosave": [self.guide.pk],
            "guides:edit_standard": [self.standard.pk],
            "desk:case": [self.sheet.uuid],
            "desk:paper": [self.sheet.uuid, "dispatch"],
            "desk:paper_word": [self.sheet.uuid, "dispatch"],
            "desk:evidence": ["二(二)"],
            "desk:act": [self.sheet.uuid, "agree"],
            "desk:sign": [self.ready.uuid],
            "desk:amend": [self.ready.uuid],
            "desk:correct": [self.signed.uuid],
            "desk:copies": [self.public.uuid],
            "desk:package": [self.public.uuid],
            "desk:task": [self.task.uuid],
            "desk:task_act": [self.task.uuid, "suspend"],
            "desk:proof": [self.counted.uuid],
            "desk:chase": [self.chased.uuid],
            "desk:chase_answer": [self.chased.uuid],
            "desk:chase_slip": [self.chased.uuid],
            "desk:digest": [self.digest.run.uuid],
            "desk:manual_page": ["发布"],
            "desk:read": [self.notice.pk],
            "desk:have_read": [self.notice.pk],
            "desk:end_post": [self.bureau.people["deputy"].posts.get().uuid],
            "desk:end_delegation": [self.lent.uuid],
            "desk:file": [file.stored_id, file.name] if file else [],
            "desk:file_pages": [file.stored_id, file.name] if file else [],
            "desk:file_page": [file.stored_id, 1, file.name] if file else [],
        }
        asked = f"?task={self.task.uuid}" if route == "desk:chase_new" else ""
        return reverse(route, args=arguments.get(route, [])) + asked

    def form(self, route: str) -> dict[str, Any]:
        """What the page of the route would send; sensible, so that only rights decide."""
        text = {
            "title": "改过的标题",
            "body": "<p>改过的正文。</p>",
            "seen": self.ready.revision.digest,
        }
        corrected = self.signed.revision.document["body"].replace("如下。", "如下：")
        head = self.bureau.people["head"].posts.get()
        item = self.rounds.cleanup.items.first()
        entry = self.rounds.archive.entries.first()
        forms: dict[str, dict[str, Any]] = {
            "documents:cleanup_start": {"act": "none"},
            "documents:cleanup": {"item": item.pk, f"conclusion-{item.pk}": "keep", f"edition-{item.pk}": 0},
            "documents:archive_start": {"period": "2025"},
            "documents:archive": {"item": entry.pk, f"pages-{entry.pk}": "3", f"edition-{entry.pk}": 0,
                                  f"responsible-{entry.pk}": "本局", f"retention-{entry.pk}": "10 years"},
            "documents:new": form_of(edition=""),
            "documents:import": {"file": SimpleUploadedFile("通知.docx", whole_notice())},
            "documents:edit": form_of(title="改过的标题"),
            "documents:replace": {"file": SimpleUploadedFile("通知.docx", whole_notice()), "edition": "1"},
            "documents:autosave": form_of(title="改过的标题"),
            "documents:pictures": {"file": SimpleUploadedFile("图.png", PNG)},
            "documents:batch": {"act": "confirm", "seen": self.batch.digest},
            "guides:new": samples.form_of(),
            "guides:edit": samples.form_of(),
            "guides:autosave": samples.form_of(),
            "guides:new_standard": asdict(samples.STANDARD),
            "guides:edit_standard": {**asdict(samples.STANDARD), "edition": "1", "summary": "改过的内容。"},
            "desk:sign_in": {"username": "drafter", "password": "wrong"},
            "desk:switch_post": {"post": str(head.uuid)},
            "desk:act": {"seen": self.sheet.revision.digest, "opinion": "同意"},
            "desk:amend": text,
            "desk:correct": {**text, "title": self.signed.title, "body": corrected},
            "desk:publishing": {"item": f"{self.signed.uuid}:{self.signed.revision.digest}"},
            "desk:task_act": {"first": "2026-03-02", "reason": "系统故障"},
            "desk:chase_new": {"task": [str(self.task.uuid)], "way": "slip", "once": str(uuid4())},
            "desk:chase_answer": {"text": "周四前办结"},
            "desk:people": {"form": "person", "name": "新人", "username": "newcomer", "password": "Gongkai-2026-xin"},
            "desk:myself": {"post": head.pk, "to": self.bureau.people["drafter"].pk, "first": "2026-04-01",
                            "until": "2026-04-03", "reason": "休假"},
            "desk:password": {"old": PASSWORD, "new": "Gongkai-2026-xin", "again": "Gongkai-2026-xin"},
        }  # fmt: skip
        return forms.get(route, {})


def world_of(bureau: Bureau) -> World:
    """Everything that a route may be about, as it stands on the bureau's Monday morning."""
    draft = bureau.draft()
    actions.attach(
        document=draft,
        name="附件.pdf",
        content=PDF,
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    sheet = bureau.submit(bureau.draft())
    ready = bureau.to_the_leader(bureau.draft())
    signed = bureau.signed()
    today = local_day(bureau.now)
    lent = delegate(
        post=bureau.people["head"].posts.get(), to=bureau.people["colleague"], first=date(2026, 3, 20),
        until=date(2026, 3, 22), reason="休假", by=bureau.at("head"), at=bureau.now,
    )  # fmt: skip
    assert not lent.holds_on(today), "lent for later: today the colleague is only a colleague"
    rounds = rounds_of(bureau)
    task = Obligation.objects.get(subject_id=sheet.subject_id, duty="二(二).4")
    [chased] = chase(
        tellings=tellings_for([task], bureau.now), way="slip", once=uuid4(),
        by=bureau.at("editor"), at=bureau.now,
    )  # fmt: skip
    make(by=system("时限巡检"), at=bureau.now + timedelta(minutes=1))
    while notifier.catch_up():
        pass
    notice = Notice.objects.get(person=bureau.people["drafter"], entry__action="document.signed")
    public = bureau.published().version.signature.clearance
    return World(
        bureau, draft, sheet, bureau.fresh(ready), signed, lent, notice, task,
        Obligation.objects.get(subject_id=signed.subject_id, duty="二(二).6a"), public, chased,
        Digest.objects.select_related("run").get(person=bureau.people["drafter"]),
        waiting_batch(bureau),
        guides.begin(service=samples.registered(), by=bureau.at("drafter"), at=bureau.now),
        guides.begin_standard(text=samples.STANDARD, by=bureau.at("drafter"), at=bureau.now),
        rounds,
    )  # fmt: skip


def rounds_of(bureau: Bureau) -> Rounds:
    """Of 群众体育处: a 清理 and a 归档文件目录 of each state that a route is about, in periods of their own."""
    by, at = bureau.at("drafter"), bureau.now
    cleanup = opening.open_cleanup(by=by, at=at)
    before_head = Cleanup.objects.create(
        organ=cleanup.organ, organ_name=cleanup.organ_name, period="2024", state="before_head",
        opened_by_name=by.name, opened_at=at,
    )  # fmt: skip
    archive = archiving.open_archive(period="2026", by=by, at=at)
    handed_over = ArchiveList.objects.create(
        organ=cleanup.organ, organ_name=cleanup.organ_name, period="2024", state="handed_over",
        opened_by_name=by.name, opened_at=at, handed_at=at,
    )  # fmt: skip
    return Rounds(cleanup, before_head, archive, handed_over)


def browser(bureau: Bureau, role: str, **more: Any) -> Client:
    """A browser without scripts; signed in, except for `anonymous`."""
    client = Client(**more)
    if role != "anonymous":
        client.force_login(bureau.people[role], BACKEND)
    return client


def again(client: Client, **more: Any) -> Client:
    """The same session in a fresh browser, whatever the last answer did to the cookies."""
    fresh = Client(**more)
    held = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if held is not None:
        fresh.cookies[settings.SESSION_COOKIE_NAME] = held.value
    return fresh
