"""Run beside a running installation: texts of 群众体育处 go along the chain by the same verbs, up to the signature.

`python -m tests.browser.signing TITLE …` with the installation's GONGKAI_HOME.
"""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from gongkai.clearance.models import Clearance  # noqa: E402
from gongkai.clearance.states import SecrecyOutcome  # noqa: E402
from gongkai.config.demonstration import at_desk  # noqa: E402
from gongkai.kinds.verbs import reviewing, signing, submitting  # noqa: E402
from gongkai.matters.documents.actions import Draft, begin  # noqa: E402


def signed(title: str) -> None:
    """信息: 拟稿 → 处室负责人 → 保密审查 → 分管领导."""
    text = Draft("information", title, "<p>活动按计划进行。</p>", "news", "proactive")
    drafter = at_desk("mass-sports-drafter")
    document = begin(draft=text, by=drafter, at=timezone.now())
    sheet = submitting.submit(subject=document.subject, by=drafter, at=timezone.now())
    given = {"clearance": sheet, "seen": sheet.revision.digest}
    reviewing.agree(**given, opinion="同意", by=at_desk("mass-sports-head"), at=timezone.now())
    reviewing.review_secrecy(
        **{**given, "clearance": Clearance.objects.get(pk=sheet.pk)}, outcome=SecrecyOutcome.PUBLIC,
        opinion="已逐项审查", by=at_desk("secrecy"), at=timezone.now(),
    )  # fmt: skip
    fresh = Clearance.objects.get(pk=sheet.pk)
    signing.sign(clearance=fresh, seen=given["seen"], by=at_desk("leader-mass"), at=timezone.now())


if __name__ == "__main__":
    for title in sys.argv[1:]:
        signed(title)
