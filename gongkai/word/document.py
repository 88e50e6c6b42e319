"""A .docx from its bytes to what is imported. Runs apart, in a process with limits: see `apart.py`."""

from __future__ import annotations

from gongkai.word import body, letterhead, package, proposing, rendering, traces
from gongkai.word.blocks import Block, text_of
from gongkai.word.imported import Imported
from gongkai.word.kinds import refused
from gongkai.word.numbering import lists_of
from gongkai.word.ooxml import Element, child, q
from gongkai.word.package import Package
from gongkai.word.state import Reading
from gongkai.word.styles import styles_of

MOST_HTML = 3_000_000  # characters; a document of 500 pages has a third of it
_NOTES = {"w:footnote": "footnotes", "w:endnote": "endnotes"}


def read(content: bytes, name: str) -> Imported:
    """The document; refuses what is no .docx, acts, reaches outside, or is too large."""
    opened = package.opened(content, name)
    reading, blocks = _blocks(opened)
    if all(block.empty for block in blocks):
        raise refused(name, "里没有文字，也没有图片。请确认选对了文件。")
    notes = _notes(reading)
    head = letterhead.parted(blocks)
    ending = proposing.parted(head.rest)
    reading.findings.drop(text_of(head.taken))
    reading.findings.drop(text_of(ending.taken))
    _tell_of_boxes(ending.body, reading)
    traces.note(opened, [opened.main, *_note_parts(opened)], reading.findings)
    html = rendering.html_of(ending.body, notes)
    if len(html) > MOST_HTML:
        raise refused(name, "的正文太长，请拆分，或作为附件上传。")
    return Imported(
        html=html,
        pictures=tuple(p for p in reading.pictures.values() if p.digest in html),
        proposal=proposing.proposal(head, ending),
        remarks=reading.findings.remarks(),
        dropped="\n".join(reading.findings.dropped),
    )


def plain(content: bytes, name: str) -> str:
    """All text of a .docx, that which is not shown included: for checks, not for the page."""
    opened = package.opened(content, name)
    reading, blocks = _blocks(opened)
    notes = [block for note in _notes(reading) for block in note]
    traces.note(opened, [opened.main, *_note_parts(opened)], reading.findings)
    return "\n".join([text_of(blocks), text_of(notes), *reading.findings.dropped])


def _blocks(opened: Package) -> tuple[Reading, list[Block]]:
    styles = styles_of(opened.xml(opened.beside("styles")))
    lists = lists_of(opened.xml(opened.beside("numbering")), styles)
    reading = Reading(opened, styles, lists)
    root = opened.xml(opened.main)
    found = child(root, "w:body")
    if root is None or found is None:
        raise refused(opened.name, "里没有正文，可能已损坏。请用 WPS 或 Word 重新保存后再上传。")
    return reading, _part(reading, opened.main, root, found)


def _part(reading: Reading, part: str, root: Element, container: Element) -> list[Block]:
    reading.part, reading.fields = part, []
    kinds = [c.get(q("w:fldCharType")) for c in root.iter(q("w:fldChar"))]
    reading.whole_fields = kinds.count("begin") == kinds.count("end")
    return body.blocks_of(container, reading)


def _note_parts(opened: Package) -> list[str]:
    return [part for kind in _NOTES.values() if (part := opened.beside(kind))]


def _notes(reading: Reading) -> list[list[Block]]:
    """The blocks of each note, in the order of their marks. A note within a note comes last."""
    roots = {
        name: reading.package.xml(reading.package.beside(kind)) for name, kind in _NOTES.items()
    }
    by_id = {
        (name, note.get(q("w:id"), "")): (root, note)
        for name, root in roots.items()
        if root is not None
        for note in root.iter(q(name))
    }
    found: list[list[Block]] = []
    for name, key in reading.notes:  # grows while it is walked
        root, note = by_id.get((name, key), (None, None))
        part = reading.package.beside(_NOTES[name])
        found.append([] if note is None else _part(reading, part, root, note))
        if not found[-1]:
            reading.findings.lose(f"注〔{len(found)}〕的内容在文件里找不到，请补上。")
        if len(found) > _MOST_NOTES:
            break
    for mark, (_, note) in by_id.items():
        if mark not in reading.notes:  # its mark was deleted or hidden
            reading.findings.drop("".join(t.text or "" for t in note.iter(q("w:t"))))
    return found


_MOST_NOTES = 5_000


def _tell_of_boxes(blocks: list[Block], reading: Reading) -> None:
    for block in blocks:
        if getattr(block, "boxed", False) and block.text:
            reading.findings.lose("文本框的文字已放进正文，位置和边框没有保留，请核对顺序。")
