"""三(三), 二(二).5: the papers that the desk prints are a view of the chain: what was done stands on them under its
name, what was not is left for the pen; the signed paper comes back by its number (F1, F12).
"""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta

import docx
import pypdfium2
import pytest
import time_machine
from django.urls import reverse

from gongkai.clearance import paper_numbers, papers
from gongkai.clearance.models import Clearance
from gongkai.clearance.tests.acts import confirm, edit, register, send_back
from gongkai.desk.sheets.paper_word import as_docx, said
from gongkai.kinds.registry import labelled, title_of
from gongkai.matters.documents.models import Document
from gongkai.trail.refusals import Refused
from tests.security.routes import browser


@pytest.fixture
def at_the_desk(bureau):
    with time_machine.travel(bureau.now, tick=False):
        yield bureau


def printed(bureau, sheet: Clearance, name: str = "dispatch") -> papers.Paper:
    """The value as the desk makes it, but for who published."""
    sheet = bureau.fresh(sheet)
    text = sheet.revision.value
    given = papers.Given(title_of(text.kind), labelled(text))
    return papers.paper(sheet, name, given, bureau.now)


def told(paper: papers.Paper) -> list[str]:
    """The paper as lines of text: label, what was said, who, when."""
    lines = [
        "|".join(filter(None, [one.label, one.said, one.who, one.when])) for one in paper.lines
    ]
    return [f"{label}：{text}" for label, text in (*paper.facts, *paper.items)] + lines


# --- golden texts -----------------------------------------------------------------------------------

DIGEST = "文本摘要 "
WHOLE = [
    "标题：关于开展全民健身活动的通知",
    "文号：市体发〔2026〕1号",
    "主送：各区县体育局",
    "拟稿处室：群众体育处",
    "拟稿人：群体处拟稿人",
    "送审时间：2026-03-02 10:00",
    "公开属性：主动公开",
    "理由：以公开为常态，无不公开理由",
    "附件：无",
    "成文日期：2026-03-02",
    "处室负责人审核|同意|群众体育处处长 群体处负责人|2026-03-02 10:00",
    "会签：竞技体育处|同意|竞技体育处处长 竞体处负责人|2026-03-02 10:00",
    "办公室核稿|同意|办公室核稿员 办公室核稿员甲|2026-03-02 10:00",
    "保密审查|可以公开。已逐项审查|办公室保密审查员 保密审查员|2026-03-02 10:00",
    "法制审核|本件不经法制审核环节",
    "局领导签发|同意（本人签发）|局领导副局长 分管局领导甲|2026-03-02 11:00",
    "编号复核|市体发〔2026〕1号|办公室核稿员 办公室核稿员乙|2026-03-02 11:00",
    "印发（份数、日期）",
]
HALF = [
    "标题：关于开展全民健身活动的通知",
    "文号：",
    "拟稿处室：群众体育处",
    "拟稿人：群体处拟稿人",
    "送审时间：2026-03-02 10:00",
    "公开属性：主动公开",
    "理由：以公开为常态，无不公开理由",
    "附件：无",
    "成文日期：",
    "处室负责人审核|同意|群众体育处处长 群体处负责人|2026-03-02 10:00",
    "办公室核稿",
    "保密审查",
    "会签|无会签处室",
    "法制审核|本件不经法制审核环节",
    "局领导签发",
    "编号复核",
    "印发（份数、日期）",
]
REVIEWS = [
    "一审（处室负责人审核）|同意|群众体育处处长 群体处负责人|2026-03-02 10:00",
    "一校（拟稿人）|拟稿送审|群众体育处 群体处拟稿人|2026-03-02 10:00",
    "二审（办公室核稿）|同意|办公室核稿员 办公室核稿员甲|2026-03-02 10:00",
    "二校（办公室核稿）|同意|办公室核稿员 办公室核稿员甲|2026-03-02 10:00",
    "三审（局领导签发）|同意（本人签发）|局领导副局长 分管局领导甲|2026-03-02 11:00",
    "三校（编号复核）|市体发〔2026〕1号|办公室核稿员 办公室核稿员乙|2026-03-02 11:00",
    "发布",
]


