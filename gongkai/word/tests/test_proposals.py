"""What a document says about itself is proposed: 标题, 文号, 成文日期, 主送, 附件, 附注 → 公开属性."""

from __future__ import annotations

import datetime

import pytest

from gongkai.word import document, lines
from gongkai.word.imported import Proposal
from gongkai.word.tests.cases_official import CASES
from gongkai.word.tests.making import docx, p

OFFICES = "各区县体育局，市级各单项协会"
TITLE = "西安市体育局关于印发《西安市体育场馆开放办法》的通知"
SIGNED = {
    "date": datetime.date(2026, 3, 12),
    "attachments": ("西安市体育场馆开放办法", "开放场馆名单"),
    "attribute": "proactive",
    "note": "（此件公开发布）",
}
EXPECTED = {
    "whole_notice": Proposal(TITLE, "市体发〔2026〕12号", addressees=OFFICES, **SIGNED),
    "red_head_in_a_text_box": Proposal(TITLE, "西体字〔2026〕7号", addressees=OFFICES, **SIGNED),
    "red_head_in_an_old_text_box": Proposal(TITLE, "市体发〔2026〕9号", addressees=OFFICES),
    "red_head_as_a_table": Proposal(TITLE, "市体发〔2026〕3号", addressees=OFFICES),
    "red_head_as_word_art": Proposal(TITLE, "市体发〔2026〕12号", addressees=OFFICES),
    "black_head_of_a_letter": Proposal(
        "西安市体育局关于商请支持全民健身活动的函",
        "市体函〔2026〕5号",
        datetime.date(2026, 12, 21),
        "市公安局",
        "on_request",
        note="（此件依申请公开）",
    ),
    "as_on_a_web_page": Proposal(
        "西安市体育局2026年政务公开工作要点",
        "市体办发〔2026〕4号",
        datetime.date(2026, 2, 2),
        attribute="proactive",
        note="公开方式：主动公开",
    ),
    "withheld_with_typed_page_numbers": Proposal(
        "关于干部任免的请示",
        "",
        datetime.date(2026, 5, 6),
        "市政府",
        "withheld",
        note="（此件不予公开）",
    ),
    "head_in_frames": Proposal("关于研究冬季全民健身工作的会议纪要", "第12号"),
    "a_title_in_one_paragraph_with_breaks": Proposal(
        "西安市体育局关于 2026 年 Marathon City Run 工作的通知", addressees=OFFICES
    ),
    "nothing_official_at_all": Proposal(),
    "attachments_on_one_line_and_long_copies": Proposal(
        "关于开展检查的通知",
        date=datetime.date(2026, 4, 30),
        addressees="各单位",
        attachments=("检查表", "《打分办法》（试行）", "联系人名单"),
    ),
    "signature_brought_to_the_right_by_blanks_and_indents": Proposal(
        "西安市体育场馆开放名单", date=datetime.date(2026, 3, 12)
    ),
    "headings_by_their_looks": Proposal("关于加强管理的意见"),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_each_official_document_proposes_what_it_says(name: str) -> None:
    assert document.read(CASES[name](), "a.docx").proposal == EXPECTED[name]


@pytest.mark.parametrize(
    ("note", "attribute"),
    [
        ("（此件公开发布）", "proactive"),
        ("(此件公开发布)", "proactive"),
        ("（此件主动公开）", "proactive"),
        ("（此件依申请公开）", "on_request"),
        ("（此件不予公开）", "withheld"),
        ("（此件不公开）", "withheld"),
        ("（此件长期不公开，内部掌握）", "withheld"),
        ("（主动公开）", "proactive"),
        ("信息公开选项：依申请公开", "on_request"),
        ("公开属性：不予公开", "withheld"),
        ("（公开征求意见稿）", None),
        ("（向社会公开招标）", None),
        ("本办法自发布之日起公开。", None),
    ],
)
def test_the_note_says_the_attribute(note: str, attribute: str | None) -> None:
    assert lines.attribute_in(note) == attribute


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("市体发〔2026〕12号", "市体发〔2026〕12号"),
        ("市体发[2026]12号", "市体发〔2026〕12号"),
        ("市体发（2026）第 012 号", "市体发〔2026〕12号"),
        ("市体发【2026】１２号　签发人：张三", "市体发〔2026〕12号"),
        ("文号：市体办函﹝2026﹞3号", "市体办函〔2026〕3号"),
        ("2026年第3号", "2026年第3号"),
        ("根据市体发〔2026〕12号文件。", ""),
        ("市体发〔2026〕号", ""),
    ],
)
def test_the_number_comes_in_its_one_right_form(line: str, number: str) -> None:
    assert lines.number_in(line) == number


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2026年3月12日", datetime.date(2026, 3, 12)),
        ("2026 年 3 月 12 日", datetime.date(2026, 3, 12)),
        ("２０２６年３月１２日", datetime.date(2026, 3, 12)),
        ("二〇二六年三月十二日", datetime.date(2026, 3, 12)),
        ("二○二六年十月二十日", datetime.date(2026, 10, 20)),
        ("二零二六年十一月三十一日", None),
        ("二〇二六年十二月廿一日", datetime.date(2026, 12, 21)),
        ("2026年2月30日", None),
        ("自2026年3月12日起施行", None),
    ],
)
def test_dates_are_read_in_digits_and_in_words(line: str, date: datetime.date | None) -> None:
    assert lines.date_in(line) == date


@pytest.mark.parametrize(
    "text",
    [
        "西安市体育局文件管理办法",
        "关于公文处理文件的通知",
        "西安市体育局2026年工作总结",
    ],
)
def test_a_title_that_looks_like_a_head_is_the_title(text: str) -> None:
    imported = document.read(docx(p(text, align="center"), p("正文。")), "a.docx")
    assert (imported.proposal.title, imported.html) == (text, "<p>正文。</p>")


def test_the_first_chapter_is_no_title_but_the_only_one_is() -> None:
    big = '<w:sz w:val="44"/>'
    chapters = docx(p("总则", style="1", run=big), p("文。"), p("附则", style="1", run=big))
    assert document.read(chapters, "a.docx").html.startswith("<h2>总则</h2>")
    alone = document.read(docx(p("西安体育", style="1", run=big), p("文。")), "a.docx")
    assert (alone.proposal.title, alone.html) == ("西安体育", "<p>文。</p>")


def test_a_document_that_speaks_of_copies_keeps_its_text() -> None:
    text = [p("关于公文处理的办法", style="a3"), *(p(f"第{n}条　内容。") for n in range(1, 9))]
    text[4] = p("抄送：指需要执行或者知晓公文内容的其他机关。")
    assert "抄送：指需要" in document.read(docx(*text), "a.docx").html


def test_an_organ_in_black_without_number_stays() -> None:
    html = document.read(docx(p("西安市体育局", align="left"), p("正文。")), "a.docx").html
    assert html == "<p>西安市体育局</p><p>正文。</p>"


def test_the_marks_of_secrecy_of_a_head_are_among_what_was_dropped() -> None:
    imported = document.read(CASES["head_in_frames"](), "a.docx")
    assert "机密" not in imported.html
    assert "机密★1年" in imported.dropped.split("\n")


def test_head_and_imprint_are_dropped_but_not_forgotten() -> None:
    dropped = document.read(CASES["whole_notice"](), "a.docx").dropped
    for words in (
        "西安市体育局文件",
        "000012",
        "特急",
        "抄送：市政府办公厅",
        "2026年3月13日印发",
        "（此件公开发布）",
    ):
        assert words in dropped
