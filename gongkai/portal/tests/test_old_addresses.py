"""Addresses of the old site: what can be redirected, and a table of a hundred thousand."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal import builder, expected, moved
from gongkai.portal.front.redirects import Redirects, table_of
from gongkai.portal.front.rules import FORWARDED, HEALTH, NEVER_OLD, NOT_FOUND
from gongkai.portal.nginx import configuration as nginx
from gongkai.portal.tests.both_fronts import ask, free_port, start_front, start_nginx
from gongkai.portal.tree import Tree
from gongkai.portal.verify import inside
from gongkai.publishing import old_addresses
from gongkai.publishing.models import Alias

MANY = 100_000


def old(number: int) -> str:
    return f"/Content.jsp?id={number}&lx={'a' * (number % 90)}"


def fill(home: Path) -> None:
    table_of(home).parent.mkdir(parents=True)
    lines = (old_addresses.line(old_addresses.key(old(n)), f"/p/2026/{n}/") for n in range(MANY))
    table_of(home).write_bytes(b"".join(lines))


def test_no_old_address_can_stand_before_what_is_ours():
    ours = [
        *FORWARDED,
        *NEVER_OLD,
        HEALTH,
        NOT_FOUND,
        "/",
        "/index.html",
        "/robots.txt",
        "/p/2026/1/",
        "/c/x/",
    ]
    for address in ours:
        assert old_addresses.fault(address, frozenset()), address
        assert old_addresses.fault(address.upper(), frozenset()), address


def test_the_sites_own_names_and_no_others():
    hosts = frozenset({"www.example.cn"})
    assert old_addresses.fault("http://www.example.cn/a.htm?x=1", hosts) is None
    assert old_addresses.fault("http://example.org/a.htm", hosts)
    assert old_addresses.fault("javascript:alert(1)", hosts)
    assert old_addresses.target("http://www.example.cn/a.htm?x=1") == "/a.htm?x=1"


@given(st.text(max_size=60))
def test_whatever_was_written_a_line_holds_one_address(text):
    address = f"/{text}"
    if old_addresses.fault(address, frozenset()) is None:
        line = old_addresses.line(old_addresses.key(old_addresses.target(address)), "/p/1/1/")
        assert line.count(b'"') == 4
        assert line.count(b"\n") == 1


def test_what_is_written_is_what_is_found(bureau, tmp_path, settings):
    settings.HOME = tmp_path
    publication = bureau.published()
    for address in ("/a.jsp?id=7", "/旧/公告.html", "/%B9%AB.html"):
        Alias.objects.create(
            publication=publication, sort=Alias.Sort.ADDRESS, value=old_addresses.key(address)
        )
    tree = Tree(builder.root())
    builder.rebuild(tree, expected.look())
    table = Redirects(tmp_path)
    assert table.find("/A.jsp", "ID=7") == publication.address
    assert table.find("/旧/公告.html".encode().decode("latin-1"), "") == publication.address
    assert table.find("/\xb9\xab.html", "") == publication.address
    assert table.find("/a.jsp", "id=8") is None
    assert inside(tmp_path / "tree") == []
    Alias.objects.first().delete()
    assert any("跳转表" in fault for fault in inside(tmp_path / "tree"))
    assert moved.write(tmp_path)
    assert not moved.write(tmp_path), "the second time nothing is written"
    tree.close()


def test_no_table_no_redirect(tmp_path):
    assert Redirects(tmp_path).find("/a.htm", "") is None


@pytest.mark.served
def test_a_hundred_thousand_are_found_by_both():
    if nginx.binary() is None:
        pytest.skip("nginx is not installed: nothing to compare with")
    home = Path(tempfile.mkdtemp(prefix="gk-"))
    (home / "tree").mkdir()
    (home / "tree" / "404.html").write_text("<p>404</p>")
    fill(home)
    ports = free_port(), free_port()
    running = [start_nginx(home, ports[0]), start_front(home, ports[1])]
    try:
        for number in (0, 1, 777, MANY // 2, MANY - 1):
            answers = [ask(port, "GET", old(number), {}) for port in ports]
            assert [a["status"] for a in answers] == [301, 301]
            assert {a["headers"]["location"] for a in answers} == {f"/p/2026/{number}/"}
        assert [ask(port, "GET", old(MANY), {})["status"] for port in ports] == [404, 404]
    finally:
        for process in running:
            process.terminate()
            process.wait(10)
        shutil.rmtree(home)
