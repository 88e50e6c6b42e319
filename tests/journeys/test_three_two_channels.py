"""三(二) 检查督促: the channels out of the system. They are off until the operator sets them; a message goes once; a dead hook
neither holds up the act nor loses the message; after a bounded number of attempts the desk says so.
"""

from __future__ import annotations

import email
import email.policy
import stat
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import reverse

from gongkai.clock.calendars import SHANGHAI
from gongkai.config import readers
from gongkai.obligations.actions import chase
from gongkai.obligations.models import Chase, Obligation
from gongkai.supervision import notifier
from gongkai.supervision.chasing import deliveries
from gongkai.supervision.chasing.channels import Message, NotDelivered, hook
from gongkai.supervision.chasing.tellings import tellings_for
from gongkai.supervision.digest.making import make
from gongkai.supervision.models import Cursor, Delivery
from gongkai.supervision.tests.outside import http_hook, smtp_server
from gongkai.trail.actors import system
from tests.security.racing import starters
from tests.security.routes import browser

SECRET = "only-for-the-hook"


def chased(bureau, way: str) -> Chase:
    bureau.submit(bureau.draft(title="关于健身的通知"))
    tasks = list(Obligation.objects.filter(ending="", holder="mass_sports"))
    with transaction.atomic():
        [made] = chase(
            tellings=tellings_for(tasks, bureau.now), way=way, once=uuid4(),
            by=bureau.at("editor"), at=bureau.now,
        )  # fmt: skip
    return made


def look(now: datetime) -> int:
    while notifier.catch_up():
        pass
    return deliveries.send_due(now)


@pytest.fixture
def outside(settings):
    with http_hook() as server:
        settings.HOOK, settings.HOOK_SECRET = server.address, SECRET
        yield server


def test_the_act_goes_out_once_with_number_organ_text_and_the_secret(bureau, outside):
    made = chased(bureau, "message")
    assert outside.got == [], "the act itself sends nothing"
    assert look(bureau.now) == 1
    assert look(bureau.later(hours=3)) == 0
    [(path, headers, body)] = outside.got
    assert path == "/send"
    assert headers["X-Gongkai-Secret"] == SECRET
    assert headers["Idempotency-Key"] == body["id"] == str(Delivery.objects.get().uuid)
    assert (body["organ"], body["text"]) == ("mass_sports", made.text)
    assert set(body) == {"id", "number", "organ", "organ_name", "text"}


def test_other_ways_send_nothing(bureau, outside):
    chased(bureau, "desk")
    assert look(bureau.now) == 0
    assert not Delivery.objects.exists()


def test_reading_the_trail_again_makes_no_second_message(bureau, outside):
    chased(bureau, "message")
    look(bureau.now)
    Cursor.objects.all().delete()
    look(bureau.now)
    assert len(outside.got) == Delivery.objects.count() == 1


@pytest.mark.parametrize("status", [301, 302, 307, 400, 500, 503])
def test_what_the_hook_does_not_take_is_tried_again_and_then_given_up_and_said(
    bureau, outside, status
):
    outside.status, outside.location = status, outside.address + "/elsewhere"
    made = chased(bureau, "message")
    look(bureau.now)
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert look(bureau.now) == 0
    assert Delivery.objects.get().attempts == 1, "not at once again"
    for _ in range(20):
        look(bureau.later(hours=2))
    row.refresh_from_db()
    assert (row.state, row.attempts, len(outside.got)) == (
        "failed",
        deliveries.MOST,
        deliveries.MOST,
    )
    assert all(path == "/send" for path, *_ in outside.got), "redirects are not followed"
    with time_machine.travel(bureau.now, tick=False):
        for address in (reverse("desk:chase", args=[made.uuid]), reverse("desk:chases")):
            page = browser(bureau, "editor").get(address).content.decode()
            assert f"接口返回 {status}" in page
            assert "请改用电话或工作群" in page
            assert SECRET not in page


def test_a_hook_that_comes_back_gets_what_was_waiting(bureau, outside):
    outside.status = 503
    chased(bureau, "message")
    look(bureau.now)
    outside.status = 200
    assert look(bureau.later(minutes=2)) == 1
    assert Delivery.objects.get().state == "sent"
    assert outside.got[0][2]["id"] == outside.got[1][2]["id"], "the receiver can tell a repetition"


def test_a_hook_that_never_answers_is_left_after_its_time(outside):
    outside.silent.set()
    with pytest.raises(NotDelivered, match="没有在规定时间内应答"):
        hook.send(Message("1", "", "text"), outside.address, SECRET, timeout=0.2)


def test_where_nobody_listens_it_is_said(outside):
    with pytest.raises(NotDelivered, match="连接不上"):
        hook.send(Message("1", "", "text"), "http://127.0.0.1:9/", SECRET)


def test_a_crash_while_sending_loses_no_count_and_ends_in_a_plain_word(
    bureau, outside, monkeypatch
):
    chased(bureau, "message")

    def dies(*given):
        raise SystemExit

    monkeypatch.setattr(deliveries, "_through_its_channel", dies)
    for _ in range(10):
        try:
            look(bureau.later(hours=2))
        except SystemExit:
            continue
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.said) == ("failed", deliveries.MOST, deliveries.UNSURE)


def test_an_odd_error_of_one_message_is_noted_with_it_and_the_others_go(
    bureau, outside, monkeypatch
):
    chased(bureau, "message")
    chased(bureau, "message")
    while notifier.catch_up():
        pass
    poisoned, sound = Delivery.objects.order_by("pk")
    through = deliveries._through_its_channel

    def breaks(delivery):
        if delivery.pk == poisoned.pk:
            raise KeyError("odd")
        through(delivery)

    monkeypatch.setattr(deliveries, "_through_its_channel", breaks)
    assert look(bureau.now) == 1
    for _ in range(10):
        look(bureau.later(hours=2))
    poisoned.refresh_from_db()
    sound.refresh_from_db()
    assert (poisoned.state, poisoned.said) == ("failed", deliveries.BROKEN)
    assert sound.state == "sent"


