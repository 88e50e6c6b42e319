"""Public documents as offices set them: 红头 in five ways, 版记, 附件, 附注."""

from __future__ import annotations

from gongkai.word.tests.making import docx, p, r, span, tbl, tc, text_box, tr

RED = '<w:color w:val="FF0000"/><w:sz w:val="100"/>'
LARGE = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
BEGUN = '<w:vMerge w:val="restart"/>'
RED_LINE = '<w:pBdr><w:bottom w:val="single" w:color="FF0000"/></w:pBdr>'
TITLE = p("西安市体育局关于印发", align="center", run=LARGE) + p(
    "《西安市体育场馆开放办法》的通知", align="center", run=LARGE
)
TEXT = (
    p("各区县体育局，市级各单项协会："),
    p("　　现将《西安市体育场馆开放办法》印发给你们，请遵照执行。"),
)
SIGNED = (
    p("附件：1. 西安市体育场馆开放办法"),
    p("　　　2. 开放场馆名单"),
    p("西安市体育局", align="right"),
    p("2026年3月12日", align="right"),
    p("（此件公开发布）"),
)
IMPRINT = tbl(
    tr(tc(p("抄送：市政府办公厅，市委宣传部。"), properties=span(2))),
    tr("西安市体育局办公室", tc(p("2026年3月13日印发", align="right"))),
)


def whole_notice() -> bytes:
    return docx(
        p("000012"),
        p("特急"),
        p("西安市体育局文件", align="center", run=RED),
        p("市体发〔2026〕12号", align="center", properties=RED_LINE),
        p(),
        TITLE,
        *TEXT,
        *SIGNED,
        p("附件1", run='<w:rFonts w:eastAsia="黑体"/>'),
        p("西安市体育场馆开放办法", align="center", run=LARGE),
        p("　　第一条　为了开放体育场馆，制定本办法。"),
        IMPRINT,
    )


def red_head_in_a_text_box() -> bytes:
    box = text_box(
        p("西安市体育局", align="center", run=RED), p("西体字［2026］第007号", align="center")
    )
    return docx(p(inside=box), TITLE, *TEXT, *SIGNED)


def red_head_in_an_old_text_box() -> bytes:
    box = text_box(p("西安市体育局文件", run=RED), old=True)
    return docx(p(inside=box), p("市体发〔2026〕9 号　　　　签发人：张三"), TITLE, *TEXT)


def red_head_as_a_table() -> bytes:
    joint = tbl(
        tr(tc(p("西 安 市 体 育 局", run=RED)), tc(p("文件", run=RED), properties=BEGUN)),
        tr(tc(p("西安市教育局", run=RED)), tc(properties="<w:vMerge/>")),
    )
    numbers = tbl(tr("市体发〔2026〕3号", "签发人：李四　王五"))
    return docx(joint, numbers, TITLE, *TEXT)


def red_head_as_word_art() -> bytes:
    art = '<w:r><w:pict><v:shape fillcolor="red"><v:textpath string="西安市体育局文件"/></v:shape></w:pict></w:r>'
    return docx(p(inside=art), p("市体发〔2026〕12号", align="center"), TITLE, *TEXT)


def black_head_of_a_letter() -> bytes:
    return docx(
        p("西安市体育局", align="center", run='<w:b/><w:sz w:val="60"/>'),
        p("市体函〔2026〕5号", align="right"),
        p("西安市体育局关于商请支持全民健身活动的函", align="center", run=LARGE),
        p("市公安局："),
        p("　　现商请贵局支持。"),
        p("西安市体育局", align="right"),
        p("二〇二六年十二月二十一日", align="right"),
        p("（此件依申请公开）"),
        p("抄送：市政府办公厅。"),
        p("西安市体育局办公室　　　　2026年12月22日印发"),
    )


def as_on_a_web_page() -> bytes:
    """The title first, the number below it, no head."""
    return docx(
        p("西安市体育局2026年政务公开工作要点", style="a3"),
        p("市体办发[2026]4号", align="center"),
        p("（2026年2月1日局长办公会议通过）", align="center"),
        p("为做好政务公开工作，现提出如下要点："),
        p("坚持公开为常态。"),
        p("西安市体育局　　2026年2月2日"),
        p("公开方式：主动公开"),
    )


