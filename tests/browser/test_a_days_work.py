"""A day in the bureau: a Word file comes in, is checked, read as pages on a phone, goes out in a batch, as a bundle and at
a set time, and is taken to another channel.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from gongkai.clock.calendars import SHANGHAI
from gongkai.files.tests.samples import pdf_of_pages
from gongkai.word.paper import Paper
from tests.browser.conftest import ROOT
from tests.browser.test_a_document_goes_its_way import agree, eventually

pytestmark = pytest.mark.browser
TITLE = "关于做好冬季全民健身活动的通知"


def word_file() -> bytes:
    """A 公文 as an office writes it: title, 主送, a list, an attachment, 附注."""
    paper = Paper()
    paper.title(TITLE)
    paper.line("各区县体育部门：", indent=False)
    paper.line("现将冬季全民健身活动有关事项通知如下。联系人电话13812345678。")
    paper.heading("一、活动时间")
    paper.line("2026年12月至2027年2月。")
    paper.line("附件：活动安排表")
    paper.line("（此件公开发布）")
    return paper.content()


def test_a_word_file_goes_from_the_drafters_disk_to_the_leaders_phone(person):
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    page.goto("/desk/documents/new/?kind=official")
    page.set_input_files(
        "#import-file",
        {"name": "通知.docx", "mimeType": "application/octet-stream", "buffer": word_file()},
    )
    page.click("button:has-text('导入')")
    page.wait_for_selector("text=由文件“通知.docx”导入")
    assert page.input_value("textarea[name=title]") == TITLE
    assert page.input_value("[name=addressees]") == "各区县体育部门"
    assert drafter.sees("文件列有附件“活动安排表”，尚未上传")
    drafter.picture("40-导入")
    page.select_option("select[name=document_kind]", "official")
    page.set_input_files(
        "input[name=attachment]",
        {
            "name": "活动安排表.pdf",
            "mimeType": "application/pdf",
            "buffer": pdf_of_pages((595, 842)),
        },
    )
    page.click("button:has-text('送审')")
    page.wait_for_selector("text=文中有手机号码")
    drafter.picture("41-检查")
    for box in page.locator("input[name=confirmed], input[name=resolved]").all():
        box.check()
    page.click("button:has-text('送审')")
    page.wait_for_url(re.compile("/desk/cases/"))
    for who in ("mass-sports-head", "office-editor"):
        somebody = person(who).signs_in(who)
        somebody.opens(TITLE)
        assert somebody.sees("已由人确认")
        agree(somebody.page)
    reviewer = person("保密审查员").signs_in("secrecy")
    reviewer.opens(TITLE)
    reviewer.page.locator(".act-bar summary", has_text="保密审查").click()
    reviewer.page.get_by_label("可以公开").check()
    reviewer.page.click("button:has-text('提交审查结论')")
    leader = person("分管局领导", phone=True).signs_in("leader-mass")
    row = leader.page.locator("li.row", has_text=TITLE)
    row.get_by_role("link", name="签发").click()
    leader.page.wait_for_selector("img.page-image")
    leader.picture("42-手机-按页查看附件")
    leader.page.get_by_role("button", name="同意").click()
    leader.page.wait_for_selector("text=已签发")


@pytest.fixture
def five_signed(installation) -> list[str]:
    """Five texts before the office, brought there by the verbs."""
    titles = [f"第{number}号活动信息" for number in "一二三四五"]
    environ = {**os.environ, "GONGKAI_HOME": str(installation.home)}
    environ["GONGKAI_PORT"] = installation.address.rpartition(":")[2]
    command = [sys.executable, "-m", "tests.browser.signing", *titles]
    subprocess.run(command, cwd=ROOT, env=environ, check=True)
    return titles


def pick(page, *titles: str) -> None:
    page.goto("/desk/publishing/")
    for title in titles:
        page.get_by_label(f"选择：{title}").check()


def test_the_office_publishes_in_a_batch_as_a_bundle_and_at_a_set_time(person, five_signed):
    office = person("办公室核稿员").signs_in("office-editor")
    page, (one, two, three, four, five) = office.page, five_signed
    pick(page, one, two)
    office.picture("43-发布队列")
    page.get_by_role("button", name="发布", exact=True).click()
    page.wait_for_selector("text=已发布")
    eventually(page, "外网可见")
    pick(page, three, four)
    page.get_by_role("button", name="打包发布", exact=True).click()
    page.wait_for_selector(f"a:has-text('{four}')")
    office.picture("44-已发布")
    pick(page, five)
    page.locator(".act-bar summary", has_text="定时").click()
    moment = datetime.now(SHANGHAI) + timedelta(days=1)
    page.fill("#queue-at", f"{moment:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="到时发布", exact=True).click()
    page.wait_for_selector("text=取消定时")
    office.picture("45-已定时")
    assert page.get_by_text(five).count()

    # To another channel, and the placement noted.
    page.goto("/desk/publishing/?tab=published")
    page.get_by_role("link", name=one).first.click()
    page.get_by_role("link", name="复制到其他渠道").click()
    page.get_by_role("button", name="复制标题").click()
    page.wait_for_selector("text=已复制")
    office.picture("46-复制到其他渠道")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载压缩包").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.get_by_role("link", name="返回稿件").click()
    page.locator(".act-bar summary", has_text="登记其他渠道").click()
    page.select_option(".act[open] select[name=channel]", "wechat")
    page.fill(".act[open] [name=address]", "https://mp.example.cn/s/1")
    page.click(".act[open] button:has-text('登记')")
    page.wait_for_selector("text=已登记")
    office.picture("47-登记其他渠道")
    assert office.faults == []
