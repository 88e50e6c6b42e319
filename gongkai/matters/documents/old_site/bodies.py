"""The HTML of an old page: pictures by digest, paragraphs where it had boxes, and word of what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from lxml import etree, html  # type: ignore[import-untyped]

from gongkai.clearance.cleaning import clean

LEFT_OUT = {
    "script": "脚本",
    "iframe": "框架",
    "frame": "框架",
    "frameset": "框架",
    "object": "嵌入对象",
    "embed": "嵌入对象",
    "applet": "嵌入对象",
    "video": "视频",
    "audio": "音频",
    "form": "表单",
    "input": "表单控件",
    "button": "表单控件",
    "select": "表单控件",
    "textarea": "表单控件",
    "svg": "矢量图",
    "math": "公式",
}
_BOXES = ("div", "center", "section", "article")
_BLOCKS = {
    *_BOXES,
    "p",
    "table",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "hr",
}
_LINKS = ("http://", "https://", "mailto:", "tel:")
Picture = Callable[[str], str | None]  # a name in files/ -> its digest; None: not there


class NoSuchPicture(Exception):
    """A picture of the body that is not among the files; `name` as the body has it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def read(text: str, picture: Picture, hosts: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The cleaned body, and what was left out of it in words. Raises `NoSuchPicture`."""
    page = _parsed(text)
    if page is None:
        return "", ()
    gone: Counter[str] = Counter()
    for element in list(page.iter(etree.Element)):
        _look(element, picture, hosts, gone)
    body = page.find("body")
    inner = html.tostring(page if body is None else body, encoding="unicode")
    return clean(inner), tuple(f"{name} {count} 处" for name, count in sorted(gone.items()))


def _look(
    element: etree._Element, picture: Picture, hosts: frozenset[str], gone: Counter[str]
) -> None:
    """One element: what of it goes, what becomes of it."""
    if element.tag in LEFT_OUT:
        gone[LEFT_OUT[element.tag]] += 1
    elif element.tag == "img":
        _picture(element, picture, hosts, gone)
    elif element.tag == "a" and element.get("href"):
        _link(element, gone)
    elif element.tag in _BOXES and not any(
        inside.tag in _BLOCKS for inside in element.iterdescendants(etree.Element)
    ):
        element.tag = "p"
    if any(str(name).startswith("on") for name in element.attrib):
        gone["页面事件"] += 1


def _parsed(text: str) -> etree._Element | None:
    """A whole page, or a piece of one; None when there is nothing in it."""
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError):
        return None


def _picture(
    element: etree._Element, picture: Picture, hosts: frozenset[str], gone: Counter[str]
) -> None:
    src = (element.get("src") or "").strip()
    if src.startswith("data:"):
        gone["内嵌图片（请另存到 files）"] += 1
        return
    try:
        parts = urlsplit(src)
    except ValueError:
        parts = urlsplit("")
    if not parts.path or (parts.netloc and parts.hostname not in hosts):
        gone["站外图片"] += 1
        return
    digest = picture(unquote(parts.path))
    if digest is None:
        raise NoSuchPicture(src[:120])
    element.set("src", f"sha256:{digest}")


def _link(element: etree._Element, gone: Counter[str]) -> None:
    """A link within the old site leads nowhere by itself: its words stay, the link goes."""
    href = element.get("href").strip()
    if href.startswith("#"):
        element.tag = "span"
    elif not href.lower().startswith(_LINKS):
        element.tag = "span"
        gone["站内链接（文字保留）"] += 1
