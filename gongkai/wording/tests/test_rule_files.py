"""An error in a rule file is told in Chinese, with file, line and mend; nothing of the files is in force then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.trail.refusals import Refused
from gongkai.wording.checking import Text, check
from gongkai.wording.rules import RulesRefused, load
from gongkai.wording.tests.corpora import RULES, TODAY, rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "wording"))


def refused(folder: Path) -> str:
    with pytest.raises(RulesRefused) as caught:
        load(folder)
    assert isinstance(caught.value, Refused)
    return caught.value.sentence


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_delivered_rules_are_accepted_and_rich_enough() -> None:
    assert len(rules().terms.terms) >= 120
    assert len(rules().leaders.leaders) >= 5


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("terms.toml", 'right = "部署"', 'rihgt = "部署"', ("terms.toml 第 12 行", "不认识的键“rihgt”", "是否应为“right”")),
        ("terms.toml", 'right = "部署"', 'right = "布署"', ("第 12 行", "改正后的文字与原来相同")),
        ("terms.toml", '"发布署名"', '"发布单位"', ("第 12 行", "例外“发布单位”里没有“布署”")),
        ("terms.toml", 'wrong = "按装"', 'wrong = "布署"', ("“布署”写了两次",)),
        ("terms.toml", 'wrong = "按装"', 'pattern = "(按装"', ("第 13 行", "括号没有配对")),
        ("terms.toml", 'wrong = "按装"', 'pattern = "(按+)+装"', ("第 13 行", "不能用“*”“+”")),
        ("terms.toml", 'wrong = "按装"', 'pattern = "按{0,90}装"', ("上限不超过 20",)),
        ("terms.toml", 'wrong = "按装"', 'pattern = "(按{0,9}){5}装"', ("整组重复",)),
        ("terms.toml", 'wrong = "按装", ', "", ("第 13 行", "须写且只写其中一个")),
        ("terms.toml", 'wrong = "布署"', 'wrong = 布署"', ("terms.toml 第 12 行", "TOML 语法错误")),
        ("leaders.toml", 'name = "虞拟安"', 'name = "虞 1"', ("leaders.toml 第", "不像姓名")),
        ("leaders.toml", "to = 2024-03-01", "to = 2018-03-01", ("不晚于起日", "请改正")),
        ("leaders.toml", 'posts = ["二级巡视员"]', 'posts = ["总裁判长"]', ("不含 posts 中的任何一个",)),
        ("forms.toml", "title_longest = 50", 'title_longest = "五十"', ("forms.toml 第", "应为整数")),
        ("forms.toml", '"ordinals.third"', '"ordinals.thrid"', ("没有规则“ordinals.thrid”", "是否应为“ordinals.third”")),
        ("personal.toml", '"personal.plate" = "ask"', '"personal.plate" = "maybe"', ("不在可选之列", "must、ask、off")),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_mend(
    folder: Path, name: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    replace(folder, name, old, new)
    sentence = refused(folder)
    assert all(words in sentence for words in said), sentence
    assert sentence.startswith(name)


def test_a_missing_file_and_one_in_another_encoding_are_told_together(folder: Path) -> None:
    (folder / "leaders.toml").unlink()
    (folder / "terms.toml").write_bytes("terms = []  # 注释".encode("gbk"))
    sentence = refused(folder)
    assert "leaders.toml 全文：没有这个文件。" in sentence
    assert "terms.toml 全文：文件不是 UTF-8 编码。" in sentence


def test_empty_files_check_only_what_needs_no_list(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_text("", encoding="utf-8")
    found = check(Text("标题", "<p>布署，，610199198803070019。</p>"), load(folder), TODAY)
    assert {f.rule for f in found} == {"punctuation.doubled", "personal.identity_number"}


def test_a_rule_can_be_turned_off_or_made_milder_and_numbers_stay_masked(folder: Path) -> None:
    replace(folder, "forms.toml", '"ordinals.third" = "must"', '"punctuation.doubled" = "ask"')
    replace(folder, "personal.toml", '"personal.plate" = "ask"', '"personal.mobile_phone" = "off"')
    found = check(Text("标题", "<p>请致电，，13800000123。</p>"), load(folder), TODAY)
    assert [(f.rule, f.severity) for f in found] == [("punctuation.doubled", "ask")]
    assert "13800000123" not in str(found) + found[0].context


def test_a_group_of_the_pattern_stands_in_the_mend(folder: Path) -> None:
    old = '{ kind = "character", wrong = "按装", right = "安装"'
    new = '{ pattern = "(甲|乙)方单位", right = "\\\\1方"'
    replace(folder, "terms.toml", old, new)
    replace(folder, "terms.toml", ', unless = ["按装备", "按装修", "按装配", "按装载"]', "")
    (finding,) = check(Text("标题", "<p>由乙方单位负责。</p>"), load(folder), TODAY)
    assert finding.mend == "改为“乙方”。"
