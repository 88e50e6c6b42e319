"""The parts of a .docx and what they refer to. Nothing outside the file is ever opened."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from gongkai.word import guard
from gongkai.word.kinds import refused
from gongkai.word.ooxml import Element, Unreadable, parsed, q

_MAIN = re.compile(r"wordprocessingml\.(document|template)\.main\+xml$")
_MACROS = "macroEnabled"
_DRIVE = re.compile(r"[a-z]:/")
_FORBIDDEN = {
    "aFChunk": "拼有其他文件的内容（altChunk），已拒收。请在 WPS 或 Word 中另存后再上传。",
    "subDocument": "是主控文档，引用了别的文件，已拒收。请把子文档并入后再上传。",
    "oleObject": "链接了别的文件（OLE 对象），已拒收。请断开链接或换成图片后再上传。",
    "package": "嵌有其他文件，已拒收。请把它换成图片或表格后再上传。",
    "control": "含有控件（ActiveX），已拒收。请删除控件后再上传。",
    "vbaProject": "含有宏，已拒收。请另存为不含宏的 .docx 后再上传。",
    "attachedTemplate": "引用了网络上的模板，已拒收。请在“开发工具—文档模板”中改为 Normal 后再上传。",
    "image": "引用了网络上的图片，已拒收。请把图片保存到本机后重新插入。",
}
_ELSEWHERE = "引用了文件以外的内容，已拒收。请断开链接并另存后再上传。"
_NO_WORD = "里没有 Word 正文，可能已损坏。请用 WPS 或 Word 打开，另存为 .docx 后再上传。"


@dataclass(frozen=True)
class Reference:
    """A relationship: its kind (last word of its type), and a part of the file or an address outside."""

    kind: str
    target: str
    outside: bool = False


@dataclass
class Package:
    """The parts by name (no leading slash), and the main part's name."""

    name: str
    parts: dict[str, bytes]
    main: str = ""
    _roots: dict[str, Element] = field(default_factory=dict)
    _references: dict[str, dict[str, Reference]] = field(default_factory=dict)

    def references(self, part: str) -> dict[str, Reference]:
        """What a part refers to, by relationship id."""
        if part not in self._references:
            self._references[part] = self._read_references(part)
        return self._references[part]

    def xml(self, part: str) -> Element | None:
        """The root of a part, None if there is no such part. Refuses broken XML."""
        content = self.parts.get(part)
        if content is None:
            return None
        try:
            if part not in self._roots:
                self._roots[part] = parsed(content)
            return self._roots[part]
        except Unreadable:
            raise refused(
                self.name, "已损坏，无法读取。请用 WPS 或 Word 重新保存后再上传。"
            ) from None

    def beside(self, kind: str) -> str:
        """The part that the main part refers to under a kind (`styles`, `numbering`…), "" if there is none."""
        found = (
            r.target
            for r in self.references(self.main).values()
            if r.kind == kind and not r.outside
        )
        return next(found, "")

    def _read_references(self, part: str) -> dict[str, Reference]:
        folder, _, last = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{last}.rels".lstrip("/"))
        if root is None:
            return {}
        return {r.get("Id", ""): _reference(r, folder) for r in root.iter(q("rel:Relationship"))}


def _reference(element: Element, folder: str) -> Reference:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode", "").lower() == "external":
        return Reference(kind, target, outside=True)
    place = target if target.startswith("/") else posixpath.join("/", folder, target)
    return Reference(kind, posixpath.normpath(place).lstrip("/"))


def opened(content: bytes, name: str) -> Package:
    """The package of a .docx, checked. Refuses what has no Word text, acts by itself or reaches outside."""
    package = Package(name, guard.parts_of(content, name))
    _check_types(package)
    mains = [r for r in package.references("").values() if r.kind == "officeDocument"]
    if len(mains) != 1 or mains[0].outside or mains[0].target not in package.parts:
        raise refused(name, _NO_WORD)
    package.main = mains[0].target
    for part in package.parts:
        if part.endswith(".rels"):
            _check_references(package, part)
    return package


def _check_types(package: Package) -> None:
    root = package.xml("[Content_Types].xml")
    types = [] if root is None else [t.get("ContentType", "") for t in root]
    if any(_MACROS in t or "vbaProject" in t for t in types):
        raise refused(package.name, _FORBIDDEN["vbaProject"])
    if any("activeX" in t for t in types):
        raise refused(package.name, _FORBIDDEN["control"])
    if not any(_MAIN.search(t) for t in types):
        raise refused(package.name, _NO_WORD)


def _check_references(package: Package, rels: str) -> None:
    folder, _, last = rels.rpartition("_rels/")
    for reference in package.references(folder + last.removesuffix(".rels")).values():
        sentence = _harm(reference)
        if sentence:
            raise refused(package.name, sentence)


def _harm(reference: Reference) -> str:
    """The sentence against a reference, "" for a harmless one.

    Links are text that a reader may click. A template or a picture on the drafter's own disk is never looked at:
    the template is left out, the picture shown as missing; WPS and Word write both into ordinary files.
    """
    if reference.kind in (
        "aFChunk",
        "subDocument",
        "oleObject",
        "package",
        "control",
        "vbaProject",
    ):
        return _FORBIDDEN[reference.kind]
    if not reference.outside or reference.kind == "hyperlink":
        return ""
    if reference.kind in ("attachedTemplate", "image") and local(reference.target):
        return ""
    return _FORBIDDEN.get(reference.kind, _ELSEWHERE)


def local(address: str) -> bool:
    """Whether an address means the drafter's own disk: no server is named in it."""
    way = address.strip().lower().replace("\\", "/")
    if way.startswith("file:"):
        rest = way[5:].lstrip("/")
        slashes = len(way) - 5 - len(rest)
        return slashes in (0, 1, 3) or (slashes == 2 and bool(_DRIVE.match(rest)))
    return bool(_DRIVE.match(way)) or not (way.startswith("//") or ":" in way.split("/")[0])
