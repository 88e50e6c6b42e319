"""What working on a file leaves in it: tracked changes, comments, names, properties. None of it is published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.word.findings import Findings, quoted
from gongkai.word.ooxml import Element, q
from gongkai.word.package import Package

_ADDED = {q("w:ins"), q("w:moveTo"), q("w:cellIns")}
_TAKEN = {q("w:del"), q("w:moveFrom"), q("w:cellDel")}
_FORMED = {
    q(f"w:{name}Change")
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")
}
_TEXT = {q("w:t"), q("w:delText"), q("m:t"), q("a:t")}
_AUTHOR, _INITIALS = q("w:author"), q("w:initials")
_PLACES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_NAMES = {"creator": "作者", "lastModifiedBy": "最后修改者", "Manager": "经理", "Company": "单位"}
# Numbers of the program, not words of the drafter.
_COUNTS = {"Template", "TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity", "Lines",
           "Paragraphs", "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc", "AppVersion",
           "HyperlinksChanged", "HeadingPairs", "TitlesOfParts", "revision", "created", "modified", "lastPrinted"}  # fmt: skip
_MOST_COMMENTS = 20


def note(package: Package, shown_parts: list[str], findings: Findings) -> None:
    """Tells of all traces; `shown_parts` are those whose text is on the page."""
    roots = [root for part in shown_parts if (root := package.xml(part)) is not None]
    _changes(roots, findings)
    _comments(package, findings)
    _properties(package, findings)
    _other_parts(package, shown_parts, findings)


def _changes(roots: list[Element], findings: Findings) -> None:
    added: list[str] = []
    taken: list[str] = []
    formed = 0
    for element in (e for root in roots for e in root.iter()):
        if element.tag not in _ADDED | _TAKEN | _FORMED:
            continue
        findings.author(element.get(_AUTHOR), "修订者")
        text = "".join(_texts(_meant(element)))
        if element.tag in _TAKEN:
            taken.append(text)
            findings.drop(text)
        elif element.tag in _ADDED:
            added.append(text)
        else:
            formed += 1
    _tell(added, taken, formed, findings)


def _meant(change: Element) -> Element:
    """What was changed: the row, where only its properties say so."""
    parent = change.getparent()
    return parent.getparent() if parent is not None and parent.tag == q("w:trPr") else change


def _tell(added: list[str], taken: list[str], formed: int, findings: Findings) -> None:
    count = len(added) + len(taken) + formed
    if not count:
        return
    parts = [f"新增 {len(added)} 处{_examples(added)}"] if added else []
    parts += [f"删除 {len(taken)} 处{_examples(taken)}"] if taken else []
    parts += [f"改格式 {formed} 处"] if formed else []
    text = (
        f"文件里有 {count} 处修订还没有处理（{'；'.join(parts)}）。"
        "正文已按“接受全部修订”后的样子导入，请逐处核对。"
    )
    findings.add("change", text, blocking=True)


def _examples(texts: list[str]) -> str:
    words = [text for text in texts if text.strip()]
    return f"：{quoted(words)}" if words else ""


def _texts(element: Element) -> Iterator[str]:
    for inner in element.iter():
        if inner.tag in _TEXT:
            yield inner.text or ""


def _comments(package: Package, findings: Findings) -> None:
    root = package.xml(package.beside("comments"))
    comments = [] if root is None else list(root.iter(q("w:comment")))
    said = []
    for comment in comments:
        author = (comment.get(_AUTHOR) or comment.get(_INITIALS) or "").strip()
        findings.author(author, "批注者")
        text = "".join(_texts(comment)).strip()
        said.append(f"{author}：{quoted([text])}" if author else quoted([text]))
    if not said:
        return
    listed = "；".join(said[:_MOST_COMMENTS]) + ("等" if len(said) > _MOST_COMMENTS else "")
    text = f"文件里有 {len(said)} 条批注（{listed}），没有导入。请逐条确认已经处理。"
    findings.add("comment", text, blocking=True)


def _properties(package: Package, findings: Findings) -> None:
    """Names are told; all other words go where a mark of secrecy is looked for (密级 is often a property)."""
    for place in _PLACES:
        root = package.xml(place)
        for element in () if root is None else root:
            name = element.get("name") or element.tag.rpartition("}")[2]
            text = " ".join("".join(element.itertext()).split())
            if name in _NAMES:
                findings.author(text, _NAMES[name])
            if text and name not in _COUNTS:
                findings.drop(f"{name}：{text}")
                findings.drop(text)


def _other_parts(package: Package, shown_parts: list[str], findings: Findings) -> None:
    """Headers, footers, comments, building blocks, texts of charts: never on the page, but looked through."""
    for part in sorted(package.parts):
        if not part.endswith(".xml") or part in shown_parts or not part.startswith("word/"):
            continue
        root = package.xml(part)
        for text in () if root is None else _lines(root):
            findings.drop(text)


def _lines(root: Element) -> Iterator[str]:
    """Text by paragraph; word art (watermarks) and document variables keep theirs in attributes."""
    for paragraph in root.iter(q("w:p"), q("a:p")):
        yield "".join(_texts(paragraph))
    for element in root.iter(q("v:textpath"), q("w:docVar")):
        yield element.get("string") or element.get(q("w:val")) or ""
