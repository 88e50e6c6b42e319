"""`gongkai plan` and `gongkai clause` as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.config.commands.clause import clause
from gongkai.config.commands.plan import plan
from gongkai.plan.models import PlanVersion
from gongkai.plan.queries import forget
from gongkai.plan.schema import schema
from gongkai.plan.tests.samples import NATIONAL, ROOT, SMALL, changed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget()


@pytest.fixture
def small(tmp_path: Path) -> str:
    return written(tmp_path / "small.toml", SMALL)


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*words: str) -> Result:
    command = clause if words[0] == "clause" else plan
    return CliRunner().invoke(command, words[1:] if words[0] == "clause" else words)


def test_a_good_file_passes_and_is_not_loaded(small: str) -> None:
    result = run("check", small)
    assert result.exit_code == 0
    assert "通过检查，3 条、3 项任务、2 类信息" in result.stdout
    assert not PlanVersion.objects.exists()


def test_a_bad_file_ends_with_1_and_its_faults_on_stderr(tmp_path: Path) -> None:
    bad = written(tmp_path / "bad.toml", changed(SMALL, ('"5 working days"', '"soon"')))
    result = run("check", bad)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "duties[1] 第三条.1 的 term：看不懂期限“soon”" in result.stderr


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gb.toml").write_bytes("title = '工作方案'".encode("gb18030"))
    result = run("check", str(tmp_path / "gb.toml"))
    assert result.exit_code == 1
    assert "请另存为 UTF-8" in result.stderr


def test_load_then_show(small: str) -> None:
    assert "云河市城市管理局政务公开工作办法（第 1 版）" in run("load", small).stdout
    shown = json.loads(run("show", "--json").stdout)
    assert [c["id"] for c in shown["clauses"]] == ["第三条", "第四条", "第五条"]
    assert shown["not_yet"] == ["第四条.1"]
    assert "第三条 公文上网：牵头 综合科，1 项任务" in run("show").stdout


def test_loading_a_bad_file_stores_nothing(tmp_path: Path) -> None:
    result = run("load", written(tmp_path / "bad.toml", SMALL.replace('"parks"', '"x y"')))
    assert result.exit_code == 1
    assert "不能作代码" in result.stderr
    assert not PlanVersion.objects.exists()


def test_without_a_plan_show_says_what_to_do() -> None:
    result = run("show", "--json")
    assert result.exit_code == 1
    assert "gongkai plan load" in result.stderr


def test_an_unknown_plan_is_refused_with_those_that_hold(small: str) -> None:
    run("load", small)
    result = run("show", "--plan", "other")
    assert result.exit_code == 1
    assert "施行中的有：yunhe-city-management" in result.stderr


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.docx"])
def test_the_table_is_written(small: str, tmp_path: Path, name: str) -> None:
    result = run("export", "--table", str(tmp_path / name), "--file", small)
    assert result.exit_code == 0
    assert (tmp_path / name).stat().st_size > 100


def test_another_suffix_or_a_missing_folder_is_refused(small: str, tmp_path: Path) -> None:
    assert (
        "请以 .csv 或 .xlsx 或 .docx 结尾"
        in run("export", "--table", "t.pdf", "--file", small).stderr
    )
    missing = str(tmp_path / "none" / "t.csv")
    result = run("export", "--table", missing, "--file", small)
    assert result.exit_code == 1
    assert "不能写入" in result.stderr


def test_the_schema_is_printed() -> None:
    assert run("schema").stdout == schema()


def test_a_clause_tells_who_what_and_where() -> None:
    result = run("clause", "二（二）", "--file", str(ROOT / "plans/xian-sports/plan.toml"))
    assert result.exit_code == 0
    assert "牵头：机关各处室" in result.stdout
    assert "二(二).6b  主动公开的公文上网公开  办公室  3个工作日  系统办理" in result.stdout
    assert "待局里确认：" in result.stdout
    assert "gongkai/plan/tests/test_the_bureaus_plan.py:" in result.stdout


def test_a_clause_is_sought_in_every_plan_in_force(small: str, tmp_path: Path) -> None:
    run("load", small)
    run("load", written(tmp_path / "national.toml", NATIONAL))
    assert "主动公开的期限" in run("clause", "条例26").stdout
    result = run("clause", "二(二)")
    assert result.exit_code == 1
    assert "没有条款“二(二)”" in result.stderr
