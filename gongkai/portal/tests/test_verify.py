"""`gongkai site verify`: what must be there is there with its bytes, packed too, and nothing else; `site build` mends it."""

from __future__ import annotations

import gzip

import pytest

from gongkai.matters.documents import actions
from gongkai.portal import builder, expected, verify
from gongkai.portal.tests.shelf import files_in, tree_at

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def tree(bureau, tmp_path):
    """A tree with one publication and its attachment."""
    document = bureau.draft(document_kind="information")
    actions.attach(
        document=document,
        name="名单.pdf",
        content=PDF,
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    bureau.publish(sheet)
    tree = tree_at(tmp_path)
    builder.rebuild(tree, expected.look())
    return tree


def attachment(tree) -> str:
    return next(path for path in files_in(tree) if path.endswith("名单.pdf"))


def plant(tree, path: str, content: bytes = b"<p>planted</p>") -> None:
    target = tree.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


FAULTS = {
    "a planted page": (lambda t: plant(t, "p/2026/7/index.html"), "多余文件：p/2026/7/index.html"),
    "a planted file of another draft": (
        lambda t: plant(t, "f/" + "a" * 64 + "/密.pdf"),
        "多余文件：f/",
    ),
    "a planted hidden file": (lambda t: plant(t, ".well-known/x"), "多余文件：.well-known/x"),
    "a missing page": (
        lambda t: (t.root / "p/2026/1/index.html").unlink(),
        "缺少文件：p/2026/1/index.html",
    ),
    "a missing attachment": (lambda t: (t.root / attachment(t)).unlink(), "缺少文件：f/"),
    "an altered page": (lambda t: plant(t, "p/2026/1/index.html"), "内容不符：p/2026/1/index.html"),
    "an altered packed copy": (
        lambda t: plant(t, "p/2026/1/index.html.gz", gzip.compress(b"other words")),
        "内容不符：p/2026/1/index.html",
    ),
    "a broken packed copy": (
        lambda t: plant(t, "index.html.gz", b"not gzip"),
        "内容不符：index.html",
    ),
    "a packed copy beside what is never packed": (
        lambda t: plant(t, attachment(t) + ".gz", gzip.compress(b"%PDF other")),
        "内容不符：f/",
    ),
}


def test_a_tree_that_was_built_has_no_faults(tree):
    assert verify.inside(tree.root) == []
    assert len(files_in(tree)) > 5, "the control: there is a tree"


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_it_is_found_and_named_and_building_anew_mends_it(tree, fault):
    sound = files_in(tree)
    do, sentence = FAULTS[fault]
    do(tree)
    found = verify.inside(tree.root)
    assert len(found) == 1
    assert found[0].startswith(sentence)
    assert found[0].endswith("。")
    builder.rebuild(tree, expected.look())
    assert files_in(tree) == sound
    assert verify.inside(tree.root) == []
