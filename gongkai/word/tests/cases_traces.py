"""What working on a file leaves behind: changes, comments, hidden text, names. And files of other programs."""

from __future__ import annotations

import io

from docx import Document

from gongkai.word.tests.making import (
    STYLES,
    docx,
    drawing,
    p,
    parts,
    png,
    r,
    root,
    style,
    tbl,
    tr,
    zipped,
)  # fmt: skip

BY = 'w:id="1" w:author="赵修订" w:date="2026-03-01T00:00:00Z"'


def taken(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def tracked_changes_as_if_accepted() -> bytes:
    deleted_end = f"<w:rPr><w:del {BY}/></w:rPr>"
    return docx(
        p("原有", inside=f"<w:ins {BY}>{r('新增')}</w:ins>{taken('删去的字')}{r('结尾。')}"),
        p("前段", properties=deleted_end),
        p("后段。"),
        p("", inside=f"<w:moveFrom {BY}>{r('移走的句子')}</w:moveFrom>"),
        p("", inside=f"<w:moveTo {BY}>{r('移走的句子')}</w:moveTo>"),
        p("改了格式", run=f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"),
        p("改了段落", align="center", properties=f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>"),
        tbl(tr("留下的行"), tr("删掉的行", properties=f"<w:del {BY}/>"), tr("新加的行", properties=f"<w:ins {BY}/>")),
    )  # fmt: skip


def comments_do_not_come() -> bytes:
    comments = root(
        "comments",
        f'<w:comment w:id="1" w:author="钱批注" w:initials="Q">{p("这里要请示领导")}</w:comment>'
        f'<w:comment w:id="2" w:author="孙批注">{p("数字核实")}</w:comment>',
    )
    marked = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    return docx(
        p("正文", inside=marked.format(r("被批注的话")) + r("。")),
        more={"word/comments.xml": comments},
    )


def hidden_text_stays_hidden() -> bytes:
    styles = (
        *STYLES,
        style("h", "暗字", kind="character", r_pr="<w:vanish/>"),
        style("hp", "暗段", r_pr="<w:vanish/>"),
    )
    note = root("footnotes", f'<w:footnote w:id="1">{p("隐藏的脚注")}</w:footnote>')
    return docx(
        p("看得见", inside=r("隐藏甲", "<w:vanish/>") + r("也看得见。") + r("隐藏乙", '<w:rStyle w:val="h"/>')),
        p("隐藏丙", style="hp"),
        p("样式隐藏但此处取消", style="hp", run='<w:vanish w:val="0"/>'),
        p("旁注", inside=r("", "<w:vanish/>", '<w:footnoteReference w:id="1"/>')),
        tbl(tr("显示的行"), tr("隐藏的行", properties="<w:hidden/>")),
        styles=styles,
        more={"word/footnotes.xml": note},
    )  # fmt: skip


def names_in_the_properties() -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>周作者</dc:creator>'
        "<cp:lastModifiedBy>吴修改</cp:lastModifiedBy><dc:title>旧标题</dc:title></cp:coreProperties>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="密级"><vt:lpwstr>机密</vt:lpwstr></property></Properties>'
    )
    return docx(p("正文。"), more={"docProps/core.xml": core, "docProps/custom.xml": custom})


def a_strict_file() -> bytes:
    """ISO/IEC 29500 Strict: the same in other names."""
    found = parts(
        p("严格格式", style="1"), p("图", inside=drawing("rId9", alt="图")),
        links=(("rId9", "image", "media/image1.png"),), more={"word/media/image1.png": png()},
    )  # fmt: skip
    loose, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    names = (
        b"wordprocessingml/2006/main", b"officeDocument/2006/relationships", b"drawingml/2006/main",
        b"drawingml/2006/wordprocessingDrawing", b"drawingml/2006/picture",
    )  # fmt: skip
    for part in found:
        for name in names:
            found[part] = found[part].replace(loose + name, strict + name.replace(b"/2006", b""))
    return zipped(found)


def made_by_python_docx() -> bytes:
    document = Document()
    document.core_properties.author = "郑生成"
    document.add_heading("西安市体育局信息公开指南", 0)
    document.add_heading("公开范围", 1)
    for text in ("机构职能", "政策文件"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("要点", style="List Bullet")
    document.add_heading("公开方式", 2)
    document.add_paragraph("正文").add_run("强调").bold = True
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "合并"
    table.cell(2, 2).text = "尾"
    document.add_picture(io.BytesIO(png()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


CASES = {
    case.__name__: case
    for case in (
        tracked_changes_as_if_accepted, comments_do_not_come, hidden_text_stays_hidden, names_in_the_properties,
        a_strict_file, made_by_python_docx,
    )
}  # fmt: skip
