"""三(一).2 按照任务分工，切实落实责任: the 任务分解表 says what became of each duty; it goes out, is filled in Excel, and
comes back row by row through the same act as 登记完成情况 (F23).
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import docx
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from lxml import html

from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.obligations import filling
from gongkai.obligations.filling import Filled
from gongkai.obligations.models import Obligation, Record
from gongkai.obligations.periods import named
from gongkai.obligations.ticking import tick
from gongkai.plan.queries import the_bureaus_plan
from gongkai.plan.table import HEADINGS
from gongkai.supervision.figures import conform
from gongkai.supervision.task_table import lines
from gongkai.tables.reading import grid
from gongkai.tables.writing import Sheet, xlsx
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import Refused
from tests.security.matrix import ROLES
from tests.security.routes import again, browser
from tests.security.rows import changed, rows

YEAR = named("2026")
TYPED = ("序号", "任务", "完成日期", "完成情况", "佐证")


@pytest.fixture
def spring(bureau):
    """Ten weeks on: documents came and went, the calendar opened its tasks."""
    tick(by=system("时限巡检"), at=bureau.now)
    bureau.published()
    late = bureau.signed(title="迟发的通知")
    bureau.later(days=5)
    bureau.seen_outside(bureau.publish(late))
    bureau.signed(title="没发的通知")
    bureau.now = datetime(2026, 4, 20, 9, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=bureau.now)
    with time_machine.travel(bureau.now, tick=False):
        yield bureau


# --- what became of each duty -----------------------------------------------------------------------


def test_the_table_has_every_duty_of_the_plan_with_what_became_of_it(spring):
    in_force = the_bureaus_plan(local_day(spring.now))
    table = {line.duty.id: line for line in lines(in_force, spring.now)}
    assert list(table) == [duty.id for duty in in_force.plan.duties]
    assert table["二(二).6b"].cells[7] == "已办 2（逾期办结 1） · 逾期 1"
    assert table["二(八).6"].cells[7] == "本软件尚未支持"
    assert table["二(六).1"].cells[7].startswith("未报告 ")


def test_its_figures_are_those_of_conform(spring):
    in_force = the_bureaus_plan(local_day(spring.now))
    report = {p["plan"]: p for p in conform(spring.now)}[in_force.plan.id]
    figures = {d["id"]: d for clause in report["clauses"] for d in clause["duties"]}
    for line in lines(in_force, spring.now):
        expected, counts = figures[line.duty.id], line.counts
        assert line.figures.zero_report == expected["zero_report"]
        assert line.figures.unreported == expected["unreported"]
        if expected["kind"] != "not_yet":
            assert (counts.open, counts.done) == (expected["open"], expected["done"])
            assert counts.open_late + counts.late_done == expected["late"]


def test_of_one_organ_stand_its_duties_and_its_figures(spring):
    in_force = the_bureaus_plan(local_day(spring.now))
    table = {line.duty.id: line for line in lines(in_force, spring.now, "competitive_sports")}
    assert "二(十).1" not in table, "the site is the office's"
    assert table["二(二).5"].cells[7] == "暂无记录"
    assert table["二(二).7"].cells[7] == "暂无记录", (
        "the year before this installation is not its to prove"
    )
    own = {line.duty.id: line for line in lines(in_force, spring.now, "mass_sports")}
    assert own["二(二).5"].cells[7] == "已办 3"


def test_page_spreadsheet_and_word_file_say_the_same(spring):
    client, address = browser(spring, "editor"), reverse("desk:task_table")
    page = html.fromstring(client.get(address).content.decode())
    shown = [
        [" ".join(td.text_content().split()) for td in row.xpath("./td")]
        for row in page.xpath("//tbody/tr")
    ]
    headings, *cells = grid(client.get(address, {"export": "xlsx"}).content)
    assert tuple(headings) == HEADINGS
    assert [[cell or "—" for cell in row] for row in cells] == shown
    paper = docx.Document(io.BytesIO(client.get(address, {"export": "docx"}).content))
    section = paper.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    written = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert written == [headings, *cells]


def test_a_drafter_gets_the_figures_of_the_own_organ_and_of_the_bureau_and_of_nobody_else(spring):
    page = html.fromstring(
        browser(spring, "drafter").get(reverse("desk:task_table")).content.decode()
    )
    assert page.xpath("//select[@name='organ']/option/@value") == ["", "mass_sports"]
    asked = {"organ": "office", "export": "xlsx"}
    theirs = grid(browser(spring, "drafter").get(reverse("desk:task_table"), asked).content)
    assert len(theirs) == 1 + len(the_bureaus_plan(local_day(spring.now)).plan.duties)


# --- out, filled in, back ---------------------------------------------------------------------------


def download(client) -> list[dict[str, str]]:
    asked = {"period": "2026", "export": "xlsx"}
    headings, *cells = grid(client.get(reverse("desk:fill_table"), asked).content)
    return [dict(zip(headings, row, strict=True)) for row in cells]


def upload(client, table: list[dict[str, str]], act: str = ""):
    cells = [[row.get(heading, "") for heading in TYPED] for row in table]
    file = SimpleUploadedFile("填好.xlsx", xlsx(Sheet("表", TYPED, cells)))
    return client.post(reverse("desk:fill_table"), {"file": file})


def press(client, answer, act: str):
    """The button under the preview: what it showed goes back as it stood there."""
    page = html.fromstring(answer.content.decode())
    [held] = page.xpath("//input[@name='rows']/@value")
    return client.post(reverse("desk:fill_table"), {"act": act, "rows": held})


def wrong_cells(answer) -> list[tuple[str, str]]:
    page = html.fromstring(answer.content.decode())
    found = page.xpath("//section[@aria-label='读取结果']//table[1]//tbody/tr")
    return [(r.xpath("string(./td[1])").strip(), r.xpath("string(./td[3])").strip()) for r in found]


def test_the_office_fills_its_table_and_every_row_is_recorded_like_one_by_hand(spring):
    client = browser(spring, "editor")
    table = download(client)
    site = [row for row in table if "网站" in row["任务"] or "栏目" in row["任务"]]
    assert len(site) >= 2, "the control: monthly and quarterly tasks of the site"
    assert {row["状态"] for row in table} >= {"超期", "正常"}, "March is late already"
    site[0].update(完成日期="2026-03-31", 完成情况="三月值班读网", 佐证="读网记录")
    site[1].update(完成日期="2026/4/15", 完成情况="四月值班读网")
    answer = upload(client, table)
    assert answer.status_code == 200
    assert not Record.objects.exists(), "nothing is stored before 确认"
    assert press(client, answer, "confirm").status_code == 302
    assert Record.objects.count() == 2
    first = Obligation.objects.get(pk=site[0]["序号"])
    assert (first.ending, first.title) == ("discharged", site[0]["任务"]), (
        "the very task of the row"
    )
    entries = Entry.objects.filter(action="obligation.recorded")
    assert entries.count() == 2
    assert entries.get(subject_id=first.subject_id).data["files"] == ["读网记录"]


def test_rows_already_taken_are_recognised_and_taken_once(spring):
    client = browser(spring, "editor")
    table = download(client)
    table[0].update(完成日期="2026-04-01", 完成情况="已办")
    press(client, upload(client, table), "confirm")
    assert Record.objects.count() == 1
    once_more = upload(client, download(client))
    assert "已登记过 1 行" in once_more.content.decode()
    assert upload(client, table).content.decode().count("已登记过 1 行") == 1, "the old file too"
    assert not html.fromstring(once_more.content.decode()).xpath("//input[@name='rows']")
    changed_text = [{**table[0], "完成情况": "另外的内容"}]
    assert wrong_cells(upload(client, changed_text)) == [
        ("A2", "该任务已办结，登记内容与此不同。如需补充，请与办公室联系。")
    ]


def test_each_bad_cell_is_named_and_nothing_is_recorded(spring):
    client = browser(spring, "editor")
    good, *rest = download(client)
    others = Obligation.objects.filter(holder="personnel").first()
    software = Obligation.objects.filter(holder="office", duty="二(二).6b").first()
    table = [
        {**good, "完成日期": "2026-04-01", "完成情况": "好的一行"},
        {"序号": "999999", "任务": "没有的任务", "完成日期": "2026-04-01", "完成情况": "甲"},
        {"序号": str(others.pk), "任务": others.title, "完成日期": "2026-04-01", "完成情况": "乙"},
        {
            "序号": str(software.pk),
            "任务": software.title,
            "完成日期": "2026-04-01",
            "完成情况": "丙",
        },
        {**rest[0], "任务": "错行了", "完成日期": "2026-04-01", "完成情况": "丁"},
        {**rest[1], "完成情况": "没有日期"},
        {**rest[2], "完成日期": "四月一日", "完成情况": "不是日期"},
        {**rest[3], "完成日期": "2026-04-21", "完成情况": "明天"},
        {**rest[4], "完成日期": "2019-04-21", "完成情况": "早年"},
        {**rest[5], "完成日期": "2026-04-01", "完成情况": "长" * 1001, "佐证": "长" * 301},
    ]
    answer = upload(client, table)
    assert answer.status_code == 409
    said = wrong_cells(answer)
    assert [place for place, _ in said] == [
        "A3",
        "A4",
        "A5",
        "A6",
        "C7",
        "C8",
        "C9",
        "C10",
        "D11",
        "E11",
    ]
    assert said[0][1].replace("999999", "N") == said[1][1].replace(str(others.pk), "N"), (
        "another's task and none at all are told apart by nobody"
    )
    assert "由系统按实际办理情况计算" in said[2][1]
    assert "是否错行" in said[3][1]
    assert said[6][1] == "完成日期不能晚于今天。"
    assert "早于本任务的期间" in said[7][1]
    assert "现有 1001 字" in said[8][1]
    assert press(client, answer, "confirm").status_code == 409, (
        "the button is not there; pressed all the same"
    )
    assert not Record.objects.exists()


def test_the_file_to_be_corrected_says_what_and_can_be_uploaded_as_it_is(spring):
    client = browser(spring, "editor")
    good, other, *_ = download(client)
    table = [
        {**good, "完成日期": "2026-04-01", "完成情况": "好的一行"},
        {**other, "完成情况": "没有日期"},
    ]
    file = press(client, upload(client, table), "corrected")
    headings, *cells = grid(file.content)
    assert headings == [*TYPED, "需更正"]
    assert [row[-1] for row in cells] == ["", "没有填写完成日期。"]
    mended = [dict(zip(headings, row, strict=True)) for row in cells]
    mended[1]["完成日期"] = "2026-04-02"
    assert press(client, upload(client, mended), "confirm").status_code == 302
    assert Record.objects.count() == 2


def test_a_formula_is_refused_with_its_cell(spring):
    from openpyxl import (
        Workbook,  # what a person with Excel would send: our own writer makes no formula
    )

    book, content = Workbook(), io.BytesIO()
    book.active.append(TYPED)
    book.active.append(["1", "任务", "2026-04-01", "=1+1", ""])
    book.save(content)
    file = SimpleUploadedFile("公式.xlsx", content.getvalue())
    answer = browser(spring, "editor").post(reverse("desk:fill_table"), {"file": file})
    assert answer.status_code == 409
    assert "D2 是公式" in answer.content.decode()


def test_what_came_between_preview_and_confirmation_is_noticed_and_nothing_is_half_recorded(spring):
    client = browser(spring, "editor")
    first, second, *_ = download(client)
    mine = [
        {**first, "完成日期": "2026-04-01", "完成情况": "我的"},
        {**second, "完成日期": "2026-04-01", "完成情况": "也是我的"},
    ]
    waiting = upload(client, mine)
    colleague = browser(spring, "editor2")
    theirs = [{**second, "完成日期": "2026-04-02", "完成情况": "同事的"}]
    press(colleague, upload(colleague, theirs), "confirm")
    assert press(client, waiting, "confirm").status_code == 409
    assert [record.what for record in Record.objects.all()] == ["同事的"]


def test_one_refused_row_takes_all_others_with_it(spring):
    """Rows looked at before the day changed hands: the act itself refuses, and the transaction is whole."""
    tasks = filling.tasks_of("office", YEAR)[:2]
    typed = [Filled(str(t.pk), t.title, "2026-04-01", "做了", "") for t in tasks]
    looked = filling.looked_at(typed, "office", spring.now)
    Obligation.objects.filter(pk=tasks[1].pk).update(ending="void", ended_at=spring.now)
    with pytest.raises(Refused, match="已办结或已取消"):
        filling.record_all(rows=looked, by=spring.at("editor"), at=spring.now)
    assert not Record.objects.exists()


def test_five_hundred_rows_and_not_one_more(spring):
    row = Filled("1", "任务", "2026-04-01", "做了", "")
    assert len(filling.looked_at([row] * 500, "office", spring.now)) == 500
    with pytest.raises(Refused, match="一次最多 500 行"):
        filling.looked_at([row] * 501, "office", spring.now)


def test_only_those_who_may_record_by_hand_load_a_table(spring):
    """Every role presses 确认 with a table that the office could load."""
    client = browser(spring, "editor")
    row = {**download(client)[0], "完成日期": "2026-04-01", "完成情况": "已办"}
    page = html.fromstring(upload(client, [row]).content.decode())
    [held] = page.xpath("//input[@name='rows']/@value")
    for role in ROLES:
        somebody = again(browser(spring, role))
        with transaction.atomic():
            before = rows()
            answer = somebody.post(reverse("desk:fill_table"), {"act": "confirm", "rows": held})
            status, wrote = answer.status_code, bool(changed(before))
            transaction.set_rollback(True)
        if role == "editor":
            assert (status, wrote) == (302, True)
        else:
            assert not wrote, role
            assert status == (
                409 if role in ("head", "other_head") else 302 if role == "anonymous" else 404
            )


@pytest.mark.parametrize(
    "held", ["", "{}", "[1]", '{"columns": {}, "rows": [[1, 2]]}', '{"columns": 1, "rows": []}']
)
def test_what_no_page_of_ours_sent_is_refused_with_a_sentence(spring, held):
    answer = browser(spring, "editor").post(
        reverse("desk:fill_table"), {"act": "confirm", "rows": held}
    )
    assert answer.status_code == 409
    assert "请重新上传表格" in answer.content.decode()


def test_of_a_yearly_task_with_a_term_the_period_is_the_year_before(bureau):
    """二(二).7 of 2026 opens on 1 January 2027 and is due by 30 June: what was done in 2026 is meant, not earlier."""
    tick(by=system("时限巡检"), at=bureau.now)
    bureau.now = datetime(2027, 1, 4, 9, tzinfo=SHANGHAI)
    tick(by=system("时限巡检"), at=bureau.now)
    task = Obligation.objects.get(duty="二(二).7", holder="mass_sports")
    assert filling.first_day(task).isoformat() == "2026-01-01"
    assert local_day(task.opened_at) - filling.first_day(task) == timedelta(days=365)
