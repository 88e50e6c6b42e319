"""A hidden thing is hidden everywhere: one function decides, and the tree holds exactly what it allows. Withdrawn leaves a
stub; hidden answers byte for byte like what never existed.
"""

from __future__ import annotations

import random

import pytest

from gongkai.files.models import Use
from gongkai.matters.documents import actions
from gongkai.portal import builder, expected
from gongkai.portal.tests.shelf import files_in, tree_at
from gongkai.publishing import visibility
from gongkai.publishing.models import NamedFile, Publication
from gongkai.trail.refusals import Overtaken

FILES = {f"附件{number}.pdf": b"%PDF-1.4\n%" + str(number).encode() for number in range(3)}


def with_files(bureau, *names: str, **changes):
    """A draft of 群众体育处 with these attachments."""
    document = bureau.draft(document_kind="information", **changes)
    for name in names:
        actions.attach(
            document=document,
            name=name,
            content=FILES[name],
            picture=False,
            by=bureau.at("drafter"),
            at=bureau.now,
        )
    return document


def signed(bureau, document):
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    return sheet


def site() -> dict[str, bytes]:
    return dict(expected.everything())


def public_files() -> set[str]:
    """What `file_is_public` says of every file that was ever taken in, under every name it was ever given."""
    ever = set(Use.objects.values_list("stored_id", "name")) | set(
        NamedFile.objects.values_list("digest", "name")
    )
    return {
        f"f/{digest}/{name}" for digest, name in ever if visibility.file_is_public(digest, name)
    }


def test_a_file_lies_in_the_tree_exactly_when_something_public_names_it(bureau, tmp_path):
    chance = random.Random(20260302)
    tree = tree_at(tmp_path)
    live, waiting, seen = [], [], set()
    for _ in range(30):
        act = chance.choice(("draft", "draft", "publish", "publish", "withdraw"))
        if act == "draft":
            names = chance.sample(sorted(FILES), chance.randint(0, 2))
            waiting.append(signed(bureau, with_files(bureau, *names)))
        elif act == "publish" and waiting:
            live.append(bureau.publish(waiting.pop()))
        elif act == "withdraw" and live:
            gone = live.pop(chance.randrange(len(live)))
            bureau.withdraw(gone, hide=chance.random() < 0.5)
        while builder.catch_up(tree, expected.look()):
            pass
        files = {path for path in expected.paths() if path.startswith("f/")}
        assert files == public_files()
        assert files == {path for path in files_in(tree) if path.startswith("f/")}
        assert expected.paths() == set(site())
        seen.add(len(files))
    assert {0, 1, 2} <= seen, "the control: there were none, and there were several"


def test_a_file_that_two_name_stays_until_the_second_lets_it_go(bureau):
    one, other = (bureau.publish(signed(bureau, with_files(bureau, "附件1.pdf"))) for _ in range(2))
    [path] = public_files()
    bureau.withdraw(one)
    assert public_files() == {path}
    assert path in site()
    bureau.withdraw(other)
    assert public_files() == set()
    assert path not in site()


def test_what_is_only_signed_or_scheduled_in_a_draft_is_nowhere(bureau):
    before = site()
    signed(bureau, with_files(bureau, "附件1.pdf"))
    with_files(bureau, "附件2.pdf")
    assert site() == before


def test_the_withdrawn_leave_a_stub_with_the_reason_a_row_without_the_title_and_no_file(bureau):
    publication = bureau.publish(
        signed(bureau, with_files(bureau, "附件1.pdf", title="将要撤下的通知"))
    )
    bureau.publish(signed(bureau, with_files(bureau, title="留下的通知")))
    column, own = f"c/{publication.column}/index.html", publication.address.strip("/")
    assert "将要撤下的通知" in site()["index.html"].decode(), "the control"
    assert "各区县体育部门" in site()[f"{own}/index.html"].decode()
    bureau.withdraw(publication, reason="数据有误，正在核实")
    held = site()
    assert f"{own}/index.html" not in held
    stub = held[f"{own}/gone.html"].decode()
    assert "数据有误，正在核实" in stub
    for word in ("将要撤下的通知", "各区县体育部门", "附件1", "分管局领导甲", "群体处拟稿人"):
        assert word not in stub, word
    rows = held[column].decode()
    assert f'<a class="stub" href="/{own}/"><span>此信息已撤下</span>' in rows
    assert "留下的通知" in rows, "the control: the other row stands as it stood"
    for page in (rows, held["index.html"].decode()):
        assert "将要撤下的通知" not in page
    assert not any(path.startswith("f/") for path in held)
    assert not visibility.is_public(Publication.objects.get(pk=publication.pk))


def test_what_went_once_does_not_go_again_and_its_number_never_comes_back(bureau):
    publication = bureau.publish(signed(bureau, with_files(bureau)))
    bureau.withdraw(publication, hide=True)
    with pytest.raises(Overtaken, match="已经撤下"):
        bureau.withdraw(publication)
    later = bureau.publish(signed(bureau, with_files(bureau)))
    assert (publication.serial, later.serial) == (1, 2)
    assert publication.ordinal != later.ordinal


def test_no_public_page_names_the_signer_or_the_moment_of_approval(bureau):
    """the page shows source and publication, never who signed and when."""
    bureau.publish(signed(bureau, with_files(bureau, "附件1.pdf")))
    pages = b"".join(content for path, content in site().items() if path.endswith(".html")).decode()
    assert "群众体育处" in pages, "the control: the source is named"
    for word in ("分管局领导甲", "群体处负责人", "保密审查员", "群体处拟稿人", "办公室核稿员"):
        assert word not in pages
