"""The ways beside the straight one, each by the buttons that people press: 退回, 改后签发, 已签批件登记, 委托, 登记完成情况."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def sends_off(person, title: str, kind: str = "information"):
    """A drafter of 群众体育处 writes a short text and sends it off."""
    drafter = person("群体处拟稿人").signs_in("mass-sports-drafter")
    page = drafter.page
    page.goto(f"/desk/documents/new/?kind={kind}")
    page.wait_for_selector(".ProseMirror[contenteditable=true]")
    page.fill("textarea[name=title]", title)
    page.locator(".ProseMirror[contenteditable=true]").click()
    page.keyboard.insert_text("活动按计划进行。")
    page.select_option("select[name=category]", label="工作动态")
    page.click("button:has-text('送审')")
    page.wait_for_url(re.compile("/desk/cases/"))
    return drafter


def presses(somebody, label: str, go: str, said: str, **typed: str) -> None:
    """Open the pane of an act, fill it in, carry it out, and read what the desk says."""
    page = somebody.page
    page.locator(".act-bar summary", has_text=label).click()
    for name, value in typed.items():
        page.fill(f".act[open] [name={name}]", value)
    page.click(f".act[open] button:has-text('{go}')")
    page.wait_for_selector(f"text={said}")


def test_sent_back_with_a_reason_and_sent_off_again(person):
    title = "退回再送的信息"
    drafter = sends_off(person, title)
    head = person("群体处负责人").signs_in("mass-sports-head")
    head.opens(title)
    presses(head, "退回", "确认退回", "已退回", opinion="请补充参加人数")
    drafter.page.goto("/desk/")
    drafter.page.get_by_role("link", name="修改").first.click()
    drafter.page.wait_for_selector(".ProseMirror[contenteditable=true]")
    drafter.page.locator(".ProseMirror[contenteditable=true]").click()
    drafter.page.keyboard.insert_text("共有三十支队伍参加。")
    drafter.page.click("button:has-text('送审')")
    drafter.page.wait_for_url(re.compile("/desk/cases/"))
    assert drafter.sees("请补充参加人数"), "the opinion of the first round stays on the line"


def test_a_leader_amends_while_signing_on_a_phone_and_the_difference_is_kept(person):
    title = "领导修改的信息"
    drafter = sends_off(person, title)
    head = person("群体处负责人").signs_in("mass-sports-head")
    head.opens(title)
    presses(head, "同意", "确认同意", "已提交意见", opinion="同意")
    reviewer = person("保密审查员").signs_in("secrecy")
    reviewer.opens(title)
    reviewer.page.locator(".act-bar summary", has_text="保密审查").click()
    reviewer.page.get_by_label("可以公开").check()
    reviewer.page.click("button:has-text('提交审查结论')")
    leader = person("分管局领导", phone=True).signs_in("leader-mass")
    row = leader.page.locator("li.row", has_text=title)
    row.get_by_role("link", name="签发").click()
    leader.page.get_by_role("link", name="改后发").click()
    leader.page.wait_for_selector(".ProseMirror[contenteditable=true]")
    leader.page.fill("textarea[name=title]", f"{title}（定稿）")
    leader.picture("30-改后签发")
    leader.page.click("button:has-text('改后签发')")
    leader.page.wait_for_selector("text=已签发")
    drafter.page.goto("/desk/?tab=done")
    drafter.page.get_by_role("link", name=f"{title}（定稿）").first.click()
    drafter.page.get_by_role("link", name=re.compile("比较")).click()
    assert drafter.page.locator("ins", has_text="（定稿）").count() == 1


def test_a_signature_on_paper_is_entered_by_one_and_confirmed_by_another(person):
    title = "纸质签发的公文"
    drafter = sends_off(person, title, kind="official")
    one = person("核稿员甲").signs_in("office-editor")
    one.page.goto(drafter.page.url)
    one.page.locator(".act-bar summary", has_text="登记已签批件").click()
    one.page.get_by_label("纸质件或办公系统签批").check()
    one.page.select_option("select[name=signer]", index=1)
    one.page.fill("input[name=signed_at]", "2026-11-20T16:30")
    one.page.fill("input[name=proof]", "发文稿纸第118号")
    one.page.click(".act[open] button:has-text('登记')")
    one.page.wait_for_selector("text=已登记，待另一位同事确认")
    assert one.page.get_by_role("button", name="核对无误，确认").count() == 0, "two people"
    other = person("核稿员乙").signs_in("office-editor-2")
    other.page.goto(drafter.page.url)
    other.page.get_by_role("button", name="核对无误，确认").click()
    other.page.wait_for_selector("text=已确认，文件视为签发")
    other.picture("31-已签批件登记")
    drafter.page.reload()
    drafter.page.get_by_role("button", name="交办公室").click()
    drafter.page.wait_for_selector("text=已交办公室")


def test_a_head_lends_the_post_and_the_stand_in_acts_under_their_own_name(person):
    title = "受托人审核的信息"
    head = person("竞体处负责人").signs_in("competitive-sports-head")
    head.page.goto("/desk/me/")
    head.page.select_option("select[name=to]", label="竞体处拟稿人")
    head.page.fill("input[name=first]", "2026-01-01")
    head.page.fill("input[name=until]", "2099-01-01")
    head.page.fill("input[name=reason]", "外出开会")
    head.page.get_by_role("button", name="委托", exact=True).click()
    head.page.wait_for_selector("text=委托已生效")
    head.picture("32-我的")
    stand_in = person("受托人").signs_in("competitive-sports-drafter")
    stand_in.page.locator("summary", has_text="拟稿人").first.click()
    assert stand_in.page.get_by_text(re.compile("受托")).count() >= 1, title


def test_the_security_administrator_sets_up_a_person_with_a_post(person):
    somebody = person("安全管理员").signs_in("security")
    page = somebody.page
    page.goto("/desk/people/")
    page.fill("input[name=name]", "新来的同事")
    page.fill("input[name=username]", "new-colleague")
    page.fill("input[name=password]", "a-long-password-1")
    page.get_by_role("button", name="设立账号").click()
    page.wait_for_selector("text=已设立账号")
    page.select_option("select[name=person]", label="新来的同事")
    page.select_option("select[name=organ]", label="体育经济处")
    page.select_option("select[name=role]", label="拟稿人")
    page.fill("input[name=title]", "科员")
    page.get_by_role("button", name="任命").click()
    page.wait_for_selector("text=已任命")
    somebody.picture("33-人员与岗位")


def test_a_duty_done_by_hand_is_recorded_with_what_was_done(person):
    head = person("办公室负责人").signs_in("office-head")
    head.page.goto("/desk/tasks/?organ=office")
    head.page.get_by_role("link", name=re.compile("通报|安全检查|年度")).first.click()
    head.page.wait_for_selector(".act-bar")
    head.picture("34-任务")
    presses(head, "登记完成情况", "登记", "已登记", what="已印发第三季度通报，见局内网公告。")


def test_any_due_date_opens_the_count_day_by_day(person):
    editor = person("核稿员").signs_in("office-editor")
    row = editor.page.locator("tr", has_text="上网公开")
    for _ in range(50):  # the first document of the installation is being seen from outside
        editor.page.goto("/desk/tasks/?light=done&clause=二(二)")
        if row.count():
            break
        editor.page.wait_for_timeout(200)
    row.locator("a").first.click()
    editor.page.locator("a[href$='/proof/']").first.click()
    editor.page.wait_for_selector("table.calendar")
    editor.picture("35-逐日计算")
