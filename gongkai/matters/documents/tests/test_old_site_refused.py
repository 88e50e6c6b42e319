"""What must not come in from the old site: each bad item is refused with its own sentence, naming the cell."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from gongkai.config.cli import cli
from gongkai.matters.documents.models import Item
from gongkai.matters.documents.old_site import bodies, judging
from gongkai.matters.documents.old_site.folder import Folder, Unreadable
from gongkai.matters.documents.old_site.shape import FIELDS, TO_MEND, Judged, schema
from tests.casting import ROOT
from tests.old_site import ID_CARD, PNG, hand_over, item, plain, write
from tests.security.rows import changed, rows

pytestmark = pytest.mark.once

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def judged(folder: Path) -> Judged:
    return judging.judge(Folder(folder), NOW)


# what is wrong: (changes of a good row, the column that is named, words of its sentence)
BAD: dict[str, tuple[dict[str, str], str, str]] = {
    "no title": ({"标题": ""}, "标题", "没有填写"),
    "title too long": ({"标题": "长" * 201}, "标题", "最多 200 字"),
    "title of two lines": ({"标题": "一\n二"}, "标题", "换行"),
    "no address": ({"旧网址": ""}, "旧网址", "没有填写"),
    "another site's address": ({"旧网址": "http://other.example/1.htm"}, "旧网址", "不是本网站"),
    "another scheme": ({"旧网址": "ftp://other.example/1.htm"}, "旧网址", "不是本网站"),
    "address of another host without scheme": ({"旧网址": "//other.example/1"}, "旧网址", "不是本网站"),
    "no path": ({"旧网址": "info/1.htm"}, "旧网址", "以 / 开头"),
    "home page": ({"旧网址": "/"}, "旧网址", "与新网站自己的地址相同"),
    "address of ours": ({"旧网址": "/P/2019/1/"}, "旧网址", "与新网站自己的地址相同"),
    "address of the desk": ({"旧网址": "/desk/"}, "旧网址", "与新网站自己的地址相同"),
    "address of ours, encoded": ({"旧网址": "/%64esk/"}, "旧网址", "与新网站自己的地址相同"),
    "fragment": ({"旧网址": "/a.htm#b"}, "旧网址", "#"),
    "dots": ({"旧网址": "/a/../b.htm"}, "旧网址", "不能作为网址"),
    "quote": ({"旧网址": '/a".htm'}, "旧网址", "不能作为网址"),
    "line break, encoded": ({"旧网址": "/a%0a.htm"}, "旧网址", "不能作为网址"),
    "address too long": ({"旧网址": "/" + "a" * 481}, "旧网址", "超过 480"),
    "no moment": ({"原发布时间": ""}, "原发布时间", "没有填写"),
    "a day that never was": ({"原发布时间": "2019-02-30"}, "原发布时间", "不存在"),
    "an hour that never was": ({"原发布时间": "2019-02-03 25:00"}, "原发布时间", "不存在"),
    "a moment to come": ({"原发布时间": "2999-03-02 10:01"}, "原发布时间", "晚于现在"),
    "a year mistyped": ({"原发布时间": "0219-03-05"}, "原发布时间", "早于"),
    "no date at all": ({"原发布时间": "去年"}, "原发布时间", "不是日期"),
    "a date made a number": ({"原发布时间": "43529"}, "原发布时间", "表格软件"),
    "dated on no day": ({"成文日期": "2019-13-01"}, "成文日期", "不存在"),
    "dated after it was published": ({"成文日期": "2019-12-31"}, "成文日期", "晚于原发布时间"),
    "dated in words": ({"成文日期": "三月"}, "成文日期", "不是日期"),
    "number too long": ({"文号": "号" * 81}, "文号", "最多 80 字"),
    "索引号 too long": ({"旧索引号": "1" * 121}, "旧索引号", "最多 120 字"),
    "索引号 made a figure": ({"旧索引号": "6.1E+15"}, "旧索引号", "科学记数"),
    "no source": ({"来源": ""}, "来源", "没有填写"),
    "source too long": ({"来源": "处" * 81}, "来源", "最多 80 字"),
    "no column": ({"旧栏目": ""}, "旧栏目", "没有填写"),
    "unknown column": ({"旧栏目": "图片新闻"}, "旧栏目", "columns.csv"),
    "not to be public": ({"公开属性": "依申请公开"}, "公开属性", "不补录上网"),
    "no attribute": ({"公开属性": ""}, "公开属性", "没有填写"),
    "unknown validity": ({"有效性": "作废"}, "有效性", "有效、废止或失效"),
    "no body": ({"正文": ""}, "正文", "没有填写"),
    "body file missing": ({"正文": "no.html"}, "正文", "没有文件“no.html”"),
    "body outside the folder": ({"正文": "../items.csv"}, "正文", "没有文件"),
    "body of a script alone": ({"正文": "<script>a()</script>"}, "正文", "正文是空的"),
    "picture missing": ({"正文": "<p>图</p><img src='/no.png'>"}, "正文", "图片“/no.png”不在"),
    "picture that is none": ({"正文": "<p>图</p><img src='body.pdf'>"}, "正文", "body.pdf"),
    "attachment missing": ({"附件": "无.pdf"}, "附件", "没有文件“无.pdf”"),
    "attachment outside the folder": ({"附件": "../../secret.pdf"}, "附件", "没有文件"),
    "attachment empty": ({"附件": "empty.pdf"}, "附件", "是空的"),
    "attachment of an unknown kind": ({"附件": "run.exe"}, "附件", "不受支持"),
    "attachment with another ending": ({"附件": "pic.pdf"}, "附件", "扩展名不符"),
    "attachment damaged": ({"附件": "broken.docx"}, "附件", "已损坏"),
    "attachment too large": ({"附件": "large.pdf"}, "附件", "超过 20 MB"),
    "attachment nobody looked at": ({"附件": "pic.png"}, "附件", "没有读到文字"),
    "mark in the title": ({"标题": "关于调整的通知（机密）"}, "标题", "密级标志"),
    "mark in the body": ({"正文": "<p>秘密★3年</p><p>正文</p>"}, "正文", "非涉密系统"),
    "identity number": ({"正文": f"<p>张某，身份证号{ID_CARD}。</p>"}, "正文", "accepted.csv"),
    "mobile phone": ({"正文": "<p>李某手机13891234567。</p>"}, "正文", "accepted.csv"),
    "bank card": ({"正文": "<p>银行卡号6222021234567890123收款。</p>"}, "正文", ""),
}  # fmt: skip


@pytest.fixture
def folder(bureau, tmp_path) -> Path:
    return tmp_path / "old"


def with_bad_files(folder: Path) -> None:
    files = folder / "files"
    (files / "empty.pdf").write_bytes(b"")
    (files / "run.exe").write_bytes(b"MZ\x90")
    (files / "pic.pdf").write_bytes(PNG)
    (files / "pic.png").write_bytes(PNG)
    (files / "body.pdf").write_bytes(b"%PDF-1.4 no picture")
    (files / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    with (files / "large.pdf").open("wb") as large:
        large.truncate(20 * 1024 * 1024 + 1)


def test_control_a_good_item_passes(folder):
    hand_over(folder, [item(1), plain(2)])
    found = judged(folder)
    assert (found.faults, found.read) == ([], 2)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_item_is_refused_by_its_cell(folder, name):
    changes, column, words = BAD[name]
    hand_over(folder, [plain(1), plain(2, **changes), plain(3)])
    with_bad_files(folder)
    faults = judged(folder).faults
    assert {(f.file, f.row, f.column) for f in faults} == {("items.csv", 3, column)}, faults
    assert any(words in f.wrong for f in faults), faults
    for fault in faults:
        assert fault.wrong.endswith("。")
        assert ID_CARD not in str(fault)


def test_the_example_in_the_manual_comes_in_as_it_stands(folder):
    text = (ROOT / "docs" / "import-format.md").read_text(encoding="utf-8")
    names = re.findall(r"^`(\w+\.csv)`", text, re.M)
    examples = list(zip(names, re.findall(r"```csv\n(.*?)```", text, re.S), strict=True))
    assert names == ["items.csv", "columns.csv", "organs.csv", "accepted.csv"]
    folder.mkdir()
    for name, content in examples:
        (folder / name).write_text(content, encoding="utf-8")
    found = judged(folder)
    assert (found.faults, found.read) == ([], 2)


def test_the_manual_names_every_column():
    text = (ROOT / "docs" / "import-format.md").read_text(encoding="utf-8")
    for heading in FIELDS:
        assert f"| {heading} |" in text
    assert set(schema()["items"]["properties"]) == set(FIELDS)


def test_there_are_enough_of_them():
    assert len(BAD) >= 40


def test_what_comes_twice_is_named(folder):
    twice = [plain(1), plain(2, 旧网址="/INFO/1024/1.htm"), plain(3, 旧索引号="old-2019-00001")]
    hand_over(folder, twice)
    said = [(f.row, f.column) for f in judged(folder).faults]
    assert said == [(3, "旧网址"), (4, "旧索引号")]


def test_what_is_public_already_does_not_come_again(folder, bureau):
    publication = bureau.published()
    hand_over(folder, [plain(1, 旧索引号=publication.index_number)])
    [fault] = judged(folder).faults
    assert "本网站的一件信息" in fault.wrong


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("items.csv", "旧网址,标题,发布日期\n", "不能导入"),
        ("items.csv", "旧网址,标题,颜色\n", "不认识的列“颜色”"),
        ("items.csv", "旧网址,标题\n", "缺少列"),
        ("items.csv", ",".join(FIELDS) + ",标题\n", "重复的列"),
        ("items.csv", ",".join(FIELDS) + "\n", "没有一件"),
        ("items.csv", ",".join(FIELDS) + "\n" + ",".join("abcdefghijklmn") + "\n", "多"),
        ("items.csv", '旧网址,"标题\n', "CSV"),
        ("columns.csv", "旧栏目,信息类别\n通知公告,没有的类别\n", "没有信息类别"),
        ("columns.csv", "旧栏目\n通知公告\n", "缺少列"),
        ("organs.csv", "来源,起,止,处室\n甲处,,,没有的处\n", "没有处室"),
        ("organs.csv", "来源,起,止,处室\n甲处,2010-02-30,,office\n", "不存在"),
        ("organs.csv", "来源,起,止,处室\n甲处,,,office\n甲处,2012-01-01,,office\n", "重叠"),
        ("accepted.csv", "行,规则,答复人\n2,personal.mobile_phone,nobody\n", "没有账号"),
        ("accepted.csv", "行,规则,答复人\n二,personal.mobile_phone,editor\n", "行号"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(folder, name, text, words):
    hand_over(folder, [plain(1)])
    (folder / name).write_text(text, encoding="utf-8")
    faults = judged(folder).faults
    assert any(f.file == name and words in str(f) for f in faults), faults


def test_neither_utf_8_nor_gb18030(folder):
    hand_over(folder, [plain(1)])
    (folder / "items.csv").write_bytes(b"\xff\xff\xff\x81")
    assert "GB18030" in str(judged(folder).faults[0])


def test_a_folder_without_a_list_or_with_two(folder):
    folder.mkdir()
    with pytest.raises(Unreadable, match="没有 items"):
        Folder(folder)
    hand_over(folder, [plain(1)])
    (folder / "items.json").write_text("[]")
    with pytest.raises(Unreadable, match="只能有一个"):
        Folder(folder)


def test_gb18030_and_json_say_the_same(folder):
    import json

    hand_over(folder, [item(1), plain(2)], encoding="gb18030")
    by_csv = judged(folder)
    assert by_csv.faults == []
    listed = [{**item(1), "附件": ["方案.pdf"]}, {**plain(2), "附件": []}]
    (folder / "items.csv").unlink()
    (folder / "items.json").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    by_json = judged(folder)
    assert by_json.faults == []
    assert list(by_json.digests.values()) == list(by_csv.digests.values())


def test_personal_data_pass_when_somebody_answers_for_them(folder):
    body = f"<p>张某，身份证号{ID_CARD}。</p>"
    hand_over(folder, [plain(1, 正文=body), plain(2, 正文=body)])
    rule = {f.rule for found in judged(folder).found.values() for f in found}.pop()
    write(
        folder / "accepted.csv",
        ["行", "规则", "答复人"],
        [{"行": "2", "规则": rule, "答复人": "editor"}],
    )
    found = judged(folder)
    assert {f.row for f in found.faults} == {3}
    assert found.found[2][0].accepted_by == "办公室核稿员甲"
    write(
        folder / "accepted.csv",
        ["行", "规则", "答复人"],
        [{"行": "全部", "规则": rule, "答复人": "editor"}],
    )
    assert judged(folder).faults == []


def test_the_corrected_list_comes_in_again_once_it_is_mended(folder):
    hand_over(folder, [plain(1), plain(2, 原发布时间="2019-02-30"), plain(3)])
    target = folder / "items.corrected.csv"
    assert judging.write_corrected(Folder(folder), judged(folder), target) == 1
    with target.open(encoding="utf-8-sig", newline="") as file:
        held = list(csv.DictReader(file))
    assert [bool(row[TO_MEND]) for row in held] == [False, True, False]
    assert "原发布时间" in held[1][TO_MEND]
    held[1]["原发布时间"] = "2019-03-28"
    write(folder / "items.csv", [*FIELDS, TO_MEND], held, "utf-8-sig")
    assert judged(folder).faults == []


@tried(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whole_or_nothing(bureau, tmp_path_factory, monkeypatch, settings, data):
    """However many rows are good: with one bad one nothing is stored, without any all of it is."""
    monkeypatch.setattr("gongkai.config.commands.import_site.ready", lambda **_: None)
    settings.HOME = tmp_path_factory.mktemp("home")
    count = data.draw(st.integers(1, 6))
    bad = data.draw(st.sets(st.integers(1, count), max_size=2))
    kind = data.draw(st.sampled_from(sorted(BAD)))
    folder = tmp_path_factory.mktemp("old")
    hand_over(folder, [plain(n, **(BAD[kind][0] if n in bad else {})) for n in range(1, count + 1)])
    with_bad_files(folder)
    before = rows()
    with transaction.atomic():
        result = CliRunner().invoke(cli, ["import-site", str(folder), "--by", "editor"])
        stored = Item.objects.count()
        untouched = changed(before) == []
        transaction.set_rollback(True)
    assert (result.exit_code, stored, untouched) == ((1, 0, True) if bad else (0, count, False))


@tried(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/abdivpimgsrc='\" onx!-&;甲", max_size=200))
def test_no_html_breaks_the_reading(text):
    try:
        body, _ = bodies.read(text, lambda _: "0" * 64, frozenset())
    except bodies.NoSuchPicture:
        return
    assert "<script" not in body
    assert "onx" not in body or "<" not in body.split("onx")[0][-1:]


def test_boxes_become_paragraphs_and_words_are_not_glued():
    body, _ = bodies.read("<div><div>甲</div><div>乙</div></div>", lambda _: None, frozenset())
    assert body == "<p>甲</p><p>乙</p>"
