"""二(十): what goes wrong while an old site moves in stops alone, is said, and is taken up again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import QuerySet

from gongkai.matters.documents import jobs
from gongkai.matters.documents.actions import carrying, loading
from gongkai.matters.documents.models import Batch, Document, Item
from gongkai.matters.documents.old_site import judging
from gongkai.matters.documents.old_site.folder import Folder
from gongkai.portal import prober
from gongkai.publishing.models import Publication
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from tests.moving_in import confirm, loaded, operator, publish_all, taken_over
from tests.old_site import hand_over, item, plain

pytestmark = pytest.mark.usefixtures("set_up")


def test_an_item_that_cannot_be_published_fails_alone_and_is_tried_again(
    bureau, home, tmp_path, monkeypatch
):
    folder = hand_over(tmp_path / "old", [plain(1), plain(2), plain(3)])
    batch = loaded(folder)
    confirm(bureau, batch)
    good = carrying.carrying.carry_over

    def poison(**given):
        if "第2届" in given["document"].title:
            raise Refused("磁盘故障。")
        return good(**given)

    monkeypatch.setattr(carrying.carrying, "carry_over", poison)
    publish_all()
    assert Publication.objects.count() == 2
    assert Item.objects.get(state="failed").fault == "磁盘故障。"
    assert Document.objects.count() == 2
    monkeypatch.setattr(carrying.carrying, "carry_over", good)
    result = operator(folder, "--resume", "--report")
    assert "补录 3 件" in result.output, result.output
    assert Publication.objects.count() == 3


def test_who_confirmed_left_the_office_and_the_rest_waits_for_another(bureau, home, tmp_path):
    batch = loaded(hand_over(tmp_path / "old", [plain(1)]))
    confirm(bureau, batch)
    bureau.people["editor2"].is_active = False
    bureau.people["editor2"].save()
    publish_all()
    batch.refresh_from_db()
    assert batch.state == Batch.State.WAITING
    assert batch.fault
    assert not Publication.objects.exists()
    assert Entry.objects.filter(action="old_site.held").exists()


def test_the_run_is_killed_and_goes_on_without_doubles(bureau, home, tmp_path, monkeypatch):
    folder = hand_over(tmp_path / "old", [item(n) for n in range(1, 8)])
    monkeypatch.setattr("gongkai.config.commands.import_site.CHUNK", 2)
    good, calls = loading.take_items, []

    def killed(**given):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return good(**given)

    monkeypatch.setattr(loading, "take_items", killed)
    assert operator(folder, "--by", "editor").exit_code != 0
    assert Item.objects.count() == 4
    assert Batch.objects.get().state == Batch.State.LOADING
    monkeypatch.setattr(loading, "take_items", good)
    assert "--resume" in operator(folder, "--by", "editor").output
    assert operator(folder, "--resume").exit_code == 0
    batch = Batch.objects.get()
    assert (batch.state, Item.objects.count()) == (Batch.State.PROPOSED, 7)
    confirm(bureau, batch)
    jobs.next_piece(at=datetime.now(UTC), most=3)
    stale = still_waiting(batch)
    publish_all()
    assert not carrying.publish_item(item=stale, by=bureau.at("editor2"), at=datetime.now(UTC))
    assert Publication.objects.count() == 7
    assert "已经导入" in operator(folder, "--by", "editor").output


def still_waiting(batch: Batch) -> Item:
    """An item that another run still holds as waiting."""
    return batch.items.filter(state=Item.State.WAITING).latest("row")


def test_a_file_that_changed_while_it_was_kept_is_not_taken(bureau, home, tmp_path):
    folder = Folder(hand_over(tmp_path / "old", [item(1)]))
    judged = judging.judge(folder, bureau.now)
    by, at = system("运维"), bureau.now
    batch = loading.begin_batch(
        name="旧网站", source=folder.digest, judged=judged, responsible="editor", by=by, at=at
    )
    items = list(judging.items(folder, judged, at, set()))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _: b"%PDF-1.4 another")
        with pytest.raises(Refused, match="有变化"):
            loading.take_items(batch=batch, items=items, by=by, at=at)
    assert not batch.items.exists()
    assert loading.take_items(batch=batch, items=items, by=by, at=at) == 1, "the control"


def test_an_item_is_published_under_the_lock_of_its_batch(bureau, home, tmp_path, monkeypatch):
    """Who returns or holds the batch meanwhile waits for it, or is waited for."""
    batch = confirm(bureau, loaded(hand_over(tmp_path / "old", [item(1)])))
    locked: list[type] = []
    lock = QuerySet.select_for_update

    def noting(self, *given, **more):
        locked.append(self.model)
        return lock(self, *given, **more)

    monkeypatch.setattr(QuerySet, "select_for_update", noting)
    carrying.publish_item(item=batch.items.get(), by=bureau.at("editor2"), at=datetime.now(UTC))
    assert locked[:2] == [Batch, Item]


def test_a_folder_that_changed_after_the_check_is_not_taken(bureau, home, tmp_path, monkeypatch):
    folder = hand_over(tmp_path / "old", [item(1), item(2)])
    begin = loading.begin_batch

    def meanwhile(**given):
        (folder / "files" / "body.html").write_text("<p>换掉的正文。</p>")
        return begin(**given)

    monkeypatch.setattr(loading, "begin_batch", meanwhile)
    result = operator(folder, "--by", "editor")
    assert result.exit_code == 1
    assert "有变化" in result.output
    assert not Item.objects.exists()


def test_what_has_a_clock_is_looked_at_before_thousands_of_carried_items(
    bureau, home, tmp_path, monkeypatch
):
    taken_over(bureau, hand_over(tmp_path / "old", [plain(n) for n in range(1, 13)]))
    bureau.now = datetime.now(UTC)
    new = bureau.publish(bureau.signed())
    asked: list[Publication] = []
    monkeypatch.setattr(prober, "_see", lambda publication: asked.append(publication))
    prober.probe()
    assert asked[0] == new
    assert len(asked) == 1 + prober.OF_OTHERS
