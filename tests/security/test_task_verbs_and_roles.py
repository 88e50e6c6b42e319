"""三(一): the holder says what was done by hand, the office takes time out; nobody else, however it is asked."""

from __future__ import annotations

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from gongkai.obligations.actions import suspend
from gongkai.obligations.models import Obligation
from gongkai.obligations.ticking import tick
from gongkai.trail.actors import system
from tests.security.matrix import ROLES
from tests.security.routes import again, browser
from tests.security.rows import changed, rows

TASKS = {"record": {"editor"}, "suspend": {"editor"}, "resume": {"editor"}}
SEE_OFFICE_TASKS = {"editor", "secrecy", "other_leader", "chief", "auditor"}
TASK_FORM = {
    "done_on": "2026-03-02",
    "what": "已检查",
    "first": "2026-03-02",
    "until": "2026-03-03",
    "reason": "系统故障",
}


@pytest.mark.parametrize("verb", sorted(TASKS))
def test_only_the_holder_records_and_only_the_office_takes_time_out(bureau, verb):
    """二(十).1 is done by hand by the office, once a month."""
    with time_machine.travel(bureau.now, tick=False):
        tick(by=system("时限巡检"), at=bureau.now)
        task = Obligation.objects.get(duty="二(十).1")
        if verb == "resume":
            suspend(
                obligation=task,
                first=bureau.now.date(),
                reason="系统故障",
                by=bureau.at("editor"),
                at=bureau.now,
            )
        for role in ROLES:
            client = again(browser(bureau, role))
            with transaction.atomic():
                before = rows()
                address = reverse("desk:task_act", args=[task.uuid, verb])
                status = client.post(address, TASK_FORM).status_code
                wrote = bool(changed(before))
                transaction.set_rollback(True)
            able = TASKS[verb]
            expected = (
                302
                if role in able or role == "anonymous"
                else 409
                if role in SEE_OFFICE_TASKS
                else 404
            )
            assert (status, wrote) == (expected, role in able), f"{verb} as {role}"
