"""A bureau whose folder holds no `guides.toml`, or a wrong one, is told so and nothing breaks."""

from __future__ import annotations

import os
from html import unescape

import pytest
from django.test import Client

from gongkai.matters.guides import actions, queries
from gongkai.matters.guides.models import Guide
from gongkai.matters.guides.tests import samples
from gongkai.trail.refusals import Refused
from tests.casting import SMALL_CAST, SMALL_PLAN, cast_bureau


@pytest.fixture
def small(db):
    return cast_bureau(plans=(SMALL_PLAN,), cast=SMALL_CAST)


def test_every_page_says_what_is_missing(small):
    client = Client()
    client.force_login(small.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    for address in ("", "new/"):
        answer = client.get(f"/desk/guides/{address}")
        assert answer.status_code == 409
        assert "没有办事指南要素表" in unescape(answer.content.decode())
    assert client.get("/desk/guides/simplified/").status_code == 200, "the control"


def test_nothing_is_registered(small):
    with pytest.raises(Refused, match="没有办事指南要素表"):
        actions.begin(service=samples.registered(), by=small.at("drafter"), at=small.now)
    assert not Guide.objects.exists()


def test_a_changed_file_holds_at_once_and_a_wrong_one_is_refused(bureau, settings, tmp_path):
    folder = tmp_path / "plans" / "xian-sports"
    folder.mkdir(parents=True)
    file, text = folder / "guides.toml", samples.FILE.read_text(encoding="utf-8")
    settings.ROOT = tmp_path
    file.write_text(text, encoding="utf-8")
    today = bureau.now.date()
    assert queries.shape_of(today).comparison_fresh_days == 90
    file.write_text(text.replace("= 90", "= 30", 1), encoding="utf-8")
    stamp = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(stamp, stamp))
    assert queries.shape_of(today).comparison_fresh_days == 30
    file.write_text("elements = 3", encoding="utf-8")
    os.utime(file, ns=(stamp + 1_000_000, stamp + 1_000_000))
    with pytest.raises(Refused, match="办事指南要素表有误"):
        queries.shape_of(today)
