"""Text is hostile everywhere: what is no text does not come in, and does not come out (CKAN's stored XSS)."""

from __future__ import annotations

import pytest

from gongkai.files.models import Stored, Use
from gongkai.matters.documents import actions
from gongkai.matters.documents.queries import public_document
from gongkai.trail.refusals import Refused

HOSTILE = [
    '<script>alert(1)</script>', '<p onclick="alert(1)">正文</p>', '<a href="javascript:alert(1)">点</a>',
    '<img src="https://evil.example/x.png" onerror="alert(1)">', "<svg onload=alert(1)>", "<iframe src=/desk/></iframe>",
    '<style>p{display:none}</style>', '<form action="/desk/"><input name="x"></form>', '<p style="position:fixed">盖住</p>',
    '<math><mtext></mtext><script>alert(1)</script></math>', "<base href=https://evil.example/>", '<p>a<!--><script>alert(1)</script>--></p>',
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
def test_script_in_the_body_does_not_come_in_and_does_not_come_out(bureau, desk, body):
    document = bureau.draft(body=body + "<p>留下的一段。</p>")
    for text in (document.body, public_document(document.pk).body):
        for part in (
            "script",
            "alert",
            "onerror",
            "onclick",
            "javascript:",
            "style",
            "iframe",
            "evil.example",
            "<form",
            "<svg",
            "<base",
        ):
            assert part not in text
        assert "留下的一段。" in text, "the control: what is harmless stays"
    sheet = bureau.submit(document)
    page = desk.get(f"/desk/cases/{sheet.uuid}/").content.decode()
    assert "alert(1)" not in page
    assert "留下的一段。" in page


def test_script_in_a_title_is_only_text(bureau, desk):
    title = '"><script>alert(1)</script>'
    document = bureau.draft(title=title)
    page = desk.get("/desk/documents/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert document.title == title, "it is kept as it was typed"


def test_a_bad_attachment_leaves_the_draft_and_its_good_attachments(bureau, desk):
    document = bureau.draft()
    bad = [b"", b"MZ\x90\x00", b"%PDF-1.4 /JavaScript", b"PK\x03\x04broken"]
    for content in bad:
        with pytest.raises(Refused, match="文件“附件"):
            actions.attach(
                document=document,
                name="附件.pdf",
                content=content,
                picture=False,
                by=bureau.at("drafter"),
                at=bureau.now,
            )
    assert not Use.objects.exists()
    assert not Stored.objects.exists()
    good = actions.attach(
        document=document,
        name="../../附件<1>.pdf",
        content=b"%PDF-1.4",
        picture=False,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    assert good.name == "附件1.pdf", "the control; and no path, no markup in a name"
