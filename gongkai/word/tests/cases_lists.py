"""Numbers that Word counts by itself, in the ways that lists are defined."""

from __future__ import annotations

from gongkai.word.tests.making import STYLES, docx, level, numbering, p, root, style

OFFICIAL = (
    level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>')
    + level(1, "chineseCountingThousand", "（%2）", '<w:suff w:val="nothing"/>')
    + level(2, "decimal", "%3.", '<w:suff w:val="nothing"/>')
    + level(3, "decimal", "（%4）", '<w:suff w:val="nothing"/>')
)
FORMATS = (
    "decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "chineseCounting",
    "chineseCountingThousand", "ideographTraditional", "ideographZodiac", "japaneseCounting",
    "chineseLegalSimplified", "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "decimalFullWidth",
    "ideographEnclosedCircle", "ideographDigital", "decimalEnclosedParen", "none", "noSuchFormat",
)  # fmt: skip


def the_four_levels_of_official_documents() -> bytes:
    depths = (0, 1, 1, 2, 2, 3, 3, 2, 1, 0, 1, 2)
    return docx(
        *(p(f"第{at}段", num=(1, depth)) for at, depth in enumerate(depths, 1)),
        lists=numbering({1: OFFICIAL}),
    )


def chapters_numbered_by_heading_styles() -> bytes:
    levels = level(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="1"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="2"/><w:isLgl/>'
    )
    styles = (
        *(s for s in STYLES if 'styleId="1"' not in s and 'styleId="2"' not in s),
        style("1", "heading 1", p_pr='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        style("2", "heading 2", p_pr='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        style("2b", "附则标题", based="2"),
    )
    return docx(
        p("西安市体育场馆管理办法", style="a3"),
        p("总则", style="1"), p("目的", style="2"), p("依据", style="2b"), p("管理", style="1"),
        p("开放", style="2"), p("不编号的一节", style="2", num=(0, 0)),
        styles=styles, lists=numbering({1: levels}),
    )  # fmt: skip


def two_lists_that_share_one_count_and_one_that_starts_anew() -> bytes:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    lists = numbering({7: level(0, "decimal", "%1.")}, {1: 7, 2: 7, 3: (7, anew), 4: (7, other)})
    order = (1, 1, 2, 3, 3, 1, 4)
    return docx(*(p(f"列表{key}", num=(key, 0)) for key in order), lists=lists)


def levels_that_never_start_anew_or_only_after_the_first() -> bytes:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>')
        + level(2, "lowerRoman", "%3.", '<w:lvlRestart w:val="1"/>')
    )
    depths = (0, 1, 2, 1, 2, 0, 1, 2)
    return docx(*(p(f"段{d}", num=(1, d)) for d in depths), lists=numbering({1: levels}))


def legal_numbers_and_levels_left_out() -> bytes:
    levels = (
        level(0, "chineseCountingThousand", "第%1条")
        + level(1, "upperRoman", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1-%2-%3", start=0)
    )
    return docx(
        *(p("内容", num=(1, d)) for d in (1, 0, 2, 1, 2, 2, 0, 0)), lists=numbering({1: levels})
    )


def every_format() -> bytes:
    lists = {at: level(0, form, "%1；") for at, form in enumerate(FORMATS, 1)}
    high = {at + 50: level(0, form, "%1；", start=21) for at, form in enumerate(FORMATS, 1)}
    blocks = [
        p(form, num=(at + more, 0)) for at, form in enumerate(FORMATS, 1) for more in (0, 0, 50)
    ]
    return docx(*blocks, lists=numbering({**lists, **high}))


def bullets_of_all_kinds() -> bytes:
    levels = level(0, "bullet", "\uf06c") + level(1, "bullet", "→") + level(2, "bullet", "")
    return docx(
        *(p("要点", num=(1, d)) for d in (0, 1, 2)), p("", num=(1, 0)), lists=numbering({1: levels})
    )


def a_list_that_only_names_a_list_style() -> bytes:
    lists = root(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>{OFFICIAL}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>',
    )
    named = style("L", "公文列表", kind="numbering", p_pr='<w:numPr><w:numId w:val="2"/></w:numPr>')
    return docx(p("甲", num=(1, 0)), p("乙", num=(1, 1)), styles=(*STYLES, named), lists=lists)


def numbers_beyond_sense() -> bytes:
    levels = level(0, "upperRoman", "%1.", start=999_999) + level(1, "lowerLetter", "%2" * 500)
    return docx(
        p("大", num=(1, 0)), p("长", num=(1, 1)), p("深", num=(1, 99)), p("无此列表", num=(9, 0)),
        lists=numbering({1: levels}),
    )  # fmt: skip


CASES = {
    case.__name__: case
    for case in (
        the_four_levels_of_official_documents, chapters_numbered_by_heading_styles,
        two_lists_that_share_one_count_and_one_that_starts_anew,
        levels_that_never_start_anew_or_only_after_the_first, legal_numbers_and_levels_left_out, every_format,
        bullets_of_all_kinds, a_list_that_only_names_a_list_style, numbers_beyond_sense,
    )
}  # fmt: skip
