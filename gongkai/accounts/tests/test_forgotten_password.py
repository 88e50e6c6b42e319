"""忘记密码: the security administrator alone gives a new one; every old session ends, and the person is told."""

from __future__ import annotations

import pytest
import time_machine

from gongkai.accounts.actions import reset_password
from gongkai.supervision import notifier
from gongkai.supervision.models import Notice
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Refused

NEW = "zhongxin-2026-ma"


def test_only_the_security_administrator_and_never_for_herself(bureau):
    given = {"password": NEW, "at": bureau.now}
    for who in ("system_administrator", "auditor", "chief", "head"):
        with pytest.raises(NotAllowed):
            reset_password(person=bureau.people["drafter"], by=bureau.at(who), **given)
    by = bureau.at("security_administrator")
    with pytest.raises(Refused, match="在“我的”中修改"):
        reset_password(person=bureau.people["security_administrator"], by=by, **given)
    with pytest.raises(Refused):
        reset_password(person=bureau.people["drafter"], by=by, password="123", at=bureau.now)
    reset_password(person=bureau.people["drafter"], by=by, **given)
    bureau.people["drafter"].refresh_from_db()
    assert bureau.people["drafter"].check_password(NEW)


def test_the_old_session_ends_and_the_person_reads_of_it(bureau, client):
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        assert client.get("/desk/").status_code == 200
        office = type(client)()
        office.force_login(
            bureau.people["security_administrator"], "django.contrib.auth.backends.ModelBackend"
        )
        form = {
            "form": "password",
            "forgotten-person": str(bureau.people["drafter"].pk),
            "forgotten-password": NEW,
        }
        assert office.post("/desk/people/", form).status_code == 302
        assert client.get("/desk/").status_code == 302
    assert NEW not in str(Entry.objects.get(action="person.password_reset").data)
    while notifier.catch_up():
        pass
    assert Notice.objects.get(entry__action="person.password_reset").person.username == "drafter"
