"""三(二) 检查督促: the office chases. The words are ready to copy and give nothing away; the act is recorded and told to the
organ; the answer is added; a slip has a number that is never given twice.
"""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from docx import Document as Word

from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.obligations import chases
from gongkai.obligations.actions import answer, chase, suspend
from gongkai.obligations.models import Chase, ChaseAnswer, Obligation
from gongkai.obligations.settling import pass_on
from gongkai.obligations.ticking import tick
from gongkai.plan.queries import the_bureaus_plan
from gongkai.supervision import notifier
from gongkai.supervision.chasing.slip import slip
from gongkai.supervision.chasing.tellings import tellings_for
from gongkai.supervision.models import Notice
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.security.routes import browser

ATTRIBUTE = "二(二).4"  # the attribute goes along with the text: held by the drafting organ until it is signed


def open_tasks(bureau, *holders: str) -> list[Obligation]:
    rows = Obligation.objects.filter(ending="", holder__in=holders)
    return list(rows.order_by("pk"))


def chased(bureau, tasks, who: str = "editor", way: str = "desk", **more):
    with transaction.atomic():
        return chase(
            tellings=tellings_for(tasks, bureau.now, more.get("demanded")), way=way,
            once=more.pop("once", uuid4()), by=bureau.at(who), at=bureau.now, **more,
        )  # fmt: skip


@pytest.fixture
def busy(bureau):
    """Both sections have something to do: a document in the chain each, and the tasks of the calendar."""
    bureau.submit(bureau.draft(title="关于开展全民健身活动的通知"))
    bureau.submit(bureau.draft("other_drafter", title="关于举办田径比赛的通知"), "other_drafter")
    tick(by=system("时限巡检"), at=bureau.now)
    assert open_tasks(bureau, "mass_sports")
    assert open_tasks(bureau, "competitive_sports"), "the control: each has something"
    return bureau


def told(bureau) -> set[str]:
    while notifier.catch_up():
        pass
    return set(
        Notice.objects.filter(entry__action="chase.made").values_list("person__username", flat=True)
    )


def test_a_chase_is_recorded_told_to_head_and_drafters_and_stands_on_the_trail(busy):
    tasks = open_tasks(busy, "mass_sports")
    [made] = chased(busy, tasks, way="phone", spoken_to="处长", answered="明天报送")
    assert {t.obligation for t in made.tasks.all()} == set(tasks)
    assert made.answers.get().text == "明天报送"
    assert told(busy) == {"drafter", "colleague", "head", "deputy"}, "and no stranger"
    entry = Entry.objects.get(action="chase.made")
    assert (entry.clause, entry.data["count"], entry.data["way"]) == ("三(二)", len(tasks), "phone")
    assert "通知" not in str(entry.data), "no title on the trail"


def test_several_organs_get_a_text_each_and_all_are_recorded_or_none(busy):
    tasks = open_tasks(busy, "mass_sports", "competitive_sports")
    made = chased(busy, tasks)
    assert [one.organ for one in made] == ["mass_sports", "competitive_sports"], (
        "in the plan's order"
    )
    assert made[0].text.startswith("群体处：")
    assert made[1].text.startswith("竞体处：")
    assert "田径" not in made[0].text
    assert "全民健身" not in made[1].text
    done = Obligation.objects.filter(holder="competitive_sports", ending="").first()
    Obligation.objects.filter(pk=done.pk).update(ending="void")
    with pytest.raises(Overtaken, match="已经办结或移交"):
        chased(busy, tasks)
    assert Chase.objects.count() == 2


def test_the_same_press_twice_is_one_act(busy):
    once, tasks = uuid4(), open_tasks(busy, "mass_sports")
    chased(busy, tasks, once=once)
    with pytest.raises(Overtaken, match="已经记录过"):
        chased(busy, tasks, once=once)
    chased(busy, tasks)
    assert Chase.objects.count() == 2, "the control: another press is another act"


