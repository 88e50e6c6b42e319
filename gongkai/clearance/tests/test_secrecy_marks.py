"""a text with a mark of secrecy is refused before it is stored; the words of the law are no mark."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from django.db import connection

from gongkai.clearance.secrecy import mark_in
from gongkai.clearance.tests import acts
from gongkai.kinds.verbs.submitting import submit
from gongkai.matters.documents.models import Document
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from tests.casting import PLANS

CANARY = "金丝雀七号训练基地"
MARKED = (
    "机密★1年", "秘密★10年", "绝密★长期", "机密★", "秘密 ★ 6个月", "机密☆三年", "秘密＊五年", "机　密★二十年",
    "机密10年", "秘密 5 年", "绝密长期", "密级：机密", "密级: 秘密", "本件定为秘密5年", "密级机密3年",
    "\n机密\n", "秘 密", "【绝密】", "（秘密）", "份号：000123", "份号 7", "份　号０００００１",
    "内部资料 注意保存", "内部资料，请勿外传", "内部文件\n不得翻印", "（内部资料）", "【内部刊物】", "内部资料", "内部刊物 第12期",
    "内部资料·2026年第3期", "注意保存", "（注意保存）", "机\u200b密★1年", "ｍ 秘密★１年",
    "<p>机密★1年</p>", "<p>关于</p><p>秘密</p><p>的</p>", "<p><strong>机密</strong>★1年</p>", "<p>机密&#9733;1年</p>",
    "<div>机密</div>", "<table><tr><td>秘密</td><td>特急</td></tr></table>", "<p>份号：<u>000123</u></p>",
    "<p>内部资料</p><p>注意保存</p>", "<h2><em>绝</em>密</h2>", "正文。<br>秘密<br>正文。",
)  # fmt: skip
INNOCENT = (
    "涉及商业秘密、个人隐私的不予公开。", "依法保守国家秘密和工作秘密。", "商业秘密长期保护机制", "国家秘密10年保密期限届满的，自行解密。",
    "工作秘密三年清理一次", "技术秘密五年内不得转让", "记者秘密调查三个月", "秘密调查发现", "无记名投票秘密进行", "保密审查未发现绝密、机密、秘密内容。",
    "密级分为绝密、机密、秘密三级。", "按照密级管理规定执行", "公文应当标注份号、密级和保密期限。", "居民身份号 610103", "每月份 号召 1000 人参加",
    "内部资料性出版物管理办法", "不得以内部文件为由拒绝公开。", "清理内部文件12件", "内部资料整理工作已完成", "单位内部文件流转办法",
    "请考生注意保存准考证。", "注意保存好购票凭证，以备查验。", "请注意保存。", "加强保密教育，严守纪律", "比赛机密不透风的防守",
    "全民健身★★★星级场馆", "评为五星★场地", "（国家秘密除外）", "《商业秘密保护规定》", "秘密花园马术俱乐部10年庆典", "长期保存", "份数：300",
    "<p>涉及<strong>国家秘密</strong>的除外</p>", "<p>商业秘密</p>", "<ul><li>国家秘密</li><li>商业秘密</li></ul>", "",
)  # fmt: skip


@pytest.mark.parametrize("text", MARKED)
def test_a_text_with_a_mark_is_refused(text):
    assert mark_in(text)
    assert mark_in(f"关于开展活动的通知\n{text}\n各区县："), "anywhere in a document"


@pytest.mark.parametrize("text", INNOCENT)
def test_the_same_words_in_a_sentence_are_accepted(text):
    assert mark_in(text) is None
    assert mark_in(f"关于开展活动的通知\n<p>各区县：</p>{text}<p>特此通知。</p>") is None


def test_there_are_enough_of_both():
    assert len(set(MARKED)) >= 25
    assert len(set(INNOCENT)) >= 25


def test_the_bureaus_own_plan_holds_no_mark():
    assert mark_in((PLANS / "plan-text.txt").read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "piece", ["机 ", "内部资料 ", "<p ", "份 号 ", "秘密 1", "(" * 50, "内部资料,"]
)
def test_a_text_made_to_be_slow_is_read_within_seconds(piece):
    begun = time.monotonic()
    mark_in(piece * 20_000)
    assert time.monotonic() - begun < 5


def found_in_the_database(words: str) -> list[str]:
    """The tables in which these words stand anywhere."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(
                words in str(value) or json.dumps(words)[1:-1] in str(value)
                for row in cursor.fetchall()
                for value in row
            ):
                found.append(table)
    return found


BODY = f"<p>机密★1年</p><p>{CANARY}</p>"


def begins(bureau):
    return lambda: bureau.draft(title=f"关于{CANARY}的通知", body=BODY)


def saves(bureau):
    document = bureau.draft()
    return lambda: acts.edit(bureau, document, body=BODY)


def submits(bureau):
    """What was a draft before the words became a mark: it stays a draft and goes no further."""
    document = bureau.draft()
    Document.objects.filter(pk=document.pk).update(body="<p>机密★1年</p>")
    return lambda: submit(subject=document.subject, by=bureau.at("drafter"), at=bureau.now)


def signs_amended(bureau):
    sheet = bureau.to_the_leader(bureau.draft())
    text = replace(bureau.fresh(sheet).revision.value, body=BODY)
    return lambda: bureau.sign(sheet, amended=text)


def corrects(bureau):
    sheet = bureau.signed()
    return lambda: acts.correct(bureau, sheet, body=BODY)


@pytest.mark.parametrize("way", [begins, saves, submits, signs_amended, corrects])
def test_what_is_refused_leaves_nothing_but_an_entry_without_content(bureau, way):
    act = way(bureau)
    before = Entry.objects.count()
    with pytest.raises(Refused, match="文本中有密级标志") as refused:
        act()
    assert CANARY not in refused.value.sentence
    entry = Entry.objects.latest("number")
    assert Entry.objects.count() == before + 1
    assert (entry.action, entry.data, entry.clause) == (
        "refused.secrecy_mark",
        {"mark": "密级标志"},
        "三(三)",
    )
    assert entry.person is not None
    assert found_in_the_database(CANARY) == []


def test_the_search_itself_finds_what_was_kept(bureau):
    """The control: without the mark the same words stand in the draft and in the trail."""
    bureau.submit(bureau.draft(title=f"关于{CANARY}的通知"))
    assert {"documents_document", "clearance_revision", "trail_entry"} <= set(
        found_in_the_database(CANARY)
    )
