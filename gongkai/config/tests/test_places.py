"""Where an installation lives and who hands out its tree: bad values are refused in a sentence, before anything starts."""

from __future__ import annotations

import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.config import places, processes
from gongkai.portal.nginx import configuration as nginx


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("GONGKAI_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("bind", "hosts", "origin", "hsts"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8000", 0),
        ("::1", "", "http://[::1]:8000", 0),
        ("0.0.0.0", "zwgk.example", "http://127.0.0.1:8000", 31_536_000),
        ("127.0.0.1", "zwgk.example", "http://127.0.0.1:8000", 31_536_000),
    ],
)
def test_where_it_is_and_whether_it_is_public(monkeypatch, bind, hosts, origin, hsts):
    monkeypatch.setenv("GONGKAI_BIND", bind)
    monkeypatch.setenv("GONGKAI_HOSTS", hosts)
    at = places.place()
    assert (at.origin, at.hsts) == (origin, hsts)


def test_a_home_too_long_for_a_socket_is_refused(monkeypatch):
    monkeypatch.setenv("GONGKAI_HOME", "/srv/" + "x" * 100)
    with pytest.raises(ImproperlyConfigured, match="请换一个短的目录"):
        places.place()


def test_without_nginx_the_front_is_our_own(monkeypatch):
    monkeypatch.setattr(nginx, "binary", lambda: None)
    assert places.front(places.place()) == "granian"


def test_nginx_that_was_asked_for_and_is_not_there_is_refused(monkeypatch):
    monkeypatch.setattr(nginx, "binary", lambda: None)
    monkeypatch.setenv("GONGKAI_FRONT", "nginx")
    with pytest.raises(ImproperlyConfigured, match="这台机器上没有 nginx。请改正"):
        places.front(places.place())


def test_a_home_that_nginx_cannot_write_down_gets_our_own_front(monkeypatch, tmp_path):
    monkeypatch.setattr(nginx, "binary", lambda: "/usr/sbin/nginx")
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path / "a$b"))
    assert places.front(places.place()) == "granian"


def test_an_nginx_that_refuses_our_configuration_is_not_used(monkeypatch):
    monkeypatch.setattr(nginx, "binary", lambda: "/bin/false")
    assert places.front(places.place()) == "granian"


def test_the_order_of_an_installation():
    at = places.place()
    first = {p.name: p.after for p in processes.installation(at, "granian", prepared=False)}
    again = {p.name: p.after for p in processes.installation(at, "granian", prepared=True)}
    assert list(first) == ["front", "prepare", "app", "builder", "prober", "ticker"]
    assert (first["front"], first["app"]) == ((), ("prepare",))
    assert "prepare" not in again
    assert again["app"] == ()
