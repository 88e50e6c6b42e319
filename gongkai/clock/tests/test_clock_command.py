"""`gongkai clock` and `gongkai calendar import`, as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from unittest.mock import create_autospec

import pytest
from click.testing import CliRunner, Result

from gongkai.clock.notices import national_calendar, read_notice, with_notice
from gongkai.config.commands import clock as commands


@pytest.fixture(autouse=True)
def _first_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "calendar_now", national_calendar)


def clock(*words: str) -> Result:
    return CliRunner().invoke(commands.clock, words)


def test_days_prints_one_line_a_day() -> None:
    lines = clock("days", "2026").stdout.splitlines()
    assert len(lines) == 365
    assert lines[0] == "2026-01-01,off"
    assert lines[31 + 13] == "2026-02-14,working"
    assert lines[31 + 14] == "2026-02-15,off"
    assert sum(line.endswith(",working") for line in lines) == 248


def test_days_of_a_year_without_notice_say_so_beside_the_list() -> None:
    result = clock("days", "2027")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 365
    assert "2027 年尚无放假通知" in result.stderr
    assert clock("days", "2026").stderr == ""


@pytest.mark.parametrize("year", ["26", "next", "99999"])
def test_an_absurd_year_is_refused(year: str) -> None:
    assert clock("days", year).exit_code == 2


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["2026-02-09", "20", "working", "days"], "2026-03-13"),
        (["2026-02-09", "20 working days"], "2026-03-13"),
        (["2026-02-12", "7个工作日"], "2026-02-28"),
        (["2026-01-16", "30 calendar days"], "2026-02-24"),
        (["2026-01-05", "01-31"], "2026-01-31"),
        (["2025-11-30", "3", "months"], "2026-02-28"),
        (["2026-03-02T10:00", "5", "hours"], "2026-03-02 15:00"),
        (["2026-03-02 10:00", "5 hours"], "2026-03-02 15:00"),
        (["2026-03-02T02:00:00Z", "5 hours"], "2026-03-02 15:00"),
        (["2026-03-01T16:30:00+00:00", "1 working day"], "2026-03-03"),
        (["2026-03-02", "5 hours"], "2026-03-02 05:00"),
    ],
)
def test_due_prints_the_due_day_or_moment(words: list[str], first: str) -> None:
    result = clock("due", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (0, first + "\n", "")


def test_the_proof_follows_the_due_day() -> None:
    lines = clock("due", "2026-02-12", "7", "working", "days", "--proof").stdout.splitlines()
    assert lines[0] == "2026-02-28"
    assert lines[1] == "2026-02-12 周四 起算日，不计"
    assert lines[-1] == "2026-02-28 周六 春节调休上班，计第 7 个工作日（到期日）"


def test_a_provisional_due_day_is_marked_on_a_line_after() -> None:
    lines = clock("due", "2026-12-25", "20", "working", "days").stdout.splitlines()
    assert lines[0] == "2027-01-22"
    assert lines[1].startswith("暂定：")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["2026-02-30", "3 working days"], "看不懂起算时间“2026-02-30”"),
        (["tomorrow", "3 working days"], "看不懂起算时间“tomorrow”"),
        (["0001-01-01", "3 working days"], "看不懂起算时间"),
        (["9999-12-31T23:59:59-12:00", "5 hours"], "看不懂起算时间"),
        (["9990-01-01", "5 hours"], "起算日 9990-01-01 不在"),
        (["2026-02-09", "3", "weeks"], "看不懂期限“3 weeks”"),
        (["2026-02-09", "0 hours"], "期限的数目应为 1 到 3660"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_on_stderr(words: list[str], says: str) -> None:
    result = clock("due", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.endswith("。\n")


def test_what_days_prints_can_be_read_as_a_notice() -> None:
    notice = read_notice(clock("days", "2026").stdout)
    assert with_notice(national_calendar(), notice).days == national_calendar().days


# --- calendar import ---


def imported(file: Path, issued: str = "2026-11-04") -> Result:
    words = ["import", str(file), "--number", "国办发明电〔2026〕9号", "--issued", issued]
    return CliRunner().invoke(commands.calendar, words)


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_import_puts_the_notice_in_force(tmp_path: Path, encoding: str) -> None:
    from gongkai.plan.calendars import calendar_in_force

    file = tmp_path / "2027.csv"
    file.write_text("2027-02-05,off,春节\n", encoding=encoding)
    assert not calendar_in_force().covers(date(2027, 2, 5))
    result = imported(file)
    assert (result.exit_code, result.stderr) == (0, ""), result.exception
    assert result.stdout == "已载入 国办发明电〔2026〕9号，0 项期限有变动。\n"
    assert calendar_in_force().name(date(2027, 2, 5)) == "春节"


def test_import_lists_what_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from gongkai.obligations import recalendar

    moved = recalendar.Moved("某某通知", "公开", date(2027, 2, 5), date(2027, 2, 9))
    loaded = recalendar.Loaded("新", (moved,))
    spied = create_autospec(recalendar.load_notice, return_value=loaded)
    monkeypatch.setattr(recalendar, "load_notice", spied)
    file = tmp_path / "2027.csv"
    file.write_text("2027-02-05,off,春节\n")
    assert imported(file).stdout.splitlines() == [
        "已载入 国办发明电〔2026〕9号，1 项期限有变动。",
        "某某通知（公开）：2027-02-05 → 2027-02-09",
    ]


def test_import_refuses_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text("2027-02-05,holiday\n")
    assert imported(file).exit_code == 2
    assert "第 1 行" in imported(file).stderr
    file.write_text("2027-02-05,off\n")
    assert "成文日期" in imported(file, issued="去年").stderr
    file.write_bytes(b"\xff\xff\xff\x00")
    assert "不是文本文件" in imported(file).stderr


@pytest.mark.django_db
def test_import_refuses_a_gap_in_the_coverage(tmp_path: Path) -> None:
    file = tmp_path / "2029.csv"
    file.write_text("2029-10-01,off,国庆节\n")
    result = imported(file)
    assert result.exit_code == 2
    assert "请先导入相邻年度的通知" in result.stderr


# --- the calendar in force ---


@pytest.mark.django_db
def test_it_is_the_one_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.plan.calendars import calendar_in_force

    monkeypatch.undo()
    assert commands.calendar_now() == calendar_in_force()


def test_without_a_database_days_are_printed_and_an_import_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text("2027-02-05,off\n")
    home = {
        **os.environ,
        "GONGKAI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
    }

    def gongkai(*words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-c", "from gongkai.config.cli import main; main()", *words]
        return subprocess.run(line, env=home, capture_output=True, text=True, check=False)

    assert gongkai("clock", "due", "2026-02-12", "7 working days").stdout == "2026-02-28\n"
    refused = gongkai("calendar", "import", str(file), "--number", "某号", "--issued", "2026-11-04")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("通知没有载入")
