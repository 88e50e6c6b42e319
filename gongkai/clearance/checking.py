"""表述检查 of a public document: what the rules found, and who answers for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Confirmation
from gongkai.files import store
from gongkai.files.models import Stored
from gongkai.plan.queries import the_bureaus_plan
from gongkai.trail.actors import Subject
from gongkai.trail.refusals import Refused
from gongkai.word.text import text_of
from gongkai.wording.checking import Text, check
from gongkai.wording.findings import Finding
from gongkai.wording.remarks import Answers
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
    def words(self) -> str:
        """What was found, what is wrong, what to do; personal data masked."""
        return f"“{self.finding.found}”：{self.finding.message}{self.finding.mend}"

    @property
    def said(self) -> str:
        """In one sentence, with the place."""
        return f"{self.finding.where}{self.words}"


def looked_at(
    subject: Subject, document: PublicDocument, today: date, *, ours: Answers | None = None
) -> list[Looked]:
    """All findings on a text and its attachments, in order of place. `ours` is asked for links into our own portal."""
    return looked_at_all([(subject, document)], today, ours=ours)[0]


def looked_at_all(
    texts: Sequence[tuple[Subject, PublicDocument]], today: date, *, ours: Answers | None = None
) -> list[list[Looked]]:
    """The same for many texts, with as many queries as for one."""
    files = _rule_files(today)
    if files is None:
        return [[] for _ in texts]
    confirmed, words = _confirmed(texts), _words([document for _, document in texts])
    found = []
    for subject, document in texts:
        read = {f.name: words.get(f.digest) or "" for f in document.files if not f.picture}
        text = Text(document.title, document.body, tuple(read.items()))
        seen = check(text, _loaded(files), today, ours=ours) if ours else _found(text, files, today)
        wordless = (unread(name) for name in read if not read[name])
        found.append([Looked(f, confirmed.get((subject, f.key), "")) for f in (*seen, *wordless)])
    return found


def _confirmed(texts: Sequence[tuple[Subject, PublicDocument]]) -> dict[tuple[Subject, str], str]:
    """Who confirmed what, by subject and key of the finding."""
    rows = Confirmation.objects.filter(
        subject_kind__in={subject.kind for subject, _ in texts},
        subject_id__in=[subject.id for subject, _ in texts],
    )
    named = rows.values_list("subject_kind", "subject_id", "key", "person__name")
    return {(Subject(kind, id), key): name for kind, id, key, name in named}


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The files of rules with the moments of their last change: as long as these stand, so do the rules."""

    folder: Path
    stamps: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1024)  # a thousand texts set for one moment were looked at before it
def _found(text: Text, files: RuleFiles, today: date) -> tuple[Finding, ...]:
    return tuple(check(text, _loaded(files), today))


def rules(today: date) -> Rules | None:
    """The rules as the files beside the plan stand now; None for a bureau that has none. Raises RulesRefused."""
    files = _rule_files(today)
    return _loaded(files) if files else None


def _rule_files(today: date) -> RuleFiles | None:
    """The rules as the files beside the plan stand now; None for a bureau that has none."""
    beside = settings.ROOT / "plans" / the_bureaus_plan(today).plan.id / "wording"
    folder = settings.WORDING or beside
    if not folder.is_dir():
        return None
    files = sorted(folder.glob("*.toml"))
    return RuleFiles(folder, tuple((file.name, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _loaded(files: RuleFiles) -> Rules:
    """Raises RulesRefused with every fault of the files."""
    return load(files.folder)


def _words(documents: Sequence[PublicDocument]) -> dict[str, str | None]:
    """Words of attachments by digest, as far as they were read: looking at a text reads none."""
    named = {file.digest for document in documents for file in document.files if not file.picture}
    return dict(Stored.objects.filter(pk__in=named).values_list("pk", "text")) if named else {}


def unread(name: str) -> Finding:
    """An attachment without words was not checked, and nobody shall believe that it was."""
    return Finding(
        rule="attachment.unread",
        severity="ask",
        where="附件",
        found=name,
        message="没有读到文字（图片、扫描件、版式文件或无法读取），未作检查。",
        mend="请打开附件，核对其中没有个人信息等不宜公开的内容。",
    )


def read_words(document: PublicDocument) -> None:
    """Read the words of its attachments, once for each content. Takes seconds: never inside a transaction."""
    for file in document.files:
        stored = Stored.objects.filter(pk=file.digest, text__isnull=True).first()
        if stored is None or file.picture:
            continue
        try:
            stored.text = text_of(store.content_of(file.digest), file.name)
        except Refused:
            continue  # tried again the next time; until then it counts as not checked
        stored.save(update_fields=["text"])
