"""What stands in paragraphs: form, fields, links, symbols, notes, formulas, controls."""

from __future__ import annotations

from gongkai.word.tests.making import (
    STYLES,
    docx,
    field,
    p,
    r,
    root,
    style,
    text_box,
)  # fmt: skip

LINK = (
    ("rId9", "hyperlink", '!https://www.xa.gov.cn/查询?a=1&b="2"'),
    ("rId8", "hyperlink", "!file:///C:/a.doc"),
)


def bold_italic_and_the_rest() -> bytes:
    styles = (
        *STYLES,
        style("x", "强调", kind="character", r_pr="<w:b/>"),
        style("y", "粗段", r_pr="<w:b/>"),
    )
    return docx(
        p(inside=r("粗", "<w:b/>") + r("粗", "<w:b/>") + r("不粗", '<w:b w:val="0"/>') + r("斜", "<w:i/>")),
        p(inside=r("线", '<w:u w:val="single"/>') + r("无线", '<w:u w:val="none"/>') + r("删", "<w:strike/>")),
        p(inside=r("10") + r("2", '<w:vertAlign w:val="superscript"/>') + r("H") + r("2", '<w:vertAlign w:val="subscript"/>')),
        p("段落粗", style="y", inside=r("两次粗又不粗", '<w:rStyle w:val="x"/>')),
        p("全都有", run='<w:b/><w:i/><w:strike/><w:u w:val="wave"/>'),
        p("<script>alert(1)</script> & &amp; \u00a0\"引号\""),
        styles=styles,
    )  # fmt: skip


def alignment_of_its_own_and_by_style() -> bytes:
    styles = (
        *STYLES,
        style("c", "居中", p_pr='<w:jc w:val="center"/>'),
        style("d", "居中二", based="c"),
    )
    return docx(
        p("首段是正文，不是标题。"),
        p("中", style="d"), p("右", align="right"), p("尾", align="end"), p("散", align="distribute"),
        p("左", style="c", align="left"), p("两端", align="both"),
        styles=styles,
    )  # fmt: skip


def headings_down_to_the_fifth() -> bytes:
    return docx(
        p("关于做好工作的意见", style="a3"),
        p("总体要求", style="2"), p("目标", style="3"), p("细目", style="4"), p("再细", style="5"),
        p("附录", properties='<w:outlineLvl w:val="1"/>'), p("正文级", properties='<w:outlineLvl w:val="9"/>'),
        p("附件标题", style="a3"),
        p("这一段很长，却被误设了大纲级别。" * 10, properties='<w:outlineLvl w:val="0"/>'),
    )  # fmt: skip


def headings_of_a_chinese_word() -> bytes:
    styles = (
        style("a", "正文", usual=True), style("10", "标题 1", based="a"), style("af", "标题", based="a"),
        style("zw", "小节", based="10"),
    )  # fmt: skip
    return docx(
        p("工作办法", style="af"),
        p("一章", style="10"),
        p("一节", style="zw"),
        p("文", style="a"),
        styles=styles,
    )


def breaks_tabs_and_hyphens() -> bytes:
    return docx(
        p("首段是正文，不是标题。"),
        p("一行", inside=r("", "", "<w:br/>") + r("二行", "", "<w:cr/>") + r("三行", "", '<w:br w:type="page"/>') + r("", "", "<w:br/>")),
        p("姓名", inside=r("", "", "<w:tab/>") + r("张某") + r("", "", "<w:softHyphen/>") + r("甲") + r("", "", "<w:noBreakHyphen/>") + r("乙\u00ad\u200b丙")),
        p("　　首行缩进　"),
        p("", inside='<w:r><w:t> 不保留空格 </w:t></w:r>' + r(" 保留 空格")),
        p("　"),
    )  # fmt: skip


def links_that_lead_somewhere_and_others() -> bytes:
    return docx(
        p("见", inside='<w:hyperlink r:id="rId9">' + r("网站", '<w:u w:val="single"/>') + "</w:hyperlink>" + r("。")),
        p("", inside='<w:hyperlink r:id="rId8">' + r("本机文件") + "</w:hyperlink>"),
        p("", inside='<w:hyperlink w:anchor="_Toc1">' + r("文内") + "</w:hyperlink>"),
        p("", inside=field('HYPERLINK "mailto:tyj@xa.gov.cn"', r("邮箱")) + r("、") + field(r'HYPERLINK \l "x"', r("书签"))),
        p("", inside=field('HYPERLINK "javascript:alert(1)"', r("脚本"))),
        links=LINK,
    )  # fmt: skip


