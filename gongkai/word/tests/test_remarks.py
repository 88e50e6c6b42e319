"""Nothing is lost or left in without a word: changes, comments, hidden text, names, losses are told."""

from __future__ import annotations

import pytest

from gongkai.clearance.secrecy import mark_in
from gongkai.word import document
from gongkai.word.imported import Imported, Remark
from gongkai.word.tests.golden_files import CASES

BLOCKING = {
    "tracked_changes_as_if_accepted": "文件里有 9 处修订还没有处理（新增 3 处：“新增”、“移走的句子”、“新加的行”；"
    "删除 4 处：“删去的字”、“移走的句子”、“删掉的行”；改格式 2 处）。正文已按“接受全部修订”后的样子导入，请逐处核对。",
    "comments_do_not_come": "文件里有 2 条批注（钱批注：“这里要请示领导”；孙批注：“数字核实”），没有导入。请逐条确认已经处理。",
    "hidden_text_stays_hidden": "文件里有 4 处隐藏文字（“隐藏甲”、“隐藏乙”、“隐藏丙”、“隐藏的行”），没有导入。"
    "请确认不需要公开；需要的，请在正文里补上。",
}
LOST = {
    "fields_of_every_kind": ["目录没有导入", "页码、页数没有导入", "公式域（EQ）"],
    "a_table_of_contents_in_a_control": ["目录没有导入"],
    "formulas_as_text": ["公式只导入了文字"],
    "ruby_keeps_its_base": ["注音没有导入"],
    "a_table_within_a_table": ["表格里还套着表格"],
    "cells_with_everything_in_them": ["被盖住的文字"],
    "text_boxes_that_are_no_head": ["文本框的文字已放进正文"],
    "links_that_lead_somewhere_and_others": ["只保留了文字"],
    "symbols_and_boxes": ["〔符号〕"],
    "controls_with_and_without_content": ["没有填写"],
    "footnotes_and_endnotes": ["注〔3〕的内容在文件里找不到"],
}
CANARIES = (
    "赵修订", "删去的字", "钱批注", "孙批注", "请示领导", "数字核实", "隐藏甲", "隐藏乙", "隐藏丙", "隐藏的行", "隐藏的脚注",
    "周作者", "吴修改", "旧标题", "郑生成", "zhangsan", "页眉文字", "内部资料", "删掉的行", "看不见的字",
)  # fmt: skip


def read(name: str) -> Imported:
    return document.read(CASES[name](), "a.docx")


def said(imported: Imported, kind: str) -> list[Remark]:
    return [remark for remark in imported.remarks if remark.kind == kind]


@pytest.mark.parametrize("name", sorted(BLOCKING))
def test_what_must_be_resolved_is_told_and_blocks(name: str) -> None:
    first = read(name).remarks[0]
    assert (first.text, first.blocking) == (BLOCKING[name], True)


@pytest.mark.parametrize("name", sorted(set(CASES) - set(BLOCKING)))
def test_nothing_else_blocks(name: str) -> None:
    assert not any(remark.blocking for remark in read(name).remarks)


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_a_reader_would_miss_is_told_and_nothing_else(name: str) -> None:
    lost = [remark.text for remark in said(read(name), "lost")]
    wanted = LOST.get(name, [])
    assert len(lost) == len(wanted)
    assert all(any(words in text for text in lost) for words in wanted)


def test_names_are_told_and_do_not_block() -> None:
    (remark,) = said(read("names_in_the_properties"), "author")
    assert "周作者（作者）、吴修改（最后修改者）" in remark.text
    assert "赵修订（修订者）" in said(read("tracked_changes_as_if_accepted"), "author")[0].text
    assert "钱批注（批注者）" in said(read("comments_do_not_come"), "author")[0].text


def test_no_name_no_comment_no_hidden_or_deleted_word_reaches_the_page() -> None:
    for name in CASES:
        imported = read(name)
        shown = (
            imported.html
            + str(imported.proposal)
            + str([(p.name, p.alt) for p in imported.pictures])
        )
        assert not [canary for canary in CANARIES if canary in shown], name


def test_each_of_those_words_was_really_in_a_file() -> None:
    """The control: what is not on the page was dropped, or told."""
    told = "".join(i.dropped + "".join(r.text for r in i.remarks) for i in map(read, CASES))
    assert [canary for canary in CANARIES if canary not in told] == ["zhangsan"]


def test_each_missing_picture_is_told_and_shown() -> None:
    imported = read("pictures_that_do_not_come")
    assert len(said(imported, "missing_picture")) == imported.html.count("〔图片未能导入：") == 9
    assert "流程图里的字" in imported.dropped


@pytest.mark.parametrize(
    "name", ["head_in_frames", "headers_and_footers_stay_out", "names_in_the_properties"]
)
def test_a_mark_of_secrecy_that_is_dropped_is_still_seen(name: str) -> None:
    imported = read(name)
    assert mark_in(imported.html) is None
    assert mark_in(imported.dropped)