@pytest.mark.parametrize(
    "who", ["drafter", "head", "office_head", "leader", "chief", "secrecy", "auditor"]
)
def test_only_the_office_chases(busy, who):
    with pytest.raises(NotAllowed, match="催办由办公室办理"):
        chased(busy, open_tasks(busy, "mass_sports"), who)
    assert not Chase.objects.exists()


@pytest.mark.parametrize(
    ("way", "more", "said"),
    [
        ("pigeon", {}, "请选择催办方式"),
        ("phone", {}, "请填写接电话的人"),
        ("desk", {"demanded": date(2026, 3, 1)}, "不能早于今天"),
        ("desk", {"answered": "长" * 501}, "500 字以内"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(busy, way, more, said):
    with pytest.raises(Refused, match=said):
        chased(busy, open_tasks(busy, "mass_sports"), way=way, **more)
    assert not Chase.objects.exists()
    assert not Entry.objects.filter(action="chase.made").exists()


# --- what the words give away -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, True),
        ({"attribute": "on_request", "ground": "13-on-request"}, False),
        ({"attribute": "withheld", "ground": "16-internal", "body": ""}, False),
    ],
)
def test_the_title_is_said_only_of_what_is_to_be_public_anyway(bureau, changes, named):
    title = "关于某项安排的通知"
    document = bureau.draft(title=title)
    bureau.submit(document)
    sheet = bureau.sheet_of(document)
    sheet.revision.document.update(changes)
    type(sheet.revision).objects.filter(pk=sheet.revision.pk).update(
        document=sheet.revision.document
    )
    [telling] = tellings_for(open_tasks(bureau, "mass_sports"), bureau.now)
    assert (title in telling.text) is named
    assert "起算" in telling.text or named


def test_another_organ_is_not_told_the_title_of_what_it_did_not_write(bureau):
    """上网公开 is held by the office; the text was written by 群众体育处."""
    bureau.signed(title="关于某项安排的通知")
    tasks = [o for o in open_tasks(bureau, "office") if o.subject_kind == "document"]
    assert tasks
    [telling] = tellings_for(tasks, bureau.now)
    assert "某项安排" not in telling.text


def test_what_lies_with_another_organ_is_said_to_lie_there(busy):
    """移交待签收, 办公室核稿: who is asked for it knows whom to ask in turn."""
    task = open_tasks(busy, "mass_sports")[0]
    office = the_bureaus_plan(local_day(busy.now)).plan.organ("office")
    assert "现在" not in tellings_for([task], busy.now)[0].text, "the control"
    pass_on(task.subject, office, busy.now)
    assert "（现在办公室）" in tellings_for([task], busy.now)[0].text


def test_a_subject_that_is_no_public_text_is_never_named(bureau):
    """Letters and applications: their titles may hold a citizen's name."""
    bureau.submit(bureau.draft())
    task = open_tasks(bureau, "mass_sports")[0]
    Obligation.objects.filter(pk=task.pk).update(
        subject_kind="letter", subject_id=uuid4(), title="某某的来信"
    )
    [telling] = tellings_for([Obligation.objects.get(pk=task.pk)], bureau.now)
    assert "某某" not in telling.text


# --- the answer -------------------------------------------------------------------------------------


def test_the_organ_answers_and_who_chased_is_told(busy):
    [made] = chased(busy, open_tasks(busy, "mass_sports"))
    assert list(chases.to_answer("mass_sports")) == [made]
    answer(chase=made, text=" 周四前办结 ", by=busy.at("drafter"), at=busy.now)
    with pytest.raises(Overtaken):
        answer(chase=made, text="周四前办结", by=busy.at("drafter"), at=busy.now)
    answer(chase=made, text="电话回复：已办", by=busy.at("editor2"), at=busy.now)
    assert ChaseAnswer.objects.count() == 2
    assert not chases.to_answer("mass_sports").exists()
    while notifier.catch_up():
        pass
    heard = Notice.objects.filter(entry__action="chase.answered")
    assert {n.person.username for n in heard} == {"editor"}
    for who in ("other_head", "leader", "secrecy"):
        with pytest.raises(NotAllowed):
            answer(chase=made, text="与我无关", by=busy.at(who), at=busy.now)


def test_what_was_recorded_never_changes(busy):
    [made] = chased(
        busy, open_tasks(busy, "mass_sports"), way="phone", spoken_to="处长", answered="好"
    )
    with pytest.raises(RuntimeError):
        made.save()
    with pytest.raises(RuntimeError):
        made.answers.get().save()


# --- the slip ---------------------------------------------------------------------------------------


def test_numbers_run_by_year_and_word_and_are_never_given_twice(busy):
    tasks = open_tasks(busy, "mass_sports", "competitive_sports")
    numbers = [one.number for one in chased(busy, tasks, way="slip")]
    numbers += [one.number for one in chased(busy, tasks, way="supervision_slip")]
    with pytest.raises(Refused), transaction.atomic():
        chased(busy, tasks, way="slip", demanded=date(2025, 1, 1))
    numbers += [one.number for one in chased(busy, tasks[:1], way="slip")]
    busy.now = datetime(2027, 1, 4, 10, tzinfo=SHANGHAI)
    numbers += [one.number for one in chased(busy, tasks[:1], way="slip")]
    assert numbers == [
        "催办〔2026〕1号", "催办〔2026〕2号", "督办〔2026〕1号", "督办〔2026〕2号",
        "催办〔2026〕3号", "催办〔2027〕1号",
    ]  # fmt: skip


def test_the_slip_holds_tasks_dates_and_a_part_to_tear_off(busy):
    tasks = open_tasks(busy, "mass_sports")
    [made] = chased(busy, tasks, way="slip", demanded=date(2026, 3, 6))
    paper = Word(io.BytesIO(slip(made)))
    lines = [p.text for p in paper.paragraphs]
    assert "催办单" in lines
    assert "催办〔2026〕1号" in lines
    assert "要求办结日期：2026年3月6日" in lines
    first, back = paper.tables
    assert [c.text for c in first.rows[0].cells] == ["序号", "事项", "到期日", "时限情况"]
    assert len(first.rows) == len(tasks) + 1
    assert [row.cells[0].text for row in back.rows] == [
        "承办处室", "办理情况", "预计办结日期", "负责人签字", "日期",
    ]  # fmt: skip
    assert slip(made) == slip(Chase.objects.get()), "the same record, the same bytes"


# --- on the desk ------------------------------------------------------------------------------------


@pytest.fixture
def desk(busy):
    with time_machine.travel(busy.now, tick=False):
        yield busy


def test_the_office_goes_from_the_list_to_the_words_to_the_record(desk):
    client = browser(desk, "editor")
    tasks = open_tasks(desk, "mass_sports", "competitive_sports")
    assert 'form="chase"' in client.get("/desk/tasks/").content.decode()
    address = reverse("desk:chase_new")
    asked = {"task": [str(o.uuid) for o in tasks], "demanded": "2026-03-06"}
    page = client.get(address, asked).content.decode()
    for words in ("群体处：", "竞体处：", "3月6日（周五）前办结"):
        assert words in page
    assert page.count("readonly") == 2, "selectable without a script"
    form = {**asked, "way": "slip", "once": str(uuid4()), "spoken_to": "", "answered": ""}
    answered = client.post(address, form)
    assert answered.status_code == 302
    assert answered.url == reverse("desk:chases")
    assert "催办〔2026〕2号" in client.get(answered.url).content.decode()
    again = client.post(address, form)
    assert again.status_code == 409
    assert "已经记录过" in again.content.decode()


def test_the_organ_finds_it_on_its_desk_and_answers_there(desk):
    [made] = chased(desk, open_tasks(desk, "mass_sports"))
    address = reverse("desk:chase", args=[made.uuid])
    for who in ("drafter", "head"):
        assert address in browser(desk, who).get("/desk/").content.decode(), who
    head = browser(desk, "head")
    head.post(reverse("desk:chase_answer", args=[made.uuid]), {"text": "周四前办结"})
    assert "收到的催办" not in head.get("/desk/").content.decode()
    task = reverse("desk:task", args=[made.tasks.first().obligation.uuid])
    assert "周四前办结" in head.get(task).content.decode()
    assert "周四前办结" in browser(desk, "editor").get(address).content.decode()
    for stranger in ("other_head", "other_leader", "secrecy", "system_administrator"):
        assert browser(desk, stranger).get(address).status_code == 404, stranger


def test_the_list_is_filtered_by_what_stands_in_the_address_with_a_constant_number_of_queries(
    desk, django_assert_max_num_queries
):
    client = browser(desk, "editor")
    chased(desk, open_tasks(desk, "mass_sports", "competitive_sports"))
    page = reverse("desk:chases")
    one = client.get(page, {"organ": "mass_sports"}).content.decode()
    assert one.count('data-label="时间"') == 1
    assert client.get(page, {"answered": "yes"}).content.decode().count('data-label="时间"') == 0
    assert client.get(page, {"period": "2026-Q1"}).content.decode().count('data-label="时间"') == 2
    assert client.get(page, {"period": "2025"}).content.decode().count('data-label="时间"') == 0
    assert client.get(page, {"period": "nonsense", "organ": "x'"}).status_code == 200
    for _ in range(10):
        chased(desk, open_tasks(desk, "mass_sports", "competitive_sports"))
    with django_assert_max_num_queries(25):
        client.get(page)


def test_the_counts_for_the_bulletin(busy):
    tasks = open_tasks(busy, "mass_sports", "competitive_sports")
    chased(busy, tasks, way="slip")
    [made] = chased(busy, open_tasks(busy, "mass_sports"))
    answer(chase=made, text="已办", by=busy.at("head"), at=busy.now)
    day = timedelta(days=1)
    counted = {row["organ"]: row for row in chases.counts_by_organ(busy.now - day, busy.now + day)}
    mass = counted["mass_sports"]
    assert (mass["chased"], mass["slips"], mass["answered"]) == (2, 1, 1)
    assert mass["about"] == len(open_tasks(busy, "mass_sports"))
    assert counted["competitive_sports"]["answered"] == 0
    assert chases.counts_by_organ(busy.now + day, busy.now + 2 * day) == []


# --- 扣除时间 ----------------------------------------------------------------------------------------


def test_a_suspended_task_says_so(busy):
    task = open_tasks(busy, "mass_sports")[0]
    suspend(
        obligation=task, first=busy.now.date(), reason="系统故障", by=busy.at("editor"), at=busy.now
    )
    [telling] = tellings_for([Obligation.objects.get(pk=task.pk)], busy.now)
    assert "中止计时" in telling.text


# --- evidence ---------------------------------------------------------------------------------------


def test_the_chases_of_the_period_are_offered_as_evidence_and_recorded_only_by_hand(desk):
    """三(二).1 检查督促 asks for 催办、督办记录: the office reads, changes, records."""
    duty = Obligation.objects.get(duty="三(二).1")
    address = reverse("desk:task", args=[duty.uuid])
    client = browser(desk, "editor")
    assert "本期催办" not in client.get(address).content.decode(), "nothing was chased yet"
    chased(desk, open_tasks(desk, "mass_sports", "competitive_sports"), way="slip")
    page = client.get(address).content.decode()
    assert "本期催办 2 次，涉及 2 个处室，其中催办单、督办单 2 份；已回复 0 次。" in page
    assert "2026年第一季度催办记录（2 次）" in page
    duty.refresh_from_db()
    assert duty.ending == "", "the count alone discharges nothing"
    other = Obligation.objects.filter(duty="二(十).1", ending="").first()
    assert "本期催办" not in client.get(reverse("desk:task", args=[other.uuid])).content.decode()