def fields_of_every_kind() -> bytes:
    toc = (
        p("", inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("目录一") + r("", "", "<w:tab/>") + field("PAGEREF _Toc1", r("1"))),
        p("目录二", inside=r("2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    )  # fmt: skip
    box = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
    choice = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>'
    return docx(
        p("首段是正文，不是标题。"),
        *toc,
        p("见第", inside=field("REF _Ref1", r("三")) + r("条，共") + field("NUMPAGES", r("9")) + r("页")),
        p("图", inside=f'<w:fldSimple w:instr=" SEQ 图 ">{r("1")}</w:fldSimple><w:fldSimple w:instr=" PAGE ">{r("7")}</w:fldSimple>'),
        p("选", inside=field("FORMCHECKBOX", begin=box) + field("FORMDROPDOWN", begin=choice) + field("FORMTEXT", r("填写"))),
        p("圈", inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\o\\ac(○,</w:instrText></w:r><w:r><w:instrText>3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        p("拼", inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(hàn),汉)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    )  # fmt: skip


def a_field_that_never_ends_takes_nothing_with_it() -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return docx(p("首段是正文，不是标题。"), p("", inside=begin + r("目录一")), p("正文还在。"))


def a_table_of_contents_in_a_control() -> bytes:
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('目录')}{p('一、总则 1')}</w:sdtContent></w:sdt>"
    )
    return docx(p("工作规则", style="a3"), toc, p("总则", style="1"), p("文。"))


def symbols_and_boxes() -> bytes:
    sym = '<w:sym w:font="{}" w:char="{}"/>'
    signs = (
        ("Wingdings 2", "F052"),
        ("Wingdings", "F0A8"),
        ("Wingdings", "F0FC"),
        ("Symbol", "F0B1"),
        ("Webdings", "F041"),
    )
    control = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        + r("☒")
        + "</w:sdtContent></w:sdt>"
    )
    return docx(
        p("号", inside="".join(r("", "", sym.format(*sign)) for sign in signs)),
        p("选", inside=control.format(1) + control.format(0)),
        p("R", run='<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>', inside=r("\uf0e0")),
    )  # fmt: skip


def controls_with_and_without_content() -> bytes:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    return docx(
        p("单位：", inside="<w:sdt><w:sdtContent>" + r("体育局") + "</w:sdtContent></w:sdt>" + prompt.format(r("单击此处输入文字。"))),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的段落')}<w:sdt><w:sdtContent>{p('更里面')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        prompt.format(p("单击此处输入段落。")),
        p("", inside=f'<w:smartTag w:element="place">{r("西安")}<w:customXml w:element="x">{r("市")}</w:customXml></w:smartTag><w:bdo w:val="ltr">{r("民")}</w:bdo>'),
        f"<w:customXml w:element='y'>{p('自定义标记里')}</w:customXml>",
    )  # fmt: skip


def ruby_keeps_its_base() -> bytes:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{r('pīn')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby>"
    return docx(p("会", inside=r("", "", ruby) + r("音。")))


def formulas_as_text() -> bytes:
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    formula = (
        f"<m:oMath><m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>{m('=')}"
        f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('2')}</m:den></m:f><m:rad><m:e>{m('y')}</m:e></m:rad></m:oMath>"
    )
    return docx(p("公式", inside=formula + r("成立。")), f"<m:oMathPara>{formula}</m:oMathPara>")


def footnotes_and_endnotes() -> bytes:
    mark = '<w:{}Reference w:id="{}"/>'
    foot = root(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="-1">{p(inside=r("", "", "<w:separator/>"))}</w:footnote>'
        f'<w:footnote w:id="1">{p(inside=r("", "", "<w:footnoteRef/>") + r(" 数据来自统计局。"))}{p("第二段。")}</w:footnote>'
        f'<w:footnote w:id="2">{p("没有被引用的脚注。")}</w:footnote>',
    )
    end = root("endnotes", f'<w:endnote w:id="1">{p("尾注", run="<w:b/>")}</w:endnote>')
    return docx(
        p("人数", inside=r("", "", mark.format("endnote", 1)) + r("增长") + r("", "", mark.format("footnote", 1)) + r("。")),
        p("断了的", inside=r("", "", mark.format("footnote", 99))),
        more={"word/footnotes.xml": foot, "word/endnotes.xml": end},
    )  # fmt: skip


def text_boxes_that_are_no_head() -> bytes:
    return docx(
        p(
            "首段是正文，不是标题。",
            inside=text_box(p("框中：咨询电话029-12345", run="<w:b/>"), p("第二行")),
        ),
        p("后一段。", inside=text_box(p("旧框"), old=True)),
    )


def headers_and_footers_stay_out() -> bytes:
    header = root(
        "hdr",
        p(
            "页眉文字",
            inside='<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>',
        ),
    )
    return docx(
        p("正文在此。"),
        '<w:p><w:pPr><w:sectPr><w:headerReference r:id="rId7"/></w:sectPr></w:pPr></w:p>',
        links=(("rId7", "header", "header1.xml"), ("rId6", "footer", "footer1.xml")),
        more={"word/header1.xml": header, "word/footer1.xml": root("ftr", p("第", inside=field("PAGE", r("1")) + r("页")))},
    )  # fmt: skip


CASES = {
    case.__name__: case
    for case in (
        bold_italic_and_the_rest, alignment_of_its_own_and_by_style, headings_down_to_the_fifth,
        headings_of_a_chinese_word, breaks_tabs_and_hyphens, links_that_lead_somewhere_and_others,
        fields_of_every_kind, a_field_that_never_ends_takes_nothing_with_it, a_table_of_contents_in_a_control,
        symbols_and_boxes, controls_with_and_without_content, ruby_keeps_its_base, formulas_as_text,
        footnotes_and_endnotes, text_boxes_that_are_no_head, headers_and_footers_stay_out,
    )
}  # fmt: skip
