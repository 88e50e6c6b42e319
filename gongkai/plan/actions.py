"""Loading a plan: whole and checked, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import rfc8785

from gongkai.clock.calendars import local_day
from gongkai.plan.check import PlanRefused, check_text, parsed
from gongkai.plan.check.faults import Finding
from gongkai.plan.check.places import Places
from gongkai.plan.continuity import second_bureau, vanished
from gongkai.plan.models import PlanVersion
from gongkai.plan.queries import forget, plan_version
from gongkai.plan.shape import Plan


def load_plan(text: str, *, at: datetime, file: str = "plan.toml") -> PlanVersion:
    """Store this version of a plan. The same content again changes nothing and returns the row there is.

    Raises PlanRefused with every fault; nothing is stored then. The trail entry is the caller's.
    """
    plan = check_text(text, file=file)
    data = parsed(text, file=file)
    digest = digest_of(body := _as_json(data))
    there = PlanVersion.objects.filter(plan_id=plan.id, version=plan.version).first()
    if there and there.digest == digest:
        return there
    if faults := Places(file, text, data).faults(_misfits(plan, there)):
        raise PlanRefused(faults)
    forget()
    return PlanVersion.objects.create(
        plan_id=plan.id,
        version=plan.version,
        title=plan.title,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        body=body,
        digest=digest,
        loaded_at=at,
    )


def is_loaded(text: str, *, file: str = "plan.toml") -> bool:
    """Whether a plan of just this content was loaded. Raises PlanRefused for a text that is no plan."""
    return PlanVersion.objects.filter(digest=digest_of(_as_json(parsed(text, file=file)))).exists()


def digest_of(body: dict[str, Any]) -> str:
    """The digest of a plan's content in canonical JSON (RFC 8785): comments and layout do not count."""
    return f"sha256:{hashlib.sha256(rfc8785.dumps(body)).hexdigest()}"


def _misfits(plan: Plan, there: PlanVersion | None) -> Iterator[Finding]:
    if there:
        said = f"第 {plan.version} 版已于 {local_day(there.loaded_at)} 载入，内容与此文件不同。"
        yield Finding(("version",), said, f"请把 version 改为 {_newest(plan.id) + 1} 后再载入。")
        return
    rows = PlanVersion.objects.order_by("version")
    newest = {row.plan_id: row.pk for row in rows if row.plan_id != plan.id}
    for pk in newest.values():
        yield from second_bureau(plan_version(pk), plan)
    if before := rows.filter(plan_id=plan.id, version__lt=plan.version).last():
        yield from vanished(plan_version(before.pk), plan)


def _newest(plan_id: str) -> int:
    return max(PlanVersion.objects.filter(plan_id=plan_id).values_list("version", flat=True))


def _as_json(data: dict[str, Any]) -> dict[str, Any]:
    # Not the validated model: fields that later software adds must not change the digest of an old file.
    def iso(value: object) -> str:
        if isinstance(value, date | time):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} in a plan")

    return json.loads(json.dumps(data, default=iso))
