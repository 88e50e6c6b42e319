"""表述检查 of a public document: what the rules found, and who answers for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.clearance.document import PublicDocument, PublicFile
from gongkai.clearance.models import Confirmation
from gongkai.files import store
from gongkai.files.models import Stored
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Subject
from gongkai.trail.refusals import Refused
from gongkai.word.text import text_of
from gongkai.wording.checking import Text, check
from gongkai.wording.findings import Finding
from gongkai.wording.rules import Rules, load


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding, and by whom it was confirmed ("" while nobody did)."""

    finding: Finding
    by: str

    @property
    def open(self) -> bool:
        return not self.by

    @property
    def said(self) -> str:
        """In one sentence, without what may not be shown."""
        found = self.finding
        return f"{found.where}“{found.found}”：{found.message}{found.mend}"


def looked_at(subject: Subject, document: PublicDocument, today: date) -> list[Looked]:
    """All findings on a text and its attachments, in order of place."""
    rows = Confirmation.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    confirmed = dict(rows.values_list("key", "person__name"))
    attachments = tuple((file.name, _words(file)) for file in document.files if not file.picture)
    text, held = Text(document.title, document.body, attachments), rules(today)
    found = check(text, held, today) if held else []
    return [Looked(f, confirmed.get(f.key, "")) for f in found]


def rules(today: date) -> Rules | None:
    """The rules as the files beside the plan stand now; None for a bureau that has none.

    Raises RulesRefused with every fault of the files.
    """
    beside = settings.ROOT / "plans" / the_bureaus_plan(today).plan.id / "wording"
    folder = settings.WORDING or beside
    if not folder.is_dir():
        return None
    files = sorted(folder.glob("*.toml"))
    return _loaded(folder, tuple((file.name, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _loaded(folder: Path, _stamps: tuple[tuple[str, int], ...]) -> Rules:
    return load(folder)


def _words(file: PublicFile) -> str:
    """The words of an attachment as far as they were read: looking at a page reads none."""
    stored = Stored.objects.filter(pk=file.digest).first()
    return stored.text or "" if stored else ""


def read_words(digest: str, name: str) -> None:
    """Read the words of an attachment, once for each content. What cannot be read has none to check."""
    stored = Stored.objects.filter(pk=digest, text__isnull=True).first()
    if stored is None:
        return
    try:
        stored.text = text_of(store.content_of(digest), name)
    except Refused:
        stored.text = ""
    stored.save(update_fields=["text"])
