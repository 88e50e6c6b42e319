"""Whoever hands out the public tree, the public gets the same answer."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest

from gongkai.portal.front.changes import Changes
from gongkai.portal.nginx import configuration as nginx
from gongkai.portal.tests.both_fronts import (
    ask,
    free_port,
    make_home,
    start,
    start_front,
    start_nginx,
    start_stub,
)
from gongkai.portal.tests.front_requests import GZIP, REQUESTS
from gongkai.portal.tree import Tree

pytestmark = pytest.mark.served
COMPARED = (
    *("content-type", "content-length", "content-encoding", "content-range", "cache-control"),
    *("vary", "location", "allow", "retry-after", "content-security-policy", "referrer-policy"),
    *("x-content-type-options", "strict-transport-security", "accept-ranges", "set-cookie"),
    *("x-request-id", "keep-alive"),
)


@pytest.fixture(scope="module")
def fronts() -> Iterator[SimpleNamespace]:
    if nginx.binary() is None:
        missing = pytest.fail if os.environ.get("GONGKAI_ALL_LAYERS") == "1" else pytest.skip
        missing("nginx is not installed: nothing to compare with")
    home = Path(tempfile.mkdtemp(prefix="gk-"))
    make_home(home)
    stub = start_stub(home)
    ports = free_port(), free_port()
    running = [start_nginx(home, ports[0]), start_front(home, ports[1])]
    yield SimpleNamespace(home=home, ports=ports, nginx=ports[0], front=ports[1])
    for process in running:
        process.terminate()
        process.wait(10)
    stub.shutdown()
    stub.server_close()
    shutil.rmtree(home)


@pytest.mark.parametrize("asked", REQUESTS, ids=[r[0] for r in REQUESTS])
def test_both_give_the_same_answer(fronts, asked):
    _, method, target, headers, body, status = asked
    by_nginx, by_front = both(fronts, method, target, headers, body)
    assert (by_nginx["status"], by_front["status"]) == (status, status)
    assert compared(by_nginx) == compared(by_front)
    assert b"secret" not in by_nginx["body"] + by_front["body"]


def test_control_nginx_as_it_comes_answers_otherwise(fronts):
    """If the comparison saw nothing, it would also pass a bare nginx over the same tree."""
    port, folder = free_port(), fronts.home / "bare"
    folder.mkdir()
    (folder / "bare.conf").write_text(
        f'{nginx.user()} pid "{folder}/pid"; events {{}} http {{ access_log off;'
        f' server {{ listen 127.0.0.1:{port}; root "{fronts.home}/tree"; }} }}'
    )
    bare = start(
        [nginx.binary(), "-e", "stderr", "-c", f"{folder}/bare.conf", "-g", "daemon off;"], port
    )
    otherwise = 0
    for _, method, target, headers, body, _ in REQUESTS:
        ours, theirs = (ask(p, method, target, headers, body) for p in (fronts.nginx, port))
        otherwise += compared(ours) != compared(theirs)
    bare.terminate()
    bare.wait(10)
    assert otherwise > 80
    assert (fronts.home / "tree/../gongkai.sqlite3").read_bytes() == b"secret"


@pytest.mark.parametrize("headers", [{}, GZIP], ids=["plain", "gzip"])
@pytest.mark.parametrize("target", ["/p/2026/1/", "/static/desk.css", "/feed.xml"])
def test_what_the_client_has_is_not_sent_again(fronts, target, headers):
    answers = []
    for port in fronts.ports:
        first = ask(port, "GET", target, headers)["headers"]
        assert first["etag"].startswith('"'), "a strong tag"
        by_tag = ask(port, "GET", target, {**headers, "If-None-Match": first["etag"]})
        by_date = ask(port, "GET", target, {**headers, "If-Modified-Since": first["last-modified"]})
        assert (by_tag["status"], by_date["status"], by_tag["body"]) == (304, 304, b"")
        answers.append(compared(by_tag))
    assert answers[0] == answers[1]


def test_a_change_and_a_withdrawal_are_seen_at_once(fronts):
    tree = Tree(fronts.home / "tree")
    for text in (b"first", b"other", b"third"):  # one length, within one second
        tree.put("p/2026/5/index.html", text, 1)
        for headers in ({}, {"Accept-Encoding": "identity"}):
            seen = both(fronts, "GET", "/p/2026/5/", headers)
            assert [a["body"] for a in seen] == [text, text]
        both(fronts, "GET", "/p/2026/5/", GZIP)
    tree.drop("p/2026/5/index.html")
    tree.put("p/2026/5/gone.html", b"withdrawn", 2)
    assert [a["status"] for a in both(fronts, "GET", "/p/2026/5/", GZIP)] == [410, 410]
    tree.drop("p/2026/5/gone.html")
    tree.close()
    assert [a["status"] for a in both(fronts, "GET", "/p/2026/5/", GZIP)] == [404, 404]


def test_missing_addresses_cannot_be_told_apart(fronts):
    for port in fronts.ports:
        targets = [r[2] for r in REQUESTS if r[5] == 404 and r[1] == "GET" and not r[3]]
        targets.remove("/desk/missing")
        seen = {json.dumps(compared(ask(port, "GET", t, {})), default=str) for t in targets}
        assert len(seen) == 1


def test_the_portal_does_not_need_the_app(fronts):
    socket, aside = fronts.home / "run/app.sock", fronts.home / "run/aside"
    socket.rename(aside)
    away = [both(fronts, "GET", t, {}) for t in ("/desk/", "/api/v1/", "/healthz")]
    page = both(fronts, "GET", "/p/2026/1/", {})
    aside.rename(socket)
    for by_nginx, by_front in away:
        assert by_nginx["status"] == 502
        assert "工作台正在启动或维护，门户不受影响" in by_nginx["body"].decode()
        assert compared(by_nginx) == compared(by_front)
    assert [a["status"] for a in page] == [200, 200]


def test_before_the_first_build_the_fronts_have_a_page_of_their_own(fronts):
    for name in ("404.html.gz", "404.html"):
        (fronts.home / "tree" / name).rename(fronts.home / name)
    Changes(fronts.home / "tree").tell()
    by_nginx, by_front = both(fronts, "GET", "/nothing", {})
    for name in ("404.html", "404.html.gz"):
        (fronts.home / name).rename(fronts.home / "tree" / name)
    assert "没有这个页面" in by_nginx["body"].decode()
    assert compared(by_nginx) == compared(by_front)


def both(fronts, method: str, target: str, headers: dict, body: bytes = b"") -> list[dict]:
    return [ask(port, method, target, headers, body) for port in fronts.ports]


def compared(answer: dict) -> dict:
    """What must be equal. Two spellings of one file name are one name; a redirect's body says nothing."""
    kept = {n: answer["headers"][n] for n in COMPARED if n in answer["headers"]}
    body = answer["body"]
    if answer["status"] == 301:
        body = b""
        kept = {n: v for n, v in kept.items() if n not in ("content-length", "content-type")}
    if answer["headers"].get("content-type") == "application/json" and body:
        body = said(body)
        kept.pop("content-length")
    kept["name"] = unquote(answer["headers"].get("content-disposition", "inline"))
    return {**kept, "status": answer["status"], "body": body}


def said(body: bytes) -> dict:
    """What the app was asked; nginx sends some headers empty, which says as much as not sending them."""
    asked = json.loads(body)
    asked["headers"] = {k: v for k, v in asked["headers"].items() if v}
    return asked
