"""已公开检查: what the nightly 表述检查 found in texts that are public; the office mends, takes down or answers for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from gongkai.desk.answers import staff
from gongkai.frames.lists import page_of
from gongkai.frames.pages import staff_page
from gongkai.publishing.models import Version
from gongkai.supervision.models import PublicFinding
from gongkai.supervision.rechecking import unanswered
from gongkai.trail.actors import Actor


@staff
def rechecked(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """For the office alone; a constant number of queries."""
    if actor.role != "editor":
        raise Http404
    rows, pager = page_of(unanswered().select_related("publication"), request)
    context = {
        "items": _items(rows),
        "pager": pager,
        "empty": {"text": "没有需要处理的提示。每天夜间对已公开的信息重新检查，发现的问题列在这里。",
                  "action": None},
    }  # fmt: skip
    return staff_page(request, "desk/rechecked.html", context)


def _items(rows: list[PublicFinding]) -> list[dict[str, Any]]:
    """Each leads to the sheet on which its standing text was signed."""
    versions = Version.objects.filter(publication__in=[row.publication_id for row in rows])
    sheets = {
        version.publication_id: version.signature.clearance.uuid
        for version in versions.select_related("signature__clearance").order_by("number")
    }
    return [
        {
            "title": row.publication.title,
            "url": reverse("desk:case", args=[sheets[row.publication_id]]),
            "said": row.said,
            "found": row.found_on.isoformat(),
        }
        for row in rows
    ]
