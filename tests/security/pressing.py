"""The cast of a demonstration bureau at work, as a program: each line on its output was acknowledged.

`python -m tests.security.pressing drafts 500`, `publications 30` or `bureau 1`.
"""

from __future__ import annotations

import sys

import django


def say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def draft(number: int):
    from django.utils import timezone

    from gongkai.config.demonstration import at_desk
    from gongkai.matters.documents.actions import Draft, begin

    given = Draft(
        "information", f"第{number}号信息", "<p>正文</p>", "mass_sports_events", "proactive"
    )
    return begin(draft=given, by=at_desk("mass-sports-drafter"), at=timezone.now())


def publication(number: int):
    from django.utils import timezone

    from gongkai.clearance.models import Clearance
    from gongkai.config.demonstration import at_desk
    from gongkai.kinds.verbs import publishing, reviewing, signing, submitting

    def by(username: str) -> dict:
        return {"by": at_desk(username), "at": timezone.now()}

    sheet = submitting.submit(subject=draft(number).subject, **by("mass-sports-drafter"))
    seen = sheet.revision.digest
    reviewing.agree(clearance=sheet, seen=seen, opinion="同意", **by("mass-sports-head"))
    reviewing.review_secrecy(
        clearance=sheet, seen=seen, outcome="public", opinion="", **by("secrecy")
    )
    signing.sign(clearance=sheet, seen=seen, **by("leader-mass"))
    sheet = Clearance.objects.get(pk=sheet.pk)
    if sheet.steps.filter(state="open", act="review").exists():  # 信息 ends at the office
        reviewing.agree(clearance=sheet, seen=seen, opinion="同意", **by("office-editor"))
    return publishing.publish(clearance=sheet, seen=seen, **by("office-editor"))


def bureau(_: int) -> str:
    """Only the database and the cast: enough for acts, not for pages."""
    from gongkai.config.installation import ensure
    from gongkai.config.preparation import migrate

    migrate()
    ensure()
    return "ready"


if __name__ == "__main__":
    django.setup()
    does = {
        "drafts": lambda n: draft(n).pk,
        "publications": lambda n: publication(n).address,
        "bureau": bureau,
    }
    for number in range(int(sys.argv[2])):
        say(does[sys.argv[1]](number))
