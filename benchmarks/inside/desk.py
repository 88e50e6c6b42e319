"""Every page of the desk with an archive behind it: seconds by the clock, processor time, number of queries."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.inside import archive
from gongkai.accounts.models import Person
from gongkai.clearance.models import Clearance
from gongkai.clearance.states import State
from gongkai.obligations.models import Obligation

TIMES = 10
WAITING, UNDER_WAY = 30, 0.005  # for the office; of the archive at each place where others wait
PEOPLE = ("drafter", "secrecy", "leader", "editor")


def measured(size: int) -> list[dict[str, Any]]:
    """Of each page at each post: seconds, processor seconds, queries."""
    cast = archive.bureau()
    body = archive.text(8)
    done = archive.published(cast, body) + archive.only_registered(cast, body)
    waiting, others = archive.waiting(cast, body), archive.under_way(cast, body)
    archive.multiply(done, size // len(done), days=6 * 365)
    archive.multiply(waiting, WAITING, days=3)
    archive.multiply(others, max(WAITING, int(size * UNDER_WAY)), days=30)
    return [
        {"post": post, "page": name, **_asked(desk, address)}
        for post in PEOPLE
        for desk in [_at_the_desk(post)]
        for name, address in _pages(post).items()
    ]


def _at_the_desk(post: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(Person.objects.get(username=post), backend)
    return client


def _pages(post: str) -> dict[str, str]:
    ended = Clearance.objects.filter(state=State.SIGNED).order_by("-pk")[0]
    moving = Clearance.objects.filter(state=State.CIRCULATING).order_by("-pk")[0]
    inbox, register, tasks = map(reverse, ("desk:inbox", "documents:list", "desk:tasks"))
    pages = {
        "inbox": inbox,
        "inbox, 在办": f"{inbox}?tab=doing",
        "inbox, 已办": f"{inbox}?tab=done",
        "inbox, 待阅": f"{inbox}?tab=read",
        "register of documents": register,
        "register, by title": f"{register}?title=公开",
        "case, ended": reverse("desk:case", args=[ended.uuid]),
        "case, under way": reverse("desk:case", args=[moving.uuid]),
        "tasks": tasks,
        "tasks, done": f"{tasks}?light=done",
        "tasks, a clause": f"{tasks}?clause=二(二)",
        "conformance": reverse("desk:conformance"),
    }
    if post == "editor":
        task = Obligation.objects.filter(ending="discharged").order_by("-pk")[0]
        publishing = reverse("desk:publishing")
        pages["task"] = reverse("desk:task", args=[task.uuid])
        pages |= {"publishing queue": publishing, "published": f"{publishing}?tab=published"}
    return pages


def _asked(desk: Client, address: str) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    asked = len(queries)  # the next request empties the log
    seconds, processor = [], []
    for _ in range(TIMES):
        begun, spent = time.perf_counter(), time.process_time()
        desk.get(address)
        seconds.append(time.perf_counter() - begun)
        processor.append(time.process_time() - spent)
    return {"seconds": seconds, "processor": processor, "queries": asked}
