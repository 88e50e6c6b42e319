"""The phone's bottom bar names what its page offers."""

from __future__ import annotations

from lxml import html

from tests.security.routes import browser


def bar(bureau, who: str) -> list[str]:
    tree = html.fromstring(browser(bureau, who).get("/desk/").content.decode())
    items = tree.xpath("//nav[@class='bottom-bar']//a")
    return [" ".join(item.text_content().split()) for item in items]


def test_who_drafts_finds_drafting_and_who_cannot_finds_the_files(bureau):
    assert "起草" in bar(bureau, "drafter")
    leader = bar(bureau, "leader")
    assert "文件" in leader
    assert "起草" not in leader
    assert len(leader) == 4