def withheld_with_typed_page_numbers() -> bytes:
    return docx(
        p("关于干部任免的请示", style="a3"),
        p("市政府："),
        p("请予批准。"),
        p("— 1 —", align="center"),
        p("2026年5月6日"),
        p("（此件不予公开）"),
        p("— 2 —", align="center"),
    )


def head_in_frames() -> bytes:
    """WPS puts heads and page numbers into frames."""
    frame = '<w:framePr w:w="9000" w:hAnchor="margin"/>'
    return docx(
        p("机密★1年", properties=frame),
        p("西安市体育局会议纪要", align="center", run=RED, properties=frame),
        p("第12号", align="center"),
        p("关于研究冬季全民健身工作的会议纪要", align="center", run=LARGE),
        p("会议由局长主持。"),
        p("分送：各处室。"),
        p("西安市体育局办公室", inside=r("", "", "<w:tab/>") + r("2026年1月5日印发")),
    )


def a_title_in_one_paragraph_with_breaks() -> bytes:
    title = (
        r("西安市体育局", LARGE, "<w:br/>")
        + r("关于 2026 年 Marathon", LARGE, "<w:br/>")
        + r("City Run 工作的通知", LARGE)
    )
    return docx(p(inside=title, align="center"), *TEXT)


def nothing_official_at_all() -> bytes:
    """No head, no title: nothing may be taken off."""
    return docx(
        p("今天下午，全市健步走活动在城墙举行，一千人参加。"),
        p("活动文件已经下发。抄送有关单位。"),
        p("活动将于2026年3月12日结束。"),
    )


def attachments_on_one_line_and_long_copies() -> bytes:
    return docx(
        p("关于开展检查的通知", style="a3"),
        p("各单位："),
        p("请按时报送。"),
        p("附件：1.检查表 2.《打分办法》（试行） 3.联系人名单。"),
        p("西安市体育局", inside=r("", "", "<w:br/>") + r("2026年4月30日"), align="right"),
        p("抄送：市政府办公厅，市委宣传部，市教育局，市财政局，"),
        p("市文化和旅游局，市卫生健康委。"),
        p("西安市体育局办公室　2026年4月30日印发"),
    )


def headings_by_their_looks() -> bytes:
    black, script = '<w:rFonts w:eastAsia="黑体"/>', '<w:rFonts w:eastAsia="楷体_GB2312"/>'
    return docx(
        p("关于加强管理的意见", style="a3"),
        p("一、总体要求", run=black),
        p("（一）指导思想", run=script),
        p("（二）工作目标。", run=script, inside=r("到2028年，体育场地全部开放。")),
        p("二、保障措施", run=black),
        p("三、这一段不是标题，只是以数字开头。"),
        p("四、这一句用黑体写成，但它是一句话。", run=black),
    )


def signature_brought_to_the_right_by_blanks_and_indents() -> bytes:
    return docx(
        p("附件2"),
        p("西安市体育场馆开放名单", align="center", run=LARGE),
        p("　　以下场馆开放。"),
        p("　　　　　　　　　　　　西安市体育局"),
        p("西安市教育局", properties='<w:ind w:left="4800"/>'),
        p("2026年3月12日", properties='<w:ind w:firstLineChars="1500"/>'),
        p(
            "　　　　　　　　　　　　这一行很长，不是署名，只是前面有许多空格，应当仍旧靠左，不会被误判。"
        ),
        p("缩进两字的短句。", properties='<w:ind w:firstLineChars="200" w:firstLine="640"/>'),
    )


CASES = {
    case.__name__: case
    for case in (
        whole_notice, red_head_in_a_text_box, red_head_in_an_old_text_box, red_head_as_a_table,
        red_head_as_word_art, black_head_of_a_letter, as_on_a_web_page, withheld_with_typed_page_numbers,
        head_in_frames, a_title_in_one_paragraph_with_breaks, nothing_official_at_all,
        attachments_on_one_line_and_long_copies, headings_by_their_looks,
        signature_brought_to_the_right_by_blanks_and_indents,
    )
}  # fmt: skip
