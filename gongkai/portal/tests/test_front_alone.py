"""The WSGI front by itself: what it keeps, what it spares, and that slow people hold up nobody."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.portal.front.application import FOR_PAGES, THREADS, Front
from gongkai.portal.front.bodies import Blocks, Refused, request_body
from gongkai.portal.front.files import Files
from gongkai.portal.front.parts import takes_gzip
from gongkai.portal.tests.both_fronts import HELD, make_home, start_stub
from gongkai.portal.tree import Tree


@pytest.fixture
def home(tmp_path) -> Path:
    make_home(tmp_path)
    return tmp_path


def ask(front: Front, path: str, **environ) -> tuple[str, dict[str, str], list[bytes] | Blocks]:
    told = {}
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **environ}
    body = front(request, lambda status, headers: told.update(status=status, headers=dict(headers)))
    return told["status"], told["headers"], body


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("br, gzip", True),
        ("gzip;q=0.5", True),
        ("gzip;q=0.001, br", True),
        ("gzip ; q=1.0", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("xgzip", False),
        ("gzipped", False),
        ("br", False),
        ("", False),
    ],
)
def test_who_takes_gzip(accepted, taken):
    assert takes_gzip(accepted) is taken


def test_no_django_is_loaded():
    asked = "import gongkai.portal.front.application, gongkai.portal.nginx.configuration, sys; print('django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert said.stdout.strip() == "False"


def test_a_file_is_read_once_while_it_stays_the_same(home):
    files = Files(home)
    first = files.find("/p/2026/1/", False)
    assert files.held("/p/2026/1/", False) is first
    assert files.held("/p/2026/1/", False) is first


def test_what_the_builder_replaced_or_let_go_is_never_handed_out_again(home):
    files, tree = Files(home), Tree(home / "tree", durable=False)
    for change in (
        lambda: tree.put("p/2026/1/index.html", b"new", 1),
        lambda: tree.drop("p/2026/1/index.html"),
    ):
        files.find("/p/2026/1/", False)
        assert files.held("/p/2026/1/", False)
        change()
        assert files.held("/p/2026/1/", False) is None


def test_what_changed_without_the_builder_is_noticed_within_a_second(home, monkeypatch):
    files, page = Files(home), home / "tree/p/2026/1/index.html"
    monkeypatch.setattr(time, "monotonic", lambda: 100.9)
    files.find("/p/2026/1/", False)
    assert files.held("/p/2026/1/", False)
    page.write_bytes(page.read_bytes())
    monkeypatch.setattr(time, "monotonic", lambda: 101.0)
    assert files.held("/p/2026/1/", False) is None


def test_the_memory_is_bounded(home):
    for number in range(40):
        (home / "tree" / f"{number}.txt").write_bytes(b"x" * 10_000)
    files = Files(home, limit=200_000)
    for number in range(40):
        files.find(f"/{number}.txt", False)
    assert files.weight <= 200_000
    assert 5 < len(files.plain) < 20
    assert files.held("/39.txt", False)


def test_large_files_are_not_kept(home):
    files = Files(home)
    assert files.find("/big.json", False).body is None
    assert not files.plain


def test_a_large_file_comes_in_blocks_and_gives_its_place_back(home):
    front = Front(home)
    _, headers, body = ask(front, "/big.json")
    assert isinstance(body, Blocks)
    assert len(b"".join(body)) == int(headers["Content-Length"])
    body.close()
    body.close()
    for _ in range(THREADS - FOR_PAGES):
        ask(front, "/big.json")[2].close()


def test_slow_readers_leave_room_for_pages(home):
    front = Front(home)
    slow = [ask(front, "/big.json")[2] for _ in range(THREADS - FOR_PAGES)]
    assert ask(front, "/big.json")[0] == "503 Service Unavailable"
    assert ask(front, "/p/2026/1/")[0] == "200 OK"
    slow.pop().close()
    assert ask(front, "/big.json")[0] == "200 OK"


def test_an_upload_that_was_cut_off_never_reaches_the_app():
    body = {"CONTENT_LENGTH": "10", "wsgi.input": io.BytesIO(b"short")}
    with pytest.raises(Refused) as refused, request_body(body):
        pass
    assert refused.value.status == 400


def test_a_place_with_the_app_is_given_back_after_every_answer(home):
    stub = start_stub(home)
    front = Front(home)
    for _ in range(THREADS):
        assert ask(front, "/desk/")[0] == "200 OK"
    stub.shutdown()
    stub.server_close()
    (home / "run/app.sock").unlink()
    for _ in range(THREADS):
        assert ask(front, "/desk/")[0] == "502 Bad Gateway"


def test_hsts_only_where_it_is_configured(home):
    for address in ("/", "/nothing", f"/f/{HELD}/plain.txt"):
        assert "Strict-Transport-Security" not in ask(Front(home), address)[1]
        said = ask(Front(home, hsts=31_536_000), address)[1]
        assert said["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_tree_may_be_switched_in_by_its_link(home):
    (home / "tree").rename(home / "tree-1")
    (home / "tree").symlink_to("tree-1")
    front = Front(home)
    assert ask(front, "/p/2026/1/")[0] == "200 OK"
    (home / "tree-2/p/2026/1").mkdir(parents=True)
    (home / "tree-2/p/2026/1/index.html").write_bytes(b"the other tree")
    (home / "next").symlink_to("tree-2")
    (home / "next").rename(home / "tree")
    assert ask(front, "/p/2026/1/")[2] == [b"the other tree"]


def test_a_fault_of_our_own_is_a_page(home, monkeypatch, capsys):
    front = Front(home)
    monkeypatch.setattr(front.files, "find", lambda *_: 1 / 0)
    status, _, body = ask(front, "/other/")
    assert status == "500 Internal Server Error"
    assert "这一次没有办成" in b"".join(body).decode()
    assert "ZeroDivisionError" in capsys.readouterr().err
