"""Design section 8: the tree is a function of what is public now, however the builder came to it: one at a time, many at
once, from nothing, or after it was away.
"""

from __future__ import annotations

import random

import pytest

from gongkai.portal import builder, expected, verify
from gongkai.portal.tests.shelf import differing, files_in, put_out, take_away, tree_at
from gongkai.publishing.models import Publication
from gongkai.trail.reading import Position, end

MOST = 40  # files written for one publication, by the ledger


@pytest.fixture
def first(bureau) -> Publication:
    """One real publication, with the whole way behind it, in 其他信息."""
    return bureau.published(document_kind="information", category="other")


def grow(bureau, first, trees, to: int, batch=lambda: 1) -> list[int]:
    """Publish up to `to` rows; after each batch the builder catches up. How many files each batch wrote."""
    written, waiting = [], 0
    for _ in range(to - 1):
        put_out(bureau, first)
        waiting += 1
        if waiting >= batch():
            written.append(caught_up(trees))
            waiting = 0
    caught_up(trees)
    return written


def caught_up(tree) -> int:
    before = tree.written
    while builder.catch_up(tree, expected.look()):
        pass
    return tree.written - before


def rebuilt(tmp_path, name: str = "anew"):
    tree = tree_at(tmp_path, name)
    builder.rebuild(tree, expected.look())
    return tree


def test_ninety_five_published_one_at_a_time_are_the_same_files_as_built_at_once(
    bureau, first, tmp_path
):
    tree = tree_at(tmp_path)
    caught_up(tree)
    written = grow(bureau, first, tree, 95)
    assert Publication.objects.count() == 95
    assert len(written) == 94, "the control: the builder followed each one"
    assert max(written) <= MOST
    assert max(written[80:]) <= max(written[:10]) + 4, (
        "no more for the last than for the first (a closed page, its .gz)"
    )
    held = files_in(tree)
    assert held == files_in(rebuilt(tmp_path))
    assert {"c/other/1/index.html", "c/other/2/index.html", "c/other/index.html"} <= held.keys()
    assert "c/other/3/index.html" not in held, "95 rows: two closed pages, 35 on the front"
    assert verify.inside(tree.root) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_builder_that_was_away_comes_to_the_same_files(bureau, first, tmp_path, seed):
    chance = random.Random(seed)
    tree = tree_at(tmp_path)
    caught_up(tree)
    grow(bureau, first, tree, 95, lambda: chance.randint(1, 40))
    assert files_in(tree) == files_in(rebuilt(tmp_path))


def test_reading_the_same_entries_again_writes_nothing(bureau, first, tmp_path):
    tree = tree_at(tmp_path)
    caught_up(tree)
    before, held = tree.written, files_in(tree)
    tree.commit(Position(), expected.look())
    assert caught_up(tree) == 0
    builder.rebuild(tree, expected.look())
    assert (tree.written, files_in(tree)) == (before, held)


def test_a_withdrawal_rewrites_its_own_page_and_its_own_closed_list_and_nothing_else(
    bureau, first, tmp_path
):
    tree = tree_at(tmp_path)
    grow(bureau, first, tree, 95)
    before = files_in(tree)
    old = Publication.objects.get(column="other", ordinal=12)
    take_away(bureau, old)
    assert caught_up(tree) <= MOST
    own = old.address.strip("/")
    changed = {f"{own}/index.html", f"{own}/gone.html", "c/other/1/index.html"}
    assert differing(before, files_in(tree)) == changed
    assert files_in(tree) == files_in(rebuilt(tmp_path))
    new = Publication.objects.get(column="other", ordinal=94)
    before = files_in(tree)
    take_away(bureau, new)
    caught_up(tree)
    own = new.address.strip("/")
    changed = {f"{own}/index.html", f"{own}/gone.html", "c/other/index.html", "index.html"}
    assert differing(before, files_in(tree)) == changed


def test_a_column_with_nothing_in_it_does_not_exist_outside(bureau, first, tmp_path):
    tree = tree_at(tmp_path)
    caught_up(tree)
    only = put_out(bureau, first, column="policies")
    caught_up(tree)
    assert "c/policies/index.html" in files_in(tree), "the control"
    assert b"/c/policies/" in files_in(tree)["index.html"]
    take_away(bureau, only, hide=True)
    caught_up(tree)
    held = files_in(tree)
    assert not any(path.startswith("c/policies") for path in held)
    assert b"policies" not in held["index.html"]
    assert held == files_in(rebuilt(tmp_path))
    assert not (tree.root / "c" / "policies").exists(), "nor an empty folder"


def test_a_head_that_the_trail_does_not_know_means_building_anew(bureau, first, tmp_path):
    tree = tree_at(tmp_path)
    caught_up(tree)
    sound = files_in(tree)
    (tree.root / "p/2026/1/index.html").write_text("of another database")
    stray = tree.root / "p/2026/999/index.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("a page of another trail")
    assert builder.catch_up(tree, expected.look()) == 0, "the control: by itself it does not look"
    tree.commit(Position(end().number, "sha256:" + "f" * 64), expected.look())
    assert builder.catch_up(tree, expected.look()) == 1
    assert files_in(tree) == sound
    assert tree.position()[0] == end()


@pytest.mark.parametrize("look", ["other-templates", ""])
def test_another_look_means_building_anew(bureau, first, tmp_path, look):
    tree = tree_at(tmp_path)
    caught_up(tree)
    tree.commit(end(), look)
    assert builder.catch_up(tree, expected.look()) == 1
    assert tree.position()[1] == expected.look()
