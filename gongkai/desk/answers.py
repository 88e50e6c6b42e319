"""How the desk answers: refusals beside the form, 404 for what is not theirs, addresses of what an act is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase

from gongkai.clearance import queries as clearances
from gongkai.clearance.models import Clearance
from gongkai.desk.entrance import actor_of
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import Refused

View = Callable[..., HttpResponseBase]


def staff(view: View) -> View:
    """A page of the desk: the view gets the actor. What it refuses becomes a page at the entrance."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, actor_of(request), *args, **kwargs)

    return answer


def sheet_for(actor: Actor, uuid: UUID) -> Clearance:
    """The sheet, if this actor may see it; else it does not exist for them."""
    found = (
        Clearance.objects.select_related("revision", "submitted_by")
        .prefetch_related("steps")
        .filter(uuid=uuid)
        .first()
    )
    if found is None or not clearances.may_see(actor, found):
        raise Http404
    return found


def errors_of(refused: Refused) -> list[dict[str, str]]:
    """A refusal as the summary at the top of a page."""
    return [{"message": refused.sentence, "label": "", "target": ""}]


def valid(form: Any) -> dict[str, Any]:
    """The form's values; its first fault as a refusal with the label of the field."""
    if not form.is_valid():
        name, faults = next(iter(form.errors.items()))
        label = form.fields[name].label if name in form.fields else ""
        raise Refused(f"{label}：{faults[0]}" if label else str(faults[0]), field=name)
    values: dict[str, Any] = form.cleaned_data
    return values
