"""有效性 in public: 废止 keeps the page, says so on it and on its row, and rewrites nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.kinds.verbs.validity import set_validity
from gongkai.portal import builder, expected, verify
from gongkai.portal.tests.shelf import differing, files_in, put_out, tree_at
from gongkai.publishing.models import Publication, Validity
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused

DAY = date(2026, 3, 1)


@pytest.fixture
def first(bureau) -> Publication:
    return bureau.published(document_kind="information", category="other")


def said(bureau, publication, who="editor", **changes) -> Validity:
    values = {"state": "abolished", "since": DAY, "basis": "市体发〔2026〕9号", **changes}
    return set_validity(publication=publication, by=bureau.at(who), at=bureau.now, **values)


def caught_up(tree) -> None:
    while builder.catch_up(tree, expected.look()):
        pass


def page(tree, publication) -> str:
    return files_in(tree)[f"{publication.address.strip('/')}/index.html"].decode()


def anew(tmp_path) -> dict[str, bytes]:
    tree = tree_at(tmp_path, "anew")
    builder.rebuild(tree, expected.look())
    return files_in(tree)


def test_an_abolished_document_keeps_its_page_and_its_text_and_says_what_became_of_it(
    bureau, first, tmp_path
):
    digest = first.version.digest
    newer = put_out(bureau, first)
    tree = tree_at(tmp_path)
    caught_up(tree)
    assert "已废止" not in page(tree, first), "the control"
    said(bureau, first, replaced_by=newer)
    caught_up(tree)
    shown = page(tree, first)
    assert "已废止" in shown
    assert f"本文件自2026年3月1日起废止，被《{newer.title}》替代。依据：市体发〔2026〕9号" in shown
    assert f'href="{newer.address}"' in shown
    assert "现将有关事项通知如下" in shown, "废止 is not 撤下"
    assert first.version.digest == first.version.revision.value.digest == digest
    assert files_in(tree) == anew(tmp_path)
    assert verify.inside(tree.root) == []


def test_only_its_own_page_and_its_own_list_page_are_written(bureau, first, tmp_path):
    tree = tree_at(tmp_path)
    for _ in range(94):
        put_out(bureau, first)
    caught_up(tree)
    before = files_in(tree)
    old = Publication.objects.get(column="other", ordinal=12)
    said(bureau, old)
    caught_up(tree)
    own = f"{old.address.strip('/')}/index.html"
    assert differing(before, files_in(tree)) == {own, "c/other/1/index.html"}
    assert "已废止" in files_in(tree)["c/other/1/index.html"].decode()
    assert files_in(tree) == anew(tmp_path)
    before = files_in(tree)
    new = Publication.objects.get(column="other", ordinal=94)
    said(bureau, new, state="amended")
    caught_up(tree)
    own = f"{new.address.strip('/')}/index.html"
    changed = differing(before, files_in(tree))
    assert changed == {own, "c/other/index.html", "index.html"}


def test_a_replacement_that_is_taken_away_is_no_longer_named(bureau, first, tmp_path):
    newer = bureau.published(title="新的办法", document_kind="information", category="other")
    said(bureau, first, replaced_by=newer)
    tree = tree_at(tmp_path)
    caught_up(tree)
    assert "被《新的办法》替代" in page(tree, first)
    bureau.withdraw(newer, hide=True)
    caught_up(tree)
    assert "新的办法" not in page(tree, first)
    assert "已废止" in page(tree, first)
    assert files_in(tree) == anew(tmp_path)


def test_back_to_valid_is_one_more_row(bureau, first):
    said(bureau, first)
    said(bureau, first, state="in_force", basis="误标，予以恢复")
    assert [v.state for v in first.validities.order_by("number")] == ["abolished", "in_force"]
    assert first.validity.state == "in_force"
    with pytest.raises(RuntimeError, match="never changes"):
        first.validity.save()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": "  "}, "请填写依据"),
        ({"basis": "长" * 301}, "最多 300 字"),
        ({"since": date(2026, 3, 3)}, "不能晚于今天"),
        ({"state": "gone"}, "请选择有效性"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_is_kept(bureau, first, changes, sentence):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=sentence):
        said(bureau, first, **changes)
    assert not Validity.objects.exists()
    assert Entry.objects.count() == entries


def test_it_cannot_be_replaced_by_itself_nor_by_what_is_not_public(bureau, first):
    with pytest.raises(Refused, match="被它自己替代"):
        said(bureau, first, replaced_by=first)
    gone = bureau.withdraw(put_out(bureau, first))
    with pytest.raises(Refused, match="没有公开或已经撤下"):
        said(bureau, first, replaced_by=gone)


def test_only_the_office_and_only_of_what_is_public(bureau, first):
    for who in ("drafter", "head", "leader", "chief", "auditor"):
        with pytest.raises(NotAllowed, match="办公室"):
            said(bureau, first, who)
    said(bureau, first)
    with pytest.raises(Overtaken, match="已经是所填的内容"):
        said(bureau, first)
    bureau.withdraw(first)
    with pytest.raises(Overtaken, match="已经撤下"):
        said(bureau, first, state="expired")
