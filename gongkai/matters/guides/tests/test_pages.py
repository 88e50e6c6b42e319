"""The pages as a browser without scripts meets them."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from gongkai.clearance.models import Clearance
from gongkai.clock.calendars import local_day
from gongkai.matters.guides import actions
from gongkai.matters.guides.models import Guide, Standard
from gongkai.matters.guides.queries import uses
from gongkai.matters.guides.tests import samples
from gongkai.trail.models import Entry
from tests.security.rows import changed, rows


@pytest.fixture
def desk(bureau) -> Client:
    client = Client()
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def guide(bureau) -> Guide:
    return actions.begin(service=samples.registered(), by=bureau.at("drafter"), at=bureau.now)


def said(answer) -> str:
    return unescape(answer.content.decode())


def address(guide: Guide) -> str:
    return f"/desk/guides/{guide.pk}/"


def test_a_service_is_registered_with_little_and_its_guide_follows(desk):
    form = {"title": samples.TITLE, "category": samples.CATEGORY, **samples.form_of_elements(samples.REGISTERED)}  # fmt: skip
    answer = desk.post("/desk/guides/new/", form)
    guide = Guide.objects.get()
    assert (answer.status_code, answer.url) == (302, address(guide))
    page = said(desk.get(answer.url))
    assert "重点要素缺失 15 项" in page
    assert "受理条件" in page


def test_what_a_service_cannot_be_without_is_asked_for_beside_each_field(desk):
    answer = desk.post("/desk/guides/new/", {"title": "", "category": "", "el-basis": "依据一"})
    page = said(answer)
    assert answer.status_code == 409
    for sentence in ("请填写事项名称。", "请选择信息类别", "请填写事项类型。", "请填写服务对象。"):
        assert page.count(sentence) == 2, f"at the top and beside the field: {sentence}"
    assert "依据一</textarea>" in page, "what was typed is kept"
    assert not Guide.objects.exists()


def test_it_is_saved_and_then_sent_off(desk, guide):
    assert desk.post(address(guide), samples.form_of()).status_code == 302
    page = said(desk.get(address(guide)))
    assert "要素齐全" in page
    answer = desk.post(address(guide), samples.form_of(edition=2, act="submit"))
    assert answer.status_code == 302, said(answer)
    assert answer.url == f"/desk/cases/{Clearance.objects.get().uuid}/"
    assert said(desk.get(answer.url)).count("场地预约表") == 1
    assert desk.get(address(guide)).url == answer.url, "while it is under way its page is the sheet"


def test_what_is_missing_hinders_and_what_was_typed_is_saved(desk, guide):
    answer = desk.post(address(guide), samples.form_of(act="submit", materials=None, place=""))
    assert answer.status_code == 409
    assert "办事指南重点要素缺失：申请材料、办理地点。请补齐并保存后再送审。" in said(answer)
    guide.refresh_from_db()
    assert guide.elements["conditions"].startswith("年满十六周岁")


BAD = [
    ({"legal_term": "-3"}, "法定时限不能是负数，请填 0 或正整数。", "el-legal_term"),
    ({"promised_term": "三天"}, "承诺时限请填整数，例如 5。", "el-promised_term"),
    ({"promised_term": "30"}, "承诺时限不得长于法定时限，请核对。", "el-promised_term"),
    ({"platform_link": "javascript:alert(1)"}, "应是 http:// 或 https:// 开头的完整网址。", "el-platform_link"),
    ({"platform_link": "https://"}, "应是 http:// 或 https:// 开头的完整网址。", "el-platform_link"),
    ({"compared_on": "2026年3月"}, "与平台比对日期请写成例如", "el-compared_on"),
    ({"fee": "随意"}, "请从列表中选择是否收费。", "el-fee"),
    ({"ways": ["飞鸽传书"]}, "请从列表中选择办理方式。", "el-ways"),
    ({"basis": "长" * 3001}, "设定依据最多 3000 字，现有 3001 字，请精简。", "el-basis"),
    ({"materials": [{"name": "表"}]}, "第 1 行没有填“形式”“份数”“是否必需”，请补上，或清空该行。", "el-materials-0-form"),
    ({"materials": [{"copies": "2"}]}, "第 1 行没有填“材料名称”“形式”“是否必需”，请补上，或清空该行。", "el-materials-0-name"),
    ({"materials": [{**samples.material("表"), "copies": "-1"}]}, "份数不能是负数", "el-materials-0-copies"),
    ({"materials": [{**samples.material("表"), "sample": "没有.pdf"}]}, "附件中没有“没有.pdf”", "el-materials-0-sample"),
    ({"title": "长" * 101}, "事项名称最多 100 字，现有 101 字，请精简。", "title"),
    ({"category": "no_such"}, "请选择信息类别；没有合适的请选“其他信息”。", "category"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "sentence", "name"), BAD)
def test_each_fault_is_a_sentence_beside_its_field_that_keeps_what_was_typed(
    desk, guide, fault, sentence, name
):
    before = rows()
    answer = desk.post(address(guide), samples.form_of(**fault))
    page = said(answer)
    assert answer.status_code == 409
    assert page.count(sentence) == 2, "at the top and beside the field"
    assert f'id="{name}_error"' in page
    assert not changed(before), "nothing is half written"
    assert "年满十六周岁" in page, "the other fields keep what was typed too"
    assert desk.post(address(guide), samples.form_of()).status_code == 302, "the control"


def test_a_comparison_in_the_future_is_refused(desk, guide, bureau):
    tomorrow = local_day(guide.created_at).replace(year=2099)
    answer = desk.post(address(guide), samples.form_of(compared_on=tomorrow.isoformat()))
    assert "与平台比对日期不能晚于今天" in said(answer)
    assert 'value="2099' in said(answer)


def test_five_hundred_materials_are_refused_with_a_sentence_and_all_of_them_kept(desk, guide):
    many = [samples.material(f"材料{number}") for number in range(500)]
    answer = desk.post(address(guide), samples.form_of(materials=many))
    assert answer.status_code == 409
    assert "申请材料最多 60 行，现有 500 行，请合并或改用附件。" in said(answer)
    assert "材料499" in said(answer)


def test_without_a_script_rows_are_added_inserted_and_taken_away_and_nothing_is_stored(desk, guide):
    before = rows()
    page = said(desk.post(address(guide), samples.form_of(act="add:materials")))
    assert page.count('data-column="copies"') == 3 + 3 + 1
    page = said(desk.post(address(guide), samples.form_of(act="insert:materials:0")))
    assert 'name="el-materials-0-name" value="场地预约表"' in page
    assert 'name="el-materials-1-name" value=""' in page
    assert 'name="el-materials-2-name" value="身份证件"' in page
    page = said(desk.post(address(guide), samples.form_of(act="remove:materials:0")))
    assert 'name="el-materials-0-name" value="身份证件"' in page
    assert "尚未保存" in page
    assert not changed(before)


def test_empty_rows_are_left_out(desk, guide):
    gap = [samples.material("表"), {"name": " \u3000"}, samples.material("证")]
    assert desk.post(address(guide), samples.form_of(materials=gap)).status_code == 302
    guide.refresh_from_db()
    assert [row["name"] for row in guide.elements["materials"]] == ["表", "证"]


def test_that_no_material_is_needed_is_an_answer_but_not_beside_a_material(desk, guide):
    both = {**samples.form_of(), "el-none": ["materials"]}
    assert "已勾选“无需提交材料”，又填写了申请材料，请只留一项。" in said(
        desk.post(address(guide), both)
    )
    none = {**samples.form_of(materials=None), "el-none": ["materials"]}
    assert desk.post(address(guide), none).status_code == 302
    assert "要素齐全" in said(desk.get(address(guide)))


def test_a_sample_is_attached_chosen_and_hinders_when_it_is_taken_off(desk, guide, bureau):
    actions.attach(
        draft=guide,
        name="预约表样表.pdf",
        content=samples.PDF,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    with_sample = [{**samples.material("场地预约表"), "sample": "预约表样表.pdf"}]
    assert desk.post(address(guide), samples.form_of(materials=with_sample)).status_code == 302
    use = uses(guide.subject).get()
    answer = desk.post(
        address(guide), samples.form_of(2, f"remove-file:{use.uuid}", materials=with_sample)
    )
    assert answer.status_code == 302
    answer = desk.post(address(guide), samples.form_of(3, "submit", materials=with_sample))
    assert "附件中没有“预约表样表.pdf”，请重新选择样表" in said(answer)


def test_two_who_write_at_once_one_wins_and_the_other_is_told(desk, guide):
    assert desk.post(address(guide), samples.form_of()).status_code == 302
    answer = desk.post(address(guide), samples.form_of(place="另一处"))
    assert answer.status_code == 409
    assert "您已在另一窗口修改过" in said(answer)
    assert "另一处</textarea>" in said(answer)


def test_saving_what_is_stored_writes_nothing(desk, guide):
    desk.post(address(guide), samples.form_of())
    before = Entry.objects.count()
    assert desk.post(address(guide), samples.form_of(edition=2)).status_code == 302
    assert Entry.objects.count() == before


def test_a_mark_of_secrecy_anywhere_is_refused(desk, guide):
    marked = [{**samples.material("表"), "source": "机密★三年"}]
    answer = desk.post(address(guide), samples.form_of(materials=marked))
    assert answer.status_code == 409
    assert "本系统为非涉密系统" in said(answer)
    guide.refresh_from_db()
    assert "materials" not in guide.elements


def test_autosave_says_when_and_a_refusal_says_why(desk, guide):
    answer = desk.post(f"{address(guide)}autosave/", samples.form_of())
    assert answer.json()["edition"] == 2
    answer = desk.post(f"{address(guide)}autosave/", samples.form_of(2, legal_term="-1"))
    assert (answer.status_code, answer.json()["message"][:4]) == (409, "法定时限")


def test_the_list_shows_completeness_and_age_and_its_filters_stand_in_the_address(
    desk, guide, bureau
):
    old = local_day(guide.created_at) - timedelta(days=200)
    other = actions.begin(
        service=samples.registered("健身场所查询"), by=bureau.at("drafter"), at=bureau.now
    )
    actions.save(
        guide=other, service=samples.service("健身场所查询", compared_on=old.isoformat()),
        edition=1, by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    whole = said(desk.get("/desk/guides/"))
    assert "缺 15 项" in whole
    assert "要素齐全" in whole
    assert "天，请重新比对" in whole
    for query, there, not_there in (
        ("complete=missing", samples.TITLE, "健身场所查询"),
        ("complete=complete", "健身场所查询", samples.TITLE),
        ("complete=stale", "健身场所查询", samples.TITLE),
        ("state=draft&title=健身", "健身场所查询", samples.TITLE),
        ("organ=mass_sports&title=预约", samples.TITLE, "健身场所查询"),
    ):
        page = said(desk.get(f"/desk/guides/?{query}"))
        assert f">{there}</a>" in page, query
        assert f">{not_there}</a>" not in page, query
    for query in ("state=public", "organ=office"):
        assert "没有符合条件的服务事项" in said(desk.get(f"/desk/guides/?{query}"))


def test_a_list_asks_as_many_questions_of_many_guides_as_of_one(
    desk, guide, bureau, django_assert_max_num_queries
):
    def count() -> int:
        with django_assert_max_num_queries(60) as asked:
            assert desk.get("/desk/guides/").status_code == 200
        return len(asked)

    bureau.submit(_whole(bureau, "第一项"))
    count()
    few = count()
    for number in range(12):
        made = _whole(bureau, f"又一项{number}")
        if number % 2:
            bureau.submit(made)
    assert count() == few


def _whole(bureau, title: str) -> Guide:
    made = actions.begin(service=samples.registered(title), by=bureau.at("drafter"), at=bureau.now)
    return actions.save(
        guide=made,
        service=samples.service(title),
        edition=1,
        by=bureau.at("drafter"),
        at=bureau.now,
    )


def test_a_standard_is_written_with_its_file_and_sent_off(desk):
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = {
        name: getattr(samples.STANDARD, name) for name in ("title", "category", "number", "scope")
    }
    answer = desk.post("/desk/guides/standards/new/", {**form, "title": " ", "act": "save"})
    assert "请填写标准名称。" in said(answer)
    assert samples.STANDARD.scope in said(answer)
    answer = desk.post("/desk/guides/standards/new/", {**form, "act": "submit"})
    assert answer.status_code == 409
    assert "服务标准规范缺少：标准文本（附件）" in said(answer)
    standard = Standard.objects.get()
    here = f"/desk/guides/standards/{standard.pk}/"
    assert f'action="{here}"' in said(answer), "what was saved is saved: the next press goes to it"
    file = SimpleUploadedFile("规范.pdf", samples.PDF)
    answer = desk.post(here, {**form, "edition": "1", "act": "save", "attachment": file})
    assert answer.status_code == 302
    assert "规范.pdf" in said(desk.get(here))
    answer = desk.post(here, {**form, "edition": "1", "act": "submit"})
    if answer.status_code == 409:  # what the check says of a file without words is answered by name
        keys = [part.split('"')[0] for part in said(answer).split('name="confirmed" value="')[1:]]
        answer = desk.post(here, {**form, "edition": "1", "act": "submit", "confirmed": keys})
    assert answer.status_code == 302, said(answer)
    assert samples.STANDARD.title in said(desk.get("/desk/guides/standards/?state=moving"))
