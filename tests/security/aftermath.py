"""After the kill: what stands in an installation's database, and what is half written. Run as a program."""

from __future__ import annotations

import json

import django


def look() -> dict:
    from gongkai.clearance.models import Clearance
    from gongkai.matters.documents.models import KIND, Document
    from gongkai.supervision.ticker import heads_file
    from gongkai.trail import guards, heads
    from gongkai.trail.models import Entry

    entries: dict[str, list[str]] = {}
    for subject, action in Entry.objects.filter(subject_kind=KIND).values_list(
        "subject_id", "action"
    ):
        entries.setdefault(str(subject), []).append(action)
    documents = {str(d.pk): d.title for d in Document.objects.all()}
    sheets = list(Clearance.objects.prefetch_related("steps"))
    return {
        "documents": documents,
        "sheets": {str(s.uuid): str(s.subject_id) for s in sheets},
        "half": [*half_drafted(documents, entries), *half_submitted(sheets, entries)],
        "faults": heads.verify(heads_file()) + guards.missing(),
        "last": Entry.objects.count(),
    }


def half_drafted(documents: dict[str, str], entries: dict[str, list[str]]) -> list[str]:
    """Documents without their one entry, and entries without their document."""
    once = {key for key, said in entries.items() if said.count("document.drafted") == 1}
    return [f"drafted: {key}" for key in {*documents} ^ once]


def half_submitted(sheets: list, entries: dict[str, list[str]]) -> list[str]:
    """Sheets without steps, without exactly one open place, without text or without their one entry."""
    found = []
    for sheet in sheets:
        steps = list(sheet.steps.all())
        said = entries.get(str(sheet.subject_id), []).count("document.submitted")
        waits = sheet.state != "circulating" or sum(step.state == "open" for step in steps) == 1
        if (
            len(steps) < 3
            or not waits
            or said != 1
            or sheet.revision.digest != sheet.revision.value.digest
        ):
            found.append(f"submitted: {sheet.uuid}")
    submitted = sum(said.count("document.submitted") for said in entries.values())
    return [*found, *(["submitted: entries without sheets"] if submitted != len(sheets) else [])]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(look()))  # noqa: T201
