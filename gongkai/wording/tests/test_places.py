"""Where a finding is said to be, and in which order findings come."""

from __future__ import annotations

from gongkai.wording.checking import Text, check
from gongkai.wording.tests.corpora import TODAY, of, rules

BODY = (
    "<p>第一段。</p><p></p><p>第二段布署。</p>"
    "<table><tr><td>布署一</td><td>好</td></tr><tr><td>好</td><td>按装</td></tr></table>"
    "<ul><li>按排</li></ul><table><tr><td>帐户</td></tr></table>"
)


def test_places_are_paragraphs_rows_and_attachments() -> None:
    text = Text("关于布署工作的通知", BODY, (("台帐.xlsx", "好\n\n布署"),))
    found = [(f.where, f.found) for f in check(text, rules(), TODAY)]
    assert found == [
        ("标题", "布署"),
        ("正文第 2 段", "布署"),
        ("表格第 1 行", "布署"),
        ("表格第 2 行", "按装"),
        ("正文第 3 段", "按排"),
        ("第 2 个表格第 1 行", "帐户"),
        ("附件“台帐.xlsx”", "台帐"),
        ("附件“台帐.xlsx”第 3 行", "布署"),
    ]


def test_each_finding_comes_once() -> None:
    assert len(of("<p>帐户与帐户。</p>")) == 2
    both = of("<p>布署</p>")
    assert len(both) == len(set(both)) == 1


def test_words_that_a_tag_parts_are_read_together() -> None:
    assert [f.found for f in of("<p>会议作出<strong>布</strong>署。</p>")] == ["布署"]
    assert of("<p>发布</p><p>署名</p>") == []


def test_invisible_characters_hide_nothing() -> None:
    assert [f.rule for f in of("<p>布\u200b署，手机138\u200b00000123。</p>")] == [
        "terms.character",
        "personal.mobile_phone",
    ]


def test_what_nobody_sees_is_not_read() -> None:
    assert of("<p>好<!-- 布署 --></p><script>布署</script>") == []


def test_forms_and_punctuation_of_attachments_are_left_alone() -> None:
    text = Text("标题", "<p>好。</p>", (("a.pdf", "1、甲,乙\n(一)丙"),))
    assert check(text, rules(), TODAY) == []


def test_every_sentence_is_complete() -> None:
    for finding in of(BODY, title="关于布署工作的通知"):
        assert finding.message.endswith("。")
        assert finding.mend.endswith(("。", "？"))
