"""What the operator and the office do when an old site moves in, for the journeys."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from gongkai.config.cli import cli
from gongkai.matters.documents import jobs
from gongkai.matters.documents.actions import agreeing
from gongkai.matters.documents.models import Batch
from gongkai.portal.front.application import Front
from tests.casting import Bureau


def operator(*words: object):
    """The operator types a command."""
    return CliRunner().invoke(cli, ["import-site", *map(str, words)])


def loaded(folder: Path, by: str = "editor") -> Batch:
    result = operator(folder, "--by", by)
    assert result.exit_code == 0, result.output
    return Batch.objects.latest("begun_at")


def agree(bureau: Bureau, batch: Batch, who: str = "editor") -> Batch:
    return agreeing.agree_batch(
        batch=batch, seen=batch.digest, by=bureau.at(who), at=datetime.now(UTC)
    )


def confirm(bureau: Bureau, batch: Batch, who: str = "editor2") -> Batch:
    """Who was named agrees, then another person confirms."""
    if Batch.objects.get(pk=batch.pk).state == Batch.State.PROPOSED:
        agree(bureau, batch)
    return agreeing.confirm_batch(
        batch=batch, seen=batch.digest, by=bureau.at(who), at=datetime.now(UTC)
    )


def publish_all() -> None:
    while jobs.next_piece(at=datetime.now(UTC)):
        pass


def taken_over(bureau: Bureau, folder: Path) -> Batch:
    batch = loaded(folder)
    confirm(bureau, batch)
    publish_all()
    batch.refresh_from_db()
    return batch


def ask(home: Path, target: str, method: str = "GET") -> tuple[str, dict[str, str]]:
    """What a citizen's browser gets from the front."""
    path, _, query = target.partition("?")
    said: list = []
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
    Front(home)(environ, lambda *answer: said.extend(answer))
    return said[0], dict(said[1])
