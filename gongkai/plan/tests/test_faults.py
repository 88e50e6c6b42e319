"""Each bad plan is refused with file, line, place and mend, in Chinese."""

from __future__ import annotations

import pytest

from gongkai.plan.tests.samples import PLAN, SMALL, changed, faults

# (what is changed, into what, place, words of the fault, words of the mend)
CASES = [
    ('lead = ["general_office"]', 'lead = ["genral_office"]', "clauses[1] 第三条 的 lead", "不存在", "“general_office”"),
    ('holder = "street_works"', 'holder = "streets"', "duties[2] 第四条.1 的 holder", "“streets”不存在", "请改正"),
    ('id = "第四条"', 'id = "第三条"', "clauses[2] 第三条", "条款“第三条”重复", "另一个 id"),
    ('id = "第四条.1"', 'id = "第三条.1"', "duties[2] 第三条.1", "任务“第三条.1”重复", "另一个 id"),
    ('id = "green_spaces"', 'id = "announcements"', "categories[2] announcements", "信息类别“announcements”重复", "另一个 id"),
    ('id = "parks"', 'id = "all_organs"', "organs[3] all_organs", "角色", "另一个 id"),
    ('term = "5 working days"', 'term = "5 workdays"', "duties[1] 第三条.1 的 term", "看不懂期限“5 workdays”", "3个工作日"),
    ('cadence = "3 months"', 'cadence = "often"', "columns[1] announcements 的 cadence", "看不懂期限“often”", "3个月"),
    ('opened_by = ["document.signed"]\n', "", "duties[1] 第三条.1", "没有开启事件", "opened_by"),
    ('opener = "act"\n', "", "duties[1] 第三条.1", "缺少“opener”", "opener = …"),
    ('opener = "calendar"\nevery = "month"', 'opener = "calendar"', "duties[3] 第五条.1", "缺少 every", 'every = "year"'),
    ('every = "month"\nterm = "6 hours"', 'term = "6 hours"', "duties[2] 第四条.1", "零报告", "every"),
    ('"document.signed"', '"document.signd"', "duties[1] 第三条.1 的 opened_by", "事件“document.signd”不存在", "“document.signed”"),
    ('"incident.statement_visible"', '"incident.over"', "duties[2] 第四条.1 的 discharged_by", "事件“incident.over”不存在", "请改正"),
    ('clause = "第四条"', 'clause = "第九条"', "duties[2] 第四条.1 的 clause", "条款“第九条”不存在", "请改正"),
    ('column = "announcements"\n\n', "\n", "categories[1] announcements", "缺少“column”", "column = …"),
    ('column = "announcements"\n\n', 'column = "news"\n\n', "categories[1] announcements 的 column", "栏目“news”不存在", "请改正"),
    ('owner = "general_office"', 'owner = "nobody"', "columns[1] announcements 的 owner", "机构“nobody”不存在", "请改正"),
    ('owners = ["parks"]', 'owners = ["park"]', "categories[2] green_spaces 的 owners", "“park”不存在", "“parks”"),
    ('owners = ["parks"]', 'owners = ["parks"]\nlead = "street_works"', "categories[2] green_spaces 的 lead", "不在 owners 之内", "选一个"),
    ('owners = ["parks"]', 'owners = ["parks"]\nabolished_by = "某文件"', "categories[2] green_spaces 的 abolished_by", "没有取消日期", "to ="),
    ('"street_works", "parks"]\n\n[[categories', '"street_works", "trees"]\n\n[[categories', "groups[1] everybody 的 members", "“trees”不存在", "请改正"),
    ('disclosure_office = "general_office"', 'disclosure_office = "x"', "bureau 的 disclosure_office", "机构“x”不存在", "请改正"),
    ('act = "sign"', 'act = "stamp"', "chains[1] plain 的 steps[1] sign 的 act", "“stamp”不在可选之列", "sign"),
    ('act = "sign"', 'act = "review"', "chains[1] plain", "不能以签发告终", 'act = "sign"'),
    ('role = "leader"', 'role = "king"', "chains[1] plain 的 steps[1] sign 的 role", "“king”不在可选之列", "leader"),
    ('of = "in_charge"', 'of = "upstairs"', "chains[1] plain 的 steps[1] sign 的 of", "“upstairs”不存在", "请改正"),
    ('of = "in_charge"', 'of = "in_charge"\nwhen = { urgent = ["yes"] }', "chains[1] plain", "可能被跳过", "when"),
    ('kind = ["official"]', 'kind = ["offical"]', "duties[1] 第三条.1 的 when 的 kind", "“offical”不存在", "“official”"),
    ('attribute = ["proactive"]', 'colour = ["red"]', "duties[1] 第三条.1 的 when 的 colour", "不能用在这里", "attribute"),
    ("valid_from = 2020-01-01", "valid_from = 2020-01-01\nvalid_to = 2019-01-01", "valid_to", "不晚于起日", "请改正"),
    ("valid_from = 2020-01-01", 'valid_from = "2020-13-01"', "valid_from", "不合要求", "日期"),
    ('kind = "leadership"', 'kind = "leadership"\nfrom = 2021-01-01\nto = 2021-01-01', "organs[4] directors 的 to", "不晚于起日", "止日不含当日"),
    ('kind = "by_hand"', 'kind = "software"', "duties[3] 第五条.1 的 kind", "by_hand.recorded", "改正"),
    ("rank_min_n = 3", "rank_min = 3", "parameters 的 rank_min", "不认识的键", "“rank_min_n”"),
    ("rank_min_n = 3", 'rank_min_n = "three"', "parameters 的 rank_min_n", "不合要求", "整数"),
    ("rank_min_n = 3", "rank_min_n = 0", "parameters 的 rank_min_n", "太小", "不小于 1"),
    ("version = 1", "version = 10000", "version", "太大", "不大于 9999"),
    ('id = "parks"', 'id = "园林"', "organs[3] 园林 的 id", "不能作代码", "小写英文字母"),
    ('short = "园林科"', f'short = "{"园" * 41}"', "organs[3] parks 的 short", "太长", "40"),
    ('evidence = "小结"', 'evidence = ""', "duties[3] 第五条.1 的 evidence", "不能为空", "请填写"),
    ('evidence = "小结"', 'evidence = "小结"\nconfirm = "q"', "duties[3] 第五条.1 的 confirm", "“q”不存在", "[[questions]]"),
    ('holder = "street_works"', 'holder = "drafting_organ"', "duties[2] 第四条.1 的 holder", "具体事项", "all_organs"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "what", "mend"), CASES)
