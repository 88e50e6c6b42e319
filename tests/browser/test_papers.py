"""三(三), 三(一): papers on the screen and on paper, exports by their links, and the task table filled in and loaded."""

from __future__ import annotations

import pypdfium2
import pytest

from gongkai.tables.reading import grid
from gongkai.tables.writing import Sheet, xlsx
from tests.browser.conftest import PICTURES
from tests.browser.test_accessible import faults

pytestmark = pytest.mark.browser
TITLE = (
    "西安市体育局全面推进政务公开工作实施方案"  # stands in every demonstration from the first start
)
PAPERS = ("发文稿纸", "信息发布审核表（三审三校）", "保密审查表")


def opens_the_sheet(somebody):
    somebody.page.goto("/desk/documents/")
    somebody.page.get_by_role("link", name=TITLE, exact=True).last.click()


def fits(page) -> bool:
    """Nothing has to be pushed sideways, and nobody is kept out."""
    assert faults(page) == []
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("phone", [False, True])
def test_each_paper_is_two_presses_away_and_fits_the_screen(person, phone):
    office = person("办公室核稿员", phone=phone).signs_in("office-editor")
    for number, title in enumerate(PAPERS, start=1):
        opens_the_sheet(office)
        office.page.locator("details.papers summary").click()
        office.page.locator("details.papers").get_by_role("link", name=title).click()
        office.page.wait_for_selector("article.paper-form")
        assert office.sees("编号：")
        assert fits(office.page)
        office.picture(f"打印-{number}-{title[:6]}")
    assert office.faults == []


def test_the_dispatch_sheet_prints_on_one_leaf_without_the_frame(person):
    office = person("办公室核稿员").signs_in("office-editor")
    opens_the_sheet(office)
    office.page.locator("details.papers summary").click()
    office.page.get_by_role("link", name="发文稿纸").click()
    office.page.wait_for_selector("article.paper-form")
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / "打印-发文稿纸.pdf"
    office.page.pdf(path=file, prefer_css_page_size=True)
    leaves = pypdfium2.PdfDocument(file)
    assert len(leaves) == 1
    words = leaves[0].get_textpage().get_text_range()
    assert "发文稿纸" in words
    assert "局领导签发" in words
    assert "任务台账" not in words, "the menu is not printed"
    assert "下载 Word" not in words


def test_the_papers_open_without_javascript(browser, installation, person):
    """The menu is a details element: a browser without scripts opens it as well."""
    office = person("办公室核稿员").signs_in("office-editor")
    opens_the_sheet(office)
    held = office.context.storage_state()
    plain = browser.new_context(
        java_script_enabled=False, storage_state=held, base_url=installation.address
    )
    page = plain.new_page()
    page.goto(office.page.url)
    page.locator("details.papers summary").click()
    page.get_by_role("link", name="保密审查表").click()
    page.wait_for_selector("article.paper-form")
    plain.close()


def test_a_filter_changes_the_export_beside_it(person):
    office = person("办公室核稿员").signs_in("office-editor")
    page = office.page
    page.goto("/desk/tasks/")
    page.select_option("select[name=clause]", "二(十)")
    page.wait_for_url("**clause=*")
    page.wait_for_selector("p.exports a[href*='clause=']")
    with page.expect_download() as held:
        page.click("p.exports a")
    assert held.value.suggested_filename.startswith("任务台账-")
    rows = grid(held.value.path().read_bytes())
    assert {row[4] for row in rows[1:]} == {"二(十)"}


@pytest.mark.parametrize("phone", [False, True])
def test_the_task_table_is_filled_in_and_loaded(person, tmp_path, phone):
    office = person("办公室核稿员", phone=phone).signs_in("office-editor")
    page = office.page
    page.goto("/desk/task-table/")
    assert fits(page)
    office.picture("任务分解")
    page.get_by_role("link", name="填表登记").click()
    with page.expect_download() as held:
        page.get_by_role("link", name="下载表格").click()
    headings, *rows = grid(held.value.path().read_bytes())
    row = next(row for row in rows if row[headings.index("状态")] in ("正常", "临期", "超期"))
    due = "2019-01-01"
    uploads(page, tmp_path, headings, row, due, "已办理")
    page.wait_for_selector("text=早于本任务的期间")
    assert fits(page)
    office.picture("填表-需更正")
    today = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Shanghai'})")
    uploads(page, tmp_path, headings, row, today, f"已办理（{'手机' if phone else '电脑'}）")
    page.wait_for_selector("button:has-text('确认登记 1 项')")
    office.picture("填表-核对")
    page.click("button:has-text('确认登记 1 项')")
    page.wait_for_selector("text=已登记 1 项完成情况")
    assert office.faults == []


def uploads(page, folder, headings, row, day: str, what: str) -> None:
    filled = [*row[: headings.index("完成日期")], day, what, "工作记录"]
    file = folder / "填好.xlsx"
    file.write_bytes(xlsx(Sheet("表", headings, [filled])))
    page.set_input_files("input[name=file]", file)
    page.click("button:has-text('上传并核对')")


@pytest.mark.parametrize("phone", [False, True])
def test_the_evidence_of_a_clause_leads_to_the_paper(person, phone):
    office = person("办公室核稿员", phone=phone).signs_in("office-editor")
    page = office.page
    page.goto("/desk/conformance/")
    page.locator("article.clause", has_text="二(二)").get_by_role("link", name="佐证").click()
    assert fits(page)
    office.picture("佐证")
    page.locator("a.paper").first.click()
    page.wait_for_selector("article.paper-form")
