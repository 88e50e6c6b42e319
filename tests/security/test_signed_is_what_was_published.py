"""What is published is what was signed: the digest is computed again from the text itself, at the last moment."""

from __future__ import annotations

import pytest

from gongkai.clearance.document import from_json
from gongkai.clearance.models import Revision
from gongkai.publishing.models import Publication
from gongkai.trail.refusals import Refused

STOPPED = "文本与签发时的摘要不一致，已停止发布"
CHANGES = {
    "title": "另一个标题",
    "body": "<p>另一段正文。</p>",
    "category": "notices",
    "source": "office",
    "files": [{"digest": "0" * 64, "name": "另.pdf", "size": 1, "type": "application/pdf", "picture": False}],
    "fields": {"addressees": "别处"},
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_text_that_was_altered_in_the_database_after_signing_is_not_published(bureau, name):
    sheet = bureau.signed()
    signed = sheet.revision
    Revision.objects.filter(pk=signed.pk).update(document={**signed.document, name: CHANGES[name]})
    with pytest.raises(Refused, match=STOPPED):
        bureau.publish(sheet)
    assert not Publication.objects.exists()


def test_not_even_when_the_stored_digest_was_made_to_fit(bureau):
    sheet = bureau.signed()
    altered = {**sheet.revision.document, "body": CHANGES["body"]}
    digest = from_json(altered).digest
    Revision.objects.filter(pk=sheet.revision.pk).update(document=altered, digest=digest)
    with pytest.raises(Refused, match=STOPPED):
        bureau.publish(sheet)


def test_untouched_it_is_published_under_the_digest_that_was_signed(bureau):
    sheet = bureau.signed()
    publication = bureau.publish(sheet)
    signature = sheet.signatures.get()
    assert (
        publication.version.digest == signature.digest == publication.version.revision.value.digest
    )


def test_a_revision_is_written_once(bureau):
    revision = bureau.signed().revision
    with pytest.raises(RuntimeError, match="never changes"):
        revision.save()