def whole_chain(bureau) -> Clearance:
    sheet = bureau.submit(
        bureau.draft(addressees="各区县体育局"), consulted=("competitive_sports",)
    )
    for who in ("head", "other_head", "editor"):
        bureau.agree(sheet, who)
    bureau.review_secrecy(sheet)
    bureau.later(hours=1)
    bureau.sign(sheet)
    bureau.number(sheet, "市体发〔2026〕1号")
    return sheet


def test_the_dispatch_sheet_of_a_whole_chain_says_who_did_what_and_when(bureau):
    lines = told(printed(bureau, whole_chain(bureau)))
    assert [line for line in lines if not line.startswith("稿次")] == WHOLE


def test_the_three_reviews_are_the_steps_that_the_plan_names_for_them(bureau):
    paper = printed(bureau, whole_chain(bureau), "three_reviews")
    assert told(paper)[-7:] == REVIEWS


def test_the_secrecy_sheet_has_every_ground_of_the_regulations_and_the_reviewers_outcome(bureau):
    """条例第十四至十六条: each item is asked; what nobody ticked in the system is left for the pen."""
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "head")
    paper = printed(bureau, sheet, "secrecy")
    assert [answer for _, answer in paper.items[2:]] == ["□涉及　□不涉及"] * 7
    assert [line.blank for line in paper.lines] == [False, False, True]
    bureau.agree(sheet, "editor")
    bureau.review_secrecy(sheet)
    last = printed(bureau, sheet, "secrecy").lines[-1]
    assert (last.label, last.said) == ("保密审查", "可以公开。已逐项审查")


def test_a_chosen_ground_is_ticked(bureau):
    sheet = bureau.submit(
        bureau.draft(
            body="", attribute="withheld", ground="16-internal",
            review_on=(bureau.now + timedelta(days=365)).date(),
        )
    )  # fmt: skip
    paper = printed(bureau, sheet, "secrecy")
    assert dict(paper.items)["内部事务信息（条例第十六条第一款）"].startswith("■涉及")
    assert dict(paper.facts)["公开属性"] == "不予公开"


def test_of_a_half_done_sheet_the_rest_is_left_for_the_pen(bureau):
    sheet = bureau.submit(bureau.draft())
    bureau.agree(sheet, "head")
    assert [line for line in told(printed(bureau, sheet)) if not line.startswith("稿次")] == HALF
    lines = {line.label: line for line in printed(bureau, sheet).lines}
    assert not lines["处室负责人审核"].blank
    for label in ("办公室核稿", "保密审查", "局领导签发", "编号复核"):
        assert lines[label].blank, label
        assert "签名：" in said(lines[label])


@pytest.mark.parametrize("name", ["dispatch", "three_reviews", "secrecy"])
def test_what_was_cancelled_is_not_left_for_the_pen(bureau, name):
    sheet = bureau.submit(bureau.draft())
    assert "局领导签发" in [one.label for one in printed(bureau, sheet).lines if one.blank]
    send_back(bureau, sheet, "head")
    paper = printed(bureau, sheet, name)
    steps = {step.title for step in sheet.steps.filter(state="cancelled")}
    cancelled = [one for one in paper.lines if "已终止" in one.said]
    assert cancelled
    left = [one.label for one in paper.lines if one.blank]
    assert not [label for label in left if any(title in label for title in steps)]


def test_information_has_no_dispatch_sheet(bureau):
    sheet = bureau.submit(bureau.draft(document_kind="information"))
    assert papers.names(sheet) == ["three_reviews", "secrecy"]


def test_who_published_stands_on_the_page_and_counts_as_the_last_reading_of_information(
    at_the_desk,
):
    bureau = at_the_desk
    bureau.published(document_kind="information")
    sheet = Clearance.objects.get()
    page = page_of(bureau, "editor", sheet, "three_reviews").content.decode()
    assert page.count("办公室核稿员 办公室核稿员甲") == 2, "三校 before publishing, and 发布"
    assert "索引号 演示/2026-00001" in page


# --- the paper comes back ---------------------------------------------------------------------------


