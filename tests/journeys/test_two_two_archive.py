"""二(二): 归档. What was signed in a year is listed, completed, handed over as a package and received."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gongkai.clearance.models import Revision, Signature
from gongkai.clock.calendars import SHANGHAI
from gongkai.config.cli import cli
from gongkai.files import store
from gongkai.matters.documents import actions
from gongkai.matters.documents.actions import archiving, handing_over
from gongkai.matters.documents.actions.archiving import Filled
from gongkai.matters.documents.models import ArchiveList
from gongkai.matters.documents.queries import archive as archives
from gongkai.matters.documents.queries import packages
from gongkai.matters.documents.queries.papers import package
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.plan.queries import PlanInForce, the_bureaus_plan
from gongkai.supervision.figures import conform
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.casting import Bureau

DUTY = "二(二).8"
NEXT_YEAR = datetime(2027, 1, 11, 10, 0, tzinfo=SHANGHAI)


def with_a_file(b: Bureau, content: bytes, name: str = "名单.pdf", **changes: Any):
    """A signed and numbered document with an attachment."""
    document = b.draft(**changes)
    actions.attach(
        document=document, name=name, content=content, picture=False, by=b.at("drafter"), at=b.now
    )
    sheet = b.to_the_leader(document)
    b.sign(sheet)
    if sheet.steps.filter(act="number").exists():
        b.number(sheet)
    return b.fresh(sheet)


def pdf(pages: int) -> bytes:
    """A PDF with so many empty pages."""
    import pypdfium2

    made, content = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        made.new_page(595, 842)
    made.save(content)
    return content.getvalue()


def opened(b: Bureau, who: str = "drafter", period: str = "2026") -> ArchiveList:
    b.now = NEXT_YEAR
    tick(by=system("时限巡检"), at=b.now)
    return archiving.open_archive(period=period, by=b.at(who), at=b.now)


def completed(b: Bureau, archive: ArchiveList, who: str = "drafter", **changes: Any) -> ArchiveList:
    entries = list(archive.entries.all())
    values = {"pages": "3", **changes}
    archiving.complete(
        archive=archive,
        filled={e.pk: Filled(**{"responsible": e.responsible, "retention": e.retention, **values}) for e in entries},
        editions={e.pk: e.edition for e in entries}, by=b.at(who), at=b.now,
    )  # fmt: skip
    return archive


def handed(b: Bureau, archive: ArchiveList, who: str = "head") -> ArchiveList:
    return handing_over.hand_over(archive=archive, by=b.at(who), at=b.now)


def received(b: Bureau, archive: ArchiveList, who: str = "editor") -> ArchiveList:
    return handing_over.receive(archive=archive, by=b.at(who), at=b.now)


def packed(archive: ArchiveList) -> bytes:
    return b"".join(package(ArchiveList.objects.get(pk=archive.pk)))


def test_from_the_calendar_to_the_receipt(bureau):
    sheet = bureau.signed(title="关于健身活动的通知")
    bureau.published(title="全民健身信息", document_kind="information")
    archive = opened(bureau)
    duty = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    first, second = archive.entries.all()
    assert (first.title, second.title) == ("关于健身活动的通知", "全民健身信息")
    assert first.document_number == sheet.signatures.get().numbering.document_number
    assert first.responsible == "西安市体育局"
    assert (first.retention, second.retention) == ("30 years", "10 years"), "the plan proposes"
    with pytest.raises(Refused, match="还有 2 件没有填写页数"):
        handed(bureau, archive)
    handed(bureau, completed(bureau, archive))
    assert [e.number for e in archive.entries.all()] == ["D30-0001", "D10-0001"]
    duty.refresh_from_db()
    assert duty.ending == "", "handed over is not received"
    assert duty.legs.last().holder == "office", "whose time runs now"
    done = received(bureau, archive)
    assert done.receipt == "2027-001"
    duty.refresh_from_db()
    assert duty.ending == "discharged"
    assert duty.evidence["what"] == "2026年归档文件目录 2 件，签收编号 2027-001"


def test_the_package_is_whole_the_same_each_time_and_carries_what_was_signed(bureau, tmp_path):
    sheet = with_a_file(bureau, pdf(2), title="关于健身活动的通知")
    archive = handed(bureau, completed(bureau, opened(bureau)))
    content = packed(archive)
    received(bureau, archive)
    assert packed(archive) == content, "later acts are not in it"
    bag = zipfile.ZipFile(io.BytesIO(content))
    assert bag.testzip() is None
    base = "群众体育处2026年归档文件"
    assert {name.split("/")[0] for name in bag.namelist()} == {base}
    assert bag.read(f"{base}/bagit.txt").startswith(b"BagIt-Version: 1.0\n")
    recomputed = {
        f"{hashlib.sha256(bag.read(name)).hexdigest()}  {name.removeprefix(base + '/')}"
        for name in bag.namelist() if name.startswith(f"{base}/data/")
    }  # fmt: skip
    said = bag.read(f"{base}/manifest-sha256.txt").decode().splitlines()
    assert set(said) == recomputed
    assert len(said) == len(recomputed) == 6
    for line in bag.read(f"{base}/tagmanifest-sha256.txt").decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(bag.read(f"{base}/{name}")).hexdigest() == digest
    size = sum(bag.getinfo(n).file_size for n in bag.namelist() if n.startswith(f"{base}/data/"))
    assert f"Payload-Oxum: {size}.6" in bag.read(f"{base}/bag-info.txt").decode()
    text = bag.read(f"{base}/data/D30-0001/文本.json")
    assert f"sha256:{hashlib.sha256(text).hexdigest()}" == sheet.signatures.get().digest
    page = bag.read(f"{base}/data/D30-0001/正文.html").decode()
    assert "现将有关事项通知如下" in page
    signing = json.loads(bag.read(f"{base}/data/D30-0001/审签.json"))
    assert [s["title"] for s in signing["steps"]][-2:] == ["局领导签发", "编号复核"]
    trail = json.loads(bag.read(f"{base}/data/D30-0001/留痕.json"))
    assert "document.signed" in [e["action"] for e in trail]
    file = tmp_path / "bag.zip"
    file.write_bytes(content)
    assert packages.faults(io.BytesIO(content)) == []
    answer = CliRunner().invoke(cli, ["archive", "verify", str(file)])
    assert (answer.exit_code, answer.output) == (0, "归档包完整，每件文本与签发时的摘要一致。\n")


@pytest.mark.parametrize("what", ["text", "file", "file gone"])
def test_what_is_not_what_was_signed_is_not_handed_over(bureau, what):
    sheet = with_a_file(bureau, pdf(1))
    archive = completed(bureau, opened(bureau))
    file = sheet.revision.value.files[0]
    path: Path = store.path_of(file.digest)
    if what == "text":
        Revision.objects.filter(pk=sheet.revision_id).update(
            document={**sheet.revision.document, "title": "另一个标题"}
        )
    elif what == "file":
        path.write_bytes(b"%PDF-1.4 other")
    else:
        path.unlink()
    with pytest.raises(Refused, match="已停止移交"):
        handed(bureau, archive)
    archive.refresh_from_db()
    assert archive.state == "open"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"pages": "-1"}, "页数请填"),
        ({"pages": "0"}, "页数请填"),
        ({"pages": "1.5"}, "页数请填"),
        ({"pages": "٣"}, "页数请填"),
        ({"pages": "9" * 40}, "页数请填"),
        ({"responsible": " "}, "请填写责任者"),
        ({"note": "长" * 201}, "备注最多"),
        ({"retention": "5 years"}, "请选择保管期限"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_document_and_nothing_is_kept(
    bureau, changes, sentence
):
    bureau.signed()
    archive = opened(bureau)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=sentence) as refused:
        completed(bureau, archive, **changes)
    assert refused.value.field.endswith(f"-{archive.entries.get().pk}")
    entry = archive.entries.get()
    assert (entry.pages, entry.edition) == (None, 0)
    assert Entry.objects.count() == entries


def test_of_two_who_fill_in_at_once_the_second_is_told(bureau):
    bureau.signed()
    archive = opened(bureau)
    entry = archive.entries.get()
    filled = {entry.pk: Filled(entry.responsible, "3", "", entry.retention)}
    archiving.complete(
        archive=archive,
        filled=filled,
        editions={entry.pk: 0},
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    filled = {entry.pk: Filled(entry.responsible, "4", "", entry.retention)}
    with pytest.raises(Overtaken, match="已由同事填写"):
        archiving.complete(
            archive=archive,
            filled=filled,
            editions={entry.pk: 0},
            by=bureau.at("colleague"),
            at=bureau.now,
        )
    assert archive.entries.get().pages == 3


def test_the_pages_of_pdfs_are_counted_and_what_was_typed_stays(bureau):
    with_a_file(bureau, pdf(4))
    bureau.signed()
    archive = opened(bureau)
    keys = [e.pk for e in archive.entries.all()]
    assert (
        archiving.count_pages(archive=archive, keys=keys, by=bureau.at("drafter"), at=bureau.now)
        == 1
    )
    assert [e.pages for e in archive.entries.all()] == [4, None]
    assert (
        archiving.count_pages(archive=archive, keys=keys, by=bureau.at("drafter"), at=bureau.now)
        == 0
    )


def test_only_the_head_hands_over_only_the_office_receives_and_not_its_own_hand(bureau):
    bureau.signed()
    archive = completed(bureau, opened(bureau))
    for who in ("drafter", "other_head", "editor", "leader"):
        with pytest.raises(NotAllowed):
            handed(bureau, archive, who)
    with pytest.raises(Overtaken, match="不能签收"):
        received(bureau, archive)
    handed(bureau, archive)
    for who in ("drafter", "head", "office_head", "leader", "auditor"):
        with pytest.raises(NotAllowed):
            received(bureau, archive, who)
        with pytest.raises(NotAllowed):
            handing_over.send_back(archive=archive, reason="缺页", by=bureau.at(who), at=bureau.now)
    received(bureau, archive)
    with pytest.raises(Overtaken):
        received(bureau, archive, "editor2")


def test_what_was_handed_over_does_not_change_until_it_is_returned(bureau):
    bureau.signed()
    archive = handed(bureau, completed(bureau, opened(bureau)))
    for act in (
        lambda: completed(bureau, archive, pages="9"),
        lambda: archiving.refresh(archive=archive, by=bureau.at("drafter"), at=bureau.now),
        lambda: archiving.count_pages(
            archive=archive, keys=[], by=bureau.at("drafter"), at=bureau.now
        ),
    ):
        with pytest.raises(Overtaken, match="不能再改"):
            act()
    with pytest.raises(Refused, match="退回理由"):
        handing_over.send_back(archive=archive, reason="", by=bureau.at("editor"), at=bureau.now)
    handing_over.send_back(
        archive=archive, reason="第1件缺页", by=bureau.at("editor"), at=bureau.now
    )
    duty = Obligation.objects.get(duty=DUTY, holder="mass_sports")
    assert duty.legs.last().holder == "mass_sports"
    archive.refresh_from_db()
    assert archive.entries.get().pages == 3, "nothing is lost"
    handed(bureau, completed(bureau, archive, pages="4"))
    received(bureau, archive)
    with pytest.raises(Overtaken, match="不能退回"):
        handing_over.send_back(
            archive=archive, reason="再看", by=bureau.at("editor"), at=bureau.now
        )


@pytest.mark.parametrize("gone", ["ended", "left out"])
def test_nothing_is_returned_to_an_organ_that_is_gone_and_it_can_still_be_received(
    bureau, monkeypatch, gone
):
    bureau.signed()
    archive = handed(bureau, completed(bureau, opened(bureau)))
    plan = the_bureaus_plan(bureau.now.date()).plan
    organs = [organ for organ in plan.organs if organ.id != "mass_sports"]
    if gone == "ended":
        organs.append(plan.organ("mass_sports").model_copy(update={"to": bureau.now.date()}))
    without = PlanInForce(0, plan.model_copy(update={"organs": tuple(organs)}))
    with monkeypatch.context() as patched:
        patched.setattr(handing_over, "the_bureaus_plan", lambda _: without)
        with pytest.raises(Refused, match="群众体育处已不在现行工作方案中"):
            handing_over.send_back(
                archive=archive, reason="缺页", by=bureau.at("editor"), at=bureau.now
            )
    archive.refresh_from_db()
    assert archive.state == "handed_over"
    assert received(bureau, archive).receipt


def test_receipts_are_numbered_within_their_year(bureau):
    bureau.signed()
    first = handed(bureau, completed(bureau, opened(bureau)))
    second = archiving.open_archive(period="2026", by=bureau.at("other_drafter"), at=bureau.now)
    handing_over.hand_over(archive=second, by=bureau.at("other_head"), at=bureau.now)
    assert received(bureau, second).receipt == "2027-001", "an empty year is handed over too"
    assert received(bureau, first).receipt == "2027-002"


def test_a_running_year_is_prepared_and_handed_over_when_it_is_over(bureau):
    bureau.signed()
    archive = archiving.open_archive(period="2026", by=bureau.at("drafter"), at=bureau.now)
    completed(bureau, archive)
    with pytest.raises(Refused, match="尚未结束"):
        handed(bureau, archive)
    bureau.signed()
    bureau.now = NEXT_YEAR
    with pytest.raises(Refused, match="缺 1 件"):
        handed(bureau, archive)
    assert archiving.refresh(archive=archive, by=bureau.at("drafter"), at=bureau.now) == (1, 0)
    assert [e.pages for e in archive.entries.all()] == [3, None]
    Signature.objects.filter(pk=archive.entries.last().signature_id).update(standing="void")
    assert archiving.refresh(archive=archive, by=bureau.at("drafter"), at=bureau.now) == (0, 1)
    handed(bureau, archive)
    for period in ("2025", "2028", "x"):
        with pytest.raises(Refused, match="请选择"):
            archiving.open_archive(period=period, by=bureau.at("drafter"), at=bureau.now)
    with pytest.raises(Overtaken, match="已经建立"):
        archiving.open_archive(period="2026", by=bureau.at("colleague"), at=bureau.now)


def test_a_list_is_its_organs_until_it_is_handed_over(bureau):
    bureau.signed()
    archive = completed(bureau, opened(bureau))
    others = ("other_drafter", "other_head", "leader", "chief", "auditor", "secrecy")
    for who in (*others, "editor"):
        assert not archives.seen_by(bureau.at(who)).exists(), who
    handed(bureau, archive)
    assert archives.seen_by(bureau.at("editor")).exists()
    for who in others:
        assert not archives.seen_by(bureau.at(who)).exists(), who


def test_the_figures_of_the_clause_are_those_of_the_trail(bureau):
    bureau.signed()
    received(bureau, handed(bureau, completed(bureau, opened(bureau))))
    bureau.later(minutes=1)
    report = next(r for r in conform(bureau.now, None, None) if r["plan"] == "xian-sports")
    duties = {d["id"]: d for c in report["clauses"] for d in c["duties"]}
    said = Entry.objects.filter(action="archive.received").count()
    assert duties[DUTY]["kind"] == "software"
    assert duties[DUTY]["done"] == duties[DUTY]["in_time"] == said == 1
