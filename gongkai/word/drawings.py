"""Pictures, text boxes, word art and charts inside a run, in the old (VML) and the new (DrawingML) way."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.word.blocks import Missing, Piece, Shown, Text
from gongkai.word.ooxml import Element, children, number, q
from gongkai.word.pictures import Framing, NotShown
from gongkai.word.state import Reading, elsewhere

_THOUSANDTHS_OF_PERCENT = 100_000
_SIXTY_THOUSANDTHS = 60_000  # of a degree


def pieces_of(drawing: Element, reading: Reading) -> list[Piece]:
    """What a `w:drawing`, `w:pict` or `w:object` shows. Text boxes go to `reading.boxes`."""
    pieces: list[Piece] = []
    _look(drawing, reading, _description(drawing), pieces)
    return pieces


def _description(drawing: Element) -> str:
    """The description that the drafter gave, never the name that the program gave."""
    for properties in drawing.iter(q("wp:docPr")):
        return str(properties.get("descr") or properties.get("title") or "").strip()
    for shape in drawing.iter(q("v:shape")):
        return str(shape.get("alt") or "").strip()
    return ""


def _look(element: Element, reading: Reading, alt: str, pieces: list[Piece]) -> None:
    for inner in children(element):
        if not isinstance(inner.tag, str) or _hidden(inner):
            continue
        if inner.tag == q("w:txbxContent"):
            reading.boxes.append(inner)
        elif inner.tag in _READERS:
            _READERS[inner.tag](inner, reading, alt, pieces)
        else:
            _look(inner, reading, alt, pieces)


def _hidden(element: Element) -> bool:
    named = element.find(q("wp:docPr")) if element.tag in (q("wp:inline"), q("wp:anchor")) else None
    if named is not None and named.get("hidden") in ("1", "true"):
        return True
    return "visibility:hidden" in element.get("style", "").replace(" ", "")


def _picture(element: Element, reading: Reading, alt: str, pieces: list[Piece]) -> None:
    """A `pic:pic`, with what of it is cut off and how it is turned."""
    blip = next(element.iter(q("a:blip")), None)
    if blip is not None:
        _blip(blip, reading, alt, pieces, _framing(element))


def _fill(element: Element, reading: Reading, alt: str, pieces: list[Piece]) -> None:
    _blip(element, reading, alt, pieces, Framing())


def _blip(blip: Element, reading: Reading, alt: str, pieces: list[Piece], framing: Framing) -> None:
    reference = blip.get(q("r:embed")) or blip.get(q("r:link")) or ""
    pieces.append(_taken(reference, reading, framing, alt))


def _taken(reference: str, reading: Reading, framing: Framing, alt: str) -> Piece:
    if not reading.shows:
        return Text("")
    try:
        return Shown(reading.picture(reference, framing, alt).digest, alt)
    except NotShown as why:
        return missing(str(why), reading)


def missing(reason: str, reading: Reading) -> Missing:
    """A picture that did not come: shown at its place, and told."""
    reading.findings.missing.append(reason)
    return Missing(reason)


def _framing(picture: Element) -> Framing:
    cut = next(picture.iter(q("a:srcRect")), None)
    parts = {} if cut is None else {side: _part(cut.get(side)) for side in "ltrb"}
    form = next(picture.iter(q("a:xfrm")), None)
    turned = 0 if form is None else number(form.get("rot", "0")[:8], 0) // _SIXTY_THOUSANDTHS
    return Framing(
        parts.get("l", 0), parts.get("t", 0), parts.get("r", 0), parts.get("b", 0), turned % 360
    )


def _part(text: str | None) -> float:
    return min(max(number(text) / _THOUSANDTHS_OF_PERCENT, 0), 0.99)


def _image_data(element: Element, reading: Reading, alt: str, pieces: list[Piece]) -> None:
    """VML: `r:id` for a picture of the file, `src` or `o:href` for one outside, as WPS leaves them."""
    reference = element.get(q("r:id")) or element.get(q("r:pict")) or ""
    outside = element.get("src") or element.get(q("o:href")) or ""
    if not reference and outside:
        pieces.append(missing(elsewhere(outside), reading))
        return
    pieces.append(_taken(reference, reading, _vml_framing(element), alt))


def _vml_framing(element: Element) -> Framing:
    left, top, right, bottom = (
        _vml_part(element.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")
    )
    return Framing(left, top, right, bottom)


def _vml_part(text: str | None) -> float:
    """`.25`, `25%` or `16384f` (65,536ths)."""
    raw = (text or "").strip()
    unit = 65_536 if raw.endswith("f") else 100 if raw.endswith("%") else 1
    try:
        return min(max(float(raw.rstrip("f%") or 0) / unit, 0), 0.99)
    except ValueError:
        return 0


def _word_art(element: Element, reading: Reading, alt: str, pieces: list[Piece]) -> None:
    if reading.shows and element.get("string"):
        pieces.append(Text(element.get("string")))


def _chart(element: Element, reading: Reading, alt: str, pieces: list[Piece]) -> None:
    what = "图表" if element.tag == q("c:chart") else "SmartArt 图形"
    if reading.shows:
        pieces.append(missing(f"{what}网页不能显示，请截图后插入", reading))


_READERS: dict[str, Callable[[Element, Reading, str, list[Piece]], None]] = {
    q("pic:pic"): _picture,
    q("a:blip"): _fill,
    q("v:imagedata"): _image_data,
    q("v:textpath"): _word_art,
    q("c:chart"): _chart,
    q("dgm:relIds"): _chart,
}
