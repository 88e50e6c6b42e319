"""A hidden thing is hidden everywhere: byte for byte like what never existed, on page, list, home page and file."""

from __future__ import annotations

import pytest

from gongkai.matters.documents import actions
from gongkai.portal import builder, expected
from gongkai.portal.tests.shelf import files_in, tree_at

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


@pytest.mark.parametrize(
    "category", ["other", "news"], ids=["in a column of its own", "beside others"]
)
def test_the_hidden_answer_byte_for_byte_like_what_never_existed(bureau, tmp_path, category):
    bureau.publish(signed(bureau, with_files(bureau, "附件1.pdf", category="news")))
    before, tree = site(), tree_at(tmp_path)
    builder.rebuild(tree, expected.look())
    as_it_was = files_in(tree)
    hidden = bureau.publish(
        signed(bureau, with_files(bureau, "附件2.pdf", category=category, title="误发的一件"))
    )
    while builder.catch_up(tree, expected.look()):
        pass
    assert "误发的一件" in site()["index.html"].decode(), "the control: it was there"
    assert files_in(tree) != as_it_was
    bureau.withdraw(hidden, reason="误发个人信息", hide=True)
    while builder.catch_up(tree, expected.look()):
        pass
    assert site() == before
    assert files_in(tree) == as_it_was, "the tree too: page, list, home and file"
    everywhere = b"".join(site().values()).decode(errors="replace")
    for word in ("误发的一件", "误发个人信息", hidden.index_number, hidden.address):
        assert word not in everywhere
