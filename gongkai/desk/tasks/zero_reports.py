"""零报告 of everything that an organ owes for ended periods, in one click."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.clock.calendars import local_day
from gongkai.desk.answers import errors_of, staff
from gongkai.frames import exports
from gongkai.frames.pages import staff_page
from gongkai.obligations import actions
from gongkai.plan.queries import plans_in_force
from gongkai.supervision.reports import Owed, owed_by
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused


@staff
def zero_reports(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """零报告 of everything that an organ owes for ended periods, in one click."""
    now = timezone.now()
    owed = owed_by(actor.organ, now)
    if exports.asked_for(request):
        cells = ([o.title, o.clause, o.period.chinese] for o in owed)
        return exports.export("零报告", ("事项", "条款", "期间"), cells, (56, 12, 20))
    may_confirm = actor.role in ("head", "editor")
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        picked = set(request.POST.getlist("duty"))
        meant = [o for o in owed if o.key in picked]
        errors = _confirm(meant, actor, now)
        if not errors:
            messages.success(request, f"已确认零报告 {len(meant)} 项。")
            return redirect("desk:zero_reports")
    context = {
        "owed": owed,
        "exports": exports.links(request),
        "errors": errors,
        "may_confirm": may_confirm,
        "organ": actor.organ_name,
    }
    return staff_page(request, "desk/zero_reports.html", context, 409 if errors else 200)


def _confirm(owed: list[Owed], actor: Actor, now: datetime) -> list[dict[str, str]]:
    """One transaction each: what is refused stays on the list with its reason."""
    errors: list[dict[str, str]] = []
    held = {p.plan.id: p for p in plans_in_force(local_day(now))}
    for one in owed:
        in_force = held[one.plan]
        try:
            actions.confirm_zero(
                in_force=in_force, duty=in_force.plan.duty(one.duty), holder=one.holder,
                period=one.period.name, by=actor, at=now,
            )  # fmt: skip
        except Refused as refused:
            errors += [{**errors_of(refused)[0], "label": one.title}]
    return errors if owed else [{"message": "请先勾选要确认的事项。", "label": "", "target": ""}]