def test_a_bad_plan_is_refused_with_place_and_mend(
    old: str, new: str, place: str, what: str, mend: str
) -> None:
    fault = faults(changed(SMALL, (old, new)))[0]
    assert (fault.file, fault.place) == ("small.toml", place)
    assert what in fault.what
    assert mend in fault.what + fault.mend
    assert fault.line
    assert str(fault).startswith(f"small.toml 第 {fault.line} 行 {place}：")


@pytest.mark.parametrize(("old", "new", "place", "what", "mend"), CASES)
def test_the_line_is_that_of_the_part_at_fault(
    old: str, new: str, place: str, what: str, mend: str
) -> None:
    text = changed(SMALL, (old, new))
    line = text.splitlines()[faults(text)[0].line - 1]
    last = place.split(" 的 ")[-1].split("[")[0]
    assert last in line or place.split("[")[0] in line


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("id = \n", 1, "等号后面的值写法不对"),
        ('id = "a"\nid = "b"\n', 2, "同一个键写了两次"),
        ("valid_from = 2020-02-30\n", 1, "日期或时间不存在"),
        ("[bureau\n", 1, "方括号没有配对"),
        ('id = "a\n', 1, "引号没有配对"),
        ("x = [1, 2\n", None, "方括号没有配对"),
        ("x = " + "[" * 100_000, None, "嵌套太深"),
        ('id = "a"\ntitle = "\\u0000"\n', 2, "空字符"),
    ],
)
def test_a_syntax_error_is_said_with_its_line(text: str, line: int | None, what: str) -> None:
    (fault,) = faults(text)
    assert fault.line == line
    assert what in fault.what


def test_every_fault_of_a_kind_is_said_at_once() -> None:
    text = changed(
        SMALL,
        ('holder = "street_works"', 'holder = "a"'),
        ('column = "announcements"', 'column = "b"'),
    )
    assert [f.place for f in faults(text)] == [
        "categories[1] announcements 的 column",
        "duties[2] 第四条.1 的 holder",
    ]


def test_an_empty_file_is_told_what_it_lacks() -> None:
    assert [f.what for f in faults("")] == [
        f"缺少“{key}”。" for key in ("id", "title", "version", "valid_from", "clauses")
    ]


def test_full_width_brackets_are_the_same_key() -> None:
    fault = faults(changed(PLAN, ('id = "二(三)"', 'id = "二（二）"')))[0]
    assert fault.what == "条款“二(二)”重复。"


def test_signing_twice_is_refused() -> None:
    twice = (
        SMALL
        + '\n[[chains.steps]]\nid = "again"\ntitle = "再签"\nact = "sign"\nrole = "leader"\nof = "any"\n'
    )
    assert "2 个签发环节" in faults(twice)[0].what


def test_two_chains_for_one_kind_are_refused() -> None:
    again = SMALL[SMALL.index("[[chains]]") :].replace('id = "plain"', 'id = "other"')
    assert "已由流程“plain”规定" in faults(SMALL + "\n" + again)[0].what


def test_steps_afterwards_need_an_emergency_and_hours() -> None:
    later = (
        SMALL
        + '\n[[chains.steps]]\nid = "later"\ntitle = "补签"\nact = "review"\nrole = "head"\nof = "any"\nafterwards = true\n'
    )
    said = "".join(f.what for f in faults(later))
    assert "应急" in said
    assert "补签期限" in said