def test_two_messengers_send_it_once(open_bureau, settings):
    with http_hook() as server:
        settings.HOOK, settings.HOOK_SECRET = server.address, SECRET
        chased(open_bureau, "message")
        while notifier.catch_up():
            pass
        with starters() as four:
            four.press(lambda: deliveries.send_due(open_bureau.now))
        assert len(server.got) == 1


# --- a command --------------------------------------------------------------------------------------


def script(tmp_path, text: str):
    path = tmp_path / "send"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_command_reads_the_message_and_has_the_secret_in_its_environment(tmp_path):
    path = script(tmp_path, f'cat > {tmp_path}/got; echo "$GONGKAI_HOOK_SECRET" >> {tmp_path}/got')
    hook.send(Message("1", "", "群体处：$(touch hacked); `id`"), str(path), SECRET)
    got = (tmp_path / "got").read_text()
    assert "$(touch hacked)" in got
    assert got.endswith(f"{SECRET}\n")
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize(("text", "said"), [("exit 3", "以 3 结束"), ("exec sleep 30", "规定时间")])
def test_a_command_that_fails_is_said(tmp_path, text, said):
    with pytest.raises(NotDelivered, match=said):
        hook.send(Message("1", "", ""), str(script(tmp_path, text)), "", timeout=0.3)


# --- mail -------------------------------------------------------------------------------------------


@pytest.fixture
def post(settings):
    with smtp_server() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.MAIL_DOMAIN, settings.DEFAULT_FROM_EMAIL = (
            "bureau.example",
            "gongkai@bureau.example",
        )
        yield box


def read(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    return f"{message['Subject']}\n{message.get_content()}"


def test_a_chase_by_mail_goes_to_head_and_drafters_once_each(bureau, post):
    made = chased(bureau, "mail")
    assert look(bureau.now) == 4
    look(bureau.later(hours=3))
    to = [address for address, _ in post.got]
    assert sorted(to) == [
        f"{who}@bureau.example" for who in ("colleague", "deputy", "drafter", "head")
    ]
    said = read(post.got[0][1])
    assert made.text.split("\n")[0] in said


def test_the_digest_goes_by_mail_where_mail_is_set_and_not_when_its_day_is_over(bureau, post):
    bureau.signed(title="关于某项安排的通知")
    morning = datetime(2026, 3, 5, 8, 30, tzinfo=SHANGHAI)
    make(by=system("时限巡检"), at=morning)
    post.refusing = True
    assert look(morning) == 0
    post.refusing = False
    with time_machine.travel(morning, tick=False):
        assert look(morning + timedelta(minutes=2)) >= 4
    said = read(post.got[0][1])
    assert "今天到期（1 件）" in said
    assert "某项安排" not in said, "written by another organ: not said outside"
    late = Delivery.objects.first()
    Delivery.objects.filter(pk=late.pk).update(state="waiting")
    many = len(post.got)
    assert look(datetime(2026, 3, 6, 9, tzinfo=SHANGHAI)) == 0
    assert len(post.got) == many
    assert Delivery.objects.get(pk=late.pk).said == deliveries.TOO_LATE


def test_without_settings_nothing_goes_and_the_ways_are_not_offered(bureau):
    bureau.signed()
    make(by=system("时限巡检"), at=datetime(2026, 3, 5, 8, 30, tzinfo=SHANGHAI))
    look(bureau.now)
    assert not Delivery.objects.exists()
    task = Obligation.objects.filter(ending="", holder="office").first()
    with time_machine.travel(bureau.now, tick=False):
        client = browser(bureau, "editor")
        address = reverse("desk:chase_new")
        page = client.get(address, {"task": str(task.uuid)}).content.decode()
        assert "工作群" in page
        assert "秦政通" not in page
        refused = client.post(
            address, {"task": str(task.uuid), "way": "message", "once": str(uuid4())}
        )
        assert refused.status_code == 409
    assert not Chase.objects.exists()


# --- settings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"GONGKAI_HOOK": "ftp://x/"},
        {"GONGKAI_HOOK": "send"},
        {"GONGKAI_HOOK": "/no/such/command"},
        {"GONGKAI_HOOK": "http://user:word@host/"},
    ],
)
def test_a_hook_that_cannot_work_is_refused_at_the_start(env):
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_HOOK"):
        readers.hook(env)


@pytest.mark.parametrize(
    "env",
    [
        {"GONGKAI_MAIL": "mail.example"},
        {"GONGKAI_MAIL": "smtps://mail.example"},
        {"GONGKAI_MAIL": "smtp://mail.example", "GONGKAI_MAIL_DOMAIN": "a@b"},
    ],
)
def test_mail_that_cannot_work_is_refused_at_the_start(env):
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_MAIL"):
        readers.mail(env)


def test_settings_are_read():
    assert readers.hook({}) == ("", "")
    assert readers.hook({"GONGKAI_HOOK": "https://h/x", "GONGKAI_HOOK_SECRET": "s"}) == (
        "https://h/x",
        "s",
    )
    assert readers.mail({})[0] == ""
    given = {"GONGKAI_MAIL": "smtps://u:p%40w@mail.example", "GONGKAI_MAIL_DOMAIN": "b.example"}
    assert readers.mail(given) == (
        "b.example", "gongkai@b.example", ("mail.example", 465, "u", "p@w", "smtps"),
    )  # fmt: skip
