"""Files on the desk: asked for at each request, seen by whoever sees the text that names them, and by no link alone
(Decidim 2026: private files behind reusable links).
"""

from __future__ import annotations

import pytest

from gongkai.desk import storeroom
from gongkai.files.tests.samples import ofd
from gongkai.matters.documents import actions
from gongkai.matters.documents import queries as documents
from tests.security.routes import PDF, browser


@pytest.fixture
def attached(bureau):
    """A draft of 群众体育处 with a file, and the address of the file as its page shows it."""
    document = bureau.draft()
    use = actions.attach(
        document=document,
        name="名单.pdf",
        content=PDF,
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    return document, f"/desk/files/{use.stored_id}/名单.pdf"


def test_a_file_address_copied_from_a_signed_in_page_does_not_open_without_the_session(
    bureau, attached
):
    document, address = attached
    page = browser(bureau, "drafter").get(f"/desk/documents/{document.pk}/").content.decode()
    assert address.rsplit("/", 1)[0] in page, "the control: it was copied from the page"
    mine = browser(bureau, "drafter").get(address)
    assert (mine.status_code, mine.content) == (200, PDF)
    assert mine.headers["Cache-Control"] == "no-store"
    assert mine.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert mine.headers["Content-Disposition"].startswith("attachment;")
    stranger = browser(bureau, "anonymous").get(address)
    assert (stranger.status_code, stranger.headers["Location"].split("?")[0]) == (
        302,
        "/desk/sign-in/",
    )
    assert PDF not in stranger.content


def test_the_file_of_anothers_draft_does_not_exist_and_comes_with_the_sheet_that_names_it(
    bureau, attached
):
    document, address = attached
    for who in (
        "other_drafter",
        "other_head",
        "editor",
        "leader",
        "chief",
        "auditor",
        "system_administrator",
    ):
        assert browser(bureau, who).get(address).status_code == 404, who
    sheet = bureau.submit(document)
    for who in ("editor", "leader", "chief", "head"):
        assert browser(bureau, who).get(address).status_code == 200, who
    for who in ("other_drafter", "other_head", "secrecy", "auditor"):
        assert browser(bureau, who).get(address).status_code == 404, who
    bureau.agree(sheet, "head")
    bureau.agree(sheet, "editor")
    assert browser(bureau, "secrecy").get(address).status_code == 200, (
        "now it has come to the reviewer"
    )


def test_the_same_bytes_in_two_drafts_are_each_organs_own_matter(bureau, attached):
    """Knowing the digest opens nothing: who uploads the same bytes sees the own use of them only."""
    _, address = attached
    assert browser(bureau, "other_drafter").get(address).status_code == 404
    theirs = bureau.draft("other_drafter")
    actions.attach(
        document=theirs,
        name="自己的.pdf",
        content=PDF,
        picture=False,
        by=bureau.at("other_drafter"),
        at=bureau.now,
    )
    assert storeroom.may_see(bureau.at("other_drafter"), documents.uses(theirs).get())
    assert not storeroom.may_see(bureau.at("other_drafter"), documents.uses(attached[0]).get())


def test_its_pages_are_seen_by_the_same_people_and_no_page_beyond_the_last_exists(bureau, attached):
    _, address = attached
    folder, name = address.rsplit("/", 1)
    listed = browser(bureau, "drafter").get(f"{folder}/pages/{name}").content.decode()
    assert listed.count("page-image") == 1, "the control: one page is there"
    page = browser(bureau, "drafter").get(f"{folder}/pages/1/{name}")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "image/webp")
    assert page.headers["Cache-Control"] == "no-store"
    for path in (f"{folder}/pages/{name}", f"{folder}/pages/1/{name}"):
        assert browser(bureau, "other_drafter").get(path).status_code == 404
        assert browser(bureau, "anonymous").get(path).status_code == 302
    for number in ("0", "2", "999999999999"):
        assert browser(bureau, "drafter").get(f"{folder}/pages/{number}/{name}").status_code == 404


def test_what_cannot_be_drawn_says_so_beside_its_name(bureau):
    document = bureau.draft()
    use = actions.attach(
        document=document,
        name="文件.ofd",
        content=ofd(),
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    page = browser(bureau, "drafter").get(f"/desk/files/{use.stored_id}/pages/文件.ofd")
    assert "不能在此按页显示" in page.content.decode()