def test_a_paper_signed_with_a_pen_is_found_by_its_number_and_registered(at_the_desk):
    bureau = at_the_desk
    sheet = bureau.submit(bureau.draft())
    number = printed(bureau, sheet).number
    client = browser(bureau, "editor")
    found = client.get(reverse("desk:find_paper"), {"number": number})
    assert found.url == f"{reverse('desk:case', args=[sheet.uuid])}?paper={number}"
    assert f'value="{number}"' in client.get(found.url).content.decode(), "the form has it already"
    bureau.later(hours=2)
    register(bureau, sheet, proof=number)
    confirm(bureau, sheet)
    lines = {line.label: line for line in printed(bureau, sheet).lines}
    assert lines["局领导签发"].said == f"同意（已签批件登记，{number}）"
    assert lines["办公室核稿"].who == f"{number} 见签批件"


def test_a_paper_of_another_sheet_or_of_an_older_text_cannot_be_registered(bureau):
    first, second = bureau.submit(bureau.draft()), bureau.submit(bureau.draft(title="另一件"))
    with pytest.raises(Refused, match="不是本件的发文稿纸"):
        register(bureau, first, proof=printed(bureau, second).number)
    old = printed(bureau, first).number
    send_back(bureau, first, "head")
    draft = Document.objects.get(pk=first.subject_id)
    bureau.submit(edit(bureau, draft, body="<p>改过的正文。</p>"))
    with pytest.raises(Refused, match="印的是第 1 稿，现为第 2 稿"):
        register(bureau, first, proof=old)
    (
        register(bureau, first, proof="秦政通 2026-031"),
        "the control: other numbers are not ours to judge",
    )


def test_one_wrong_digit_in_the_number_is_noticed(bureau):
    sheet = bureau.submit(bureau.draft())
    number = printed(bureau, sheet).number
    assert str(paper_numbers.read(f"发文稿纸 {number}")) == number
    for place, digit in enumerate(number):
        if digit.isdigit():
            wrong = f"{number[:place]}{(int(digit) + 1) % 10}{number[place + 1 :]}"
            assert paper_numbers.read(wrong) is None, wrong


# --- page and file ----------------------------------------------------------------------------------


def page_of(bureau, who: str, sheet: Clearance, name: str, route: str = "desk:paper"):
    return browser(bureau, who).get(reverse(route, args=[sheet.uuid, name]))


@pytest.mark.parametrize("name", list(papers.TITLES))
def test_page_and_word_file_say_the_same(at_the_desk, name):
    bureau = at_the_desk
    sheet = whole_chain(bureau)
    paper = printed(bureau, sheet, name)
    page = page_of(bureau, "head", sheet, name).content.decode()
    answer = page_of(bureau, "head", sheet, name, "desk:paper_word")
    document = docx.Document(io.BytesIO(answer.content))
    cells = "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    said = [*paper.facts, *paper.items, *((one.label, one.who) for one in paper.lines)]
    for text in (text for pair in said for text in pair):
        assert text in page
        assert text in cells
    assert paper.number in page
    assert paper.number in "\n".join(p.text for p in document.paragraphs)
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_may_not_see_the_sheet_gets_none_of_its_papers(at_the_desk):
    bureau = at_the_desk
    sheet = bureau.submit(bureau.draft())
    for who in ("other_head", "auditor", "system_administrator"):
        for route in ("desk:paper", "desk:paper_word"):
            assert page_of(bureau, who, sheet, "dispatch", route).status_code == 404, who
    assert page_of(bureau, "head", sheet, "dispatch").status_code == 200, "the control"
    assert page_of(bureau, "head", sheet, "nothing").status_code == 404


@pytest.mark.office
@pytest.mark.parametrize("done", [True, False])
def test_the_dispatch_sheet_fills_one_page(bureau, tmp_path, done):
    """Done or to be signed with a pen: one leaf goes from desk to desk."""
    sheet = whole_chain(bureau) if done else bureau.submit(bureau.draft())
    file = tmp_path / "paper.docx"
    file.write_bytes(as_docx(printed(bureau, sheet), "西安市体育局"))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert len(pypdfium2.PdfDocument(tmp_path / "paper.pdf")) == 1


def test_the_same_paper_gives_the_same_bytes(bureau):
    sheet = whole_chain(bureau)
    assert as_docx(printed(bureau, sheet), "市体育局") == as_docx(
        printed(bureau, sheet), "市体育局"
    )
