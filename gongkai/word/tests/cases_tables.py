"""Tables with merged cells, and pictures."""

from __future__ import annotations

import io

from PIL import Image

from gongkai.word.tests.making import docx, drawing, p, png, r, root, span, tbl, tc, text_box, tr

BEGUN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = "<w:tblHeader/>"
EMF = b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF" + b"\x00" * 60


def merged_cells_of_all_kinds() -> bytes:
    return docx(
        p("下表是各区县场馆情况。"),
        tbl(
            tr(tc("单位", properties=BEGUN), tc("场馆", properties=span(2)), "备注"),
            tr(tc(properties=GOES_ON), "室内", "室外", tc("甲", properties=BEGUN)),
            tr("碑林区", "3", "4", tc(properties=GOES_ON)),
            tr(tc("合计", properties=span(2) + BEGUN), "4", "乙"),
            tr(tc(properties=span(2) + GOES_ON), "5", tc("孤立", properties=GOES_ON)),
        ),
    )


def rows_that_begin_late_and_end_early() -> bytes:
    return docx(
        p("首段是正文，不是标题。"),
        tbl(
            tr("甲", "乙", "丙"),
            tr("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            tr(
                tc("横", properties='<w:hMerge w:val="restart"/>'),
                tc(properties="<w:hMerge/>"),
                "尾",
            ),
        ),
    )


def a_head_that_is_repeated_on_each_page() -> bytes:
    return docx(
        p("首段是正文，不是标题。"),
        tbl(
            tr(tc("项目", properties=BEGUN), tc("人数", properties=span(2)), properties=HEAD),
            tr(tc(properties=GOES_ON), "男", "女", properties=HEAD),
            tr("跑步", "3", "4"),
        ),
        tbl(tr(tc("越界", properties=BEGUN), "甲", properties=HEAD), tr(tc(properties=GOES_ON), "乙")),
        tbl(tr("只有表头", properties=HEAD)),
    )  # fmt: skip


def a_table_within_a_table() -> bytes:
    inner = tbl(tr("里一", tc(p("里二"), p("两段"))), tr(tc(tbl(tr("最里"))), ""))
    return docx(p("首段是正文，不是标题。"), tbl(tr(tc(p("外"), inner, p("尾")), "右")))


def cells_with_everything_in_them() -> bytes:
    row = f"<w:sdt><w:sdtContent>{tr('控件行', '<w:sdt><w:sdtContent>' + tc('控件格') + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    return docx(
        p("首段是正文，不是标题。"),
        tbl(
            tr(tc(p("标题样式", style="1"), p("居中", align="center")), tc(p(inside=drawing("rId9", alt="场馆")))),
            row,
            tr(tc(p("被盖住", run="<w:b/>"), properties=BEGUN), "a"),
            tr(tc("看不见的字", properties=GOES_ON), "b"),
        ),
        tbl(tr("", "")),
        links=(("rId9", "image", "media/image1.png"),),
        more={"word/media/image1.png": png()},
    )  # fmt: skip


def pictures_that_come() -> bytes:
    bmp, jpeg, tall = io.BytesIO(), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (4, 2), (9, 9, 9)).save(bmp, "BMP")
    Image.new("RGB", (6, 3), (99, 9, 9)).save(jpeg, "JPEG")
    Image.new("RGB", (6, 12), (9, 9, 99)).save(tall, "PNG")
    cut = '<a:srcRect l="50000" b="25000"/>'
    return docx(
        p("图一", inside=drawing("rId1", alt='"场馆"<外景>') + r("图后")),
        p(inside=drawing("rId2") + drawing("rId1"), align="center"),
        p(inside=drawing("rId3")),
        p(inside=drawing("rId4", cut=cut) + drawing("rId4", form='<a:xfrm rot="5400000"/>')),
        p(inside='<w:r><w:pict><v:shape alt="旧图"><v:imagedata r:id="rId1" o:title=""/></v:shape></w:pict></w:r>'),
        p(inside=text_box(p(inside=drawing("rId1", alt="框中图")))),
        links=(
            ("rId1", "image", "media/image1.png"), ("rId2", "image", "media/image2.jpeg"),
            ("rId3", "image", "media/image3.bmp"), ("rId4", "image", "/word/media/image4.png"),
        ),
        more={"word/media/image1.png": png(), "word/media/image2.jpeg": jpeg.getvalue(),
              "word/media/image3.bmp": bmp.getvalue(), "word/media/image4.png": tall.getvalue()},
    )  # fmt: skip


def pictures_that_do_not_come() -> bytes:
    return docx(
        p("前文", inside=drawing("rId1", how="link") + r("后文")),
        p(inside='<w:r><w:pict><v:shape><v:imagedata src="file:///C:\\Users\\zhangsan\\wps1.png"/></v:shape></w:pict></w:r>'),
        p(inside=drawing("rId2") + drawing("rId3") + drawing("rId404")),
        p("标题不变", style="2", inside=drawing("rId4")),
        tbl(tr(tc(p("格", inside=drawing("rId2"))))),
        p(inside='<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="rId5"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),
        p(inside='<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm="rId6"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),
        links=(
            ("rId1", "image", "!file:///C:/Users/zhangsan/AppData/wps2.jpg"), ("rId2", "image", "media/image1.emf"),
            ("rId3", "image", "media/image2.png"), ("rId4", "image", "media/image9.png"),
        ),
        more={"word/media/image1.emf": EMF, "word/media/image2.png": png()[:40],
              "word/diagrams/data1.xml": root("x", "<a:p><a:r><a:t>流程图里的字</a:t></a:r></a:p>")},
    )  # fmt: skip


CASES = {
    case.__name__: case
    for case in (
        merged_cells_of_all_kinds, rows_that_begin_late_and_end_early, a_head_that_is_repeated_on_each_page,
        a_table_within_a_table, cells_with_everything_in_them, pictures_that_come, pictures_that_do_not_come,
    )
}  # fmt: skip
