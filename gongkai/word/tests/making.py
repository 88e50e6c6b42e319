"""Word files made by hand, part by part, with the structures that Word and WPS write."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from html import escape

_OFFICE = "http://schemas.openxmlformats.org"
REL = f"{_OFFICE}/officeDocument/2006/relationships"
_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": f"{_OFFICE}/wordprocessingml/2006/main",
        "r": REL,
        "a": f"{_OFFICE}/drawingml/2006/main",
        "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{_OFFICE}/drawingml/2006/picture",
        "c": f"{_OFFICE}/drawingml/2006/chart",
        "dgm": f"{_OFFICE}/drawingml/2006/diagram",
        "m": f"{_OFFICE}/officeDocument/2006/math",
        "mc": f"{_OFFICE}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def r(text: str = "", properties: str = "", inside: str = "") -> str:
    """A run."""
    shown = f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>' if text else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{shown}{inside}</w:r>"


def p(
    text: str = "",
    *,
    style: str = "",
    align: str = "",
    num: tuple[int, int] | None = None,
    properties: str = "",
    run: str = "",
    inside: str = "",
) -> str:
    """A paragraph: `num` is (list, depth), `run` the properties of its text, `inside` raw runs after it."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        said += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    said += f'<w:jc w:val="{align}"/>' if align else ""
    said += properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{r(text, run) if text else ''}{inside}</w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    """A cell; text without tags is a paragraph."""
    inner = "".join(b if b.startswith("<") else p(b) for b in blocks or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; text without tags is a cell."""
    inner = "".join(c if c.startswith("<") else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def field(instruction: str, result: str = "", *, begin: str = "") -> str:
    """A complex field with its result, as runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(
    reference: str, *, alt: str = "", cut: str = "", form: str = "", how: str = "embed"
) -> str:
    """An inline picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{escape(alt)}"/>'
        f"<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{how}="{reference}"/>{cut}</pic:blipFill>'
        f"<pic:spPr>{form}</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(*blocks: str, old: bool = False) -> str:
    """A text box as Word writes it: new, with the old way beside it for old programs; or the old way alone."""
    content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    vml = f'<w:pict><v:shape style="position:absolute"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    if old:
        return f"<w:r>{vml}</w:r>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:docPr id="2" name="文本框 1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: dict[int, str], nums: dict[int, int | tuple[int, str]] | None = None) -> str:
    """`lists`: levels by abstract list; `nums`: abstract list (and overrides) by list; by default the same ids."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
        for key, levels in lists.items()
    )
    pairs = {
        k: v if isinstance(v, tuple) else (v, "")
        for k, v in (nums or {k: k for k in lists}).items()
    }
    used = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
        for key, (of, more) in pairs.items()
    )
    return root("numbering", abstract + used)


def style(
    key: str,
    name: str,
    *,
    kind: str = "paragraph",
    based: str = "",
    p_pr: str = "",
    r_pr: str = "",
    usual: bool = False,
) -> str:
    """A style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{" w:default=" + chr(34) + "1" + chr(34) if usual else ""}>'
        f'<w:name w:val="{name}"/>{f"<w:basedOn w:val={chr(34)}{based}{chr(34)}/>" if based else ""}'
        f"<w:pPr>{p_pr}</w:pPr><w:rPr>{r_pr}</w:rPr></w:style>"
    )


STYLES = (
    style("a", "Normal", usual=True, p_pr='<w:jc w:val="both"/>', r_pr='<w:sz w:val="32"/>'),
    style("a3", "Title", based="a", p_pr='<w:jc w:val="center"/>', r_pr='<w:sz w:val="44"/>'),
    *(style(str(n), f"heading {n}", based="a", r_pr="<w:b/>") for n in (1, 2, 3, 4, 5)),
)


def root(name: str, inner: str) -> str:
    return f"{_HEAD}<w:{name} {_SPACES}>{inner}</w:{name}>"


def rels(*items: tuple[str, str, str]) -> str:
    """Relationships: (id, kind, target); a target with `!` before it lies outside the file."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind if ":" in kind else f"{REL}/{kind}"}" '
        f'Target="{escape(target.removeprefix("!"))}"{OUTSIDE if target.startswith("!") else ""}/>'
        for key, kind, target in items
    )
    return f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships">{lines}</Relationships>'


OUTSIDE = ' TargetMode="External"'


def types(main: str = _MAIN) -> str:
    return (
        f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def parts(
    *blocks: str,
    styles: tuple[str, ...] = STYLES,
    lists: str = "",
    links: tuple[tuple[str, str, str], ...] = (),
    more: dict[str, str | bytes] | None = None,
) -> dict[str, bytes]:
    """The parts of a file. `links`: relationships of the main part; `more`: further parts by name."""
    own = [
        ("rIdS", "styles", "styles.xml"),
        *([("rIdN", "numbering", "numbering.xml")] if lists else []),
    ]
    known = {
        "word/comments.xml": "comments",
        "word/footnotes.xml": "footnotes",
        "word/endnotes.xml": "endnotes",
    }
    own += [
        (f"rIdX{k}", kind, part[5:])
        for k, (part, kind) in enumerate(known.items())
        if part in (more or {})
    ]
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": rels(*own, *links),
        "word/styles.xml": root("styles", "".join(styles)),
        **({"word/numbering.xml": lists} if lists else {}),
        **(more or {}),
    }
    return {name: part.encode() if isinstance(part, str) else part for name, part in found.items()}


def zipped(found: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 12, 9, 0, 0)), content, packing)
    return out.getvalue()


def docx(*blocks: str, **more: object) -> bytes:
    """A file of these blocks; see `parts`."""
    return zipped(parts(*blocks, **more))  # type: ignore[arg-type]


def png(
    width: int = 4, height: int = 2, colour: bytes = b"\xff\x00\x00", more: bytes = b""
) -> bytes:
    """A picture; `more` are chunks before its end."""
    lines = (b"\x00" + colour * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + more
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
