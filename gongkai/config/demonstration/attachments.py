"""Files of invented texts, made when they are attached: tables, forms, and a picture without words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from gongkai.config.demonstration.cast import invented
from gongkai.tables.writing import Sheet, xlsx
from gongkai.word.paper import Paper

WIDE, HIGH = 720, 405
PAGE_MM = 160  # width of a form's table
SKY, GROUND, WAY, MARK = "#e8f0f7", "#cfe3d0", "#b5473c", "#1f4e79"


@dataclass(frozen=True, slots=True)
class Drawn:
    name: str
    content: bytes
    picture: bool = False


@cache
def attachment(of: str) -> Drawn:
    """A table in .xlsx or a form in .docx, made once: what has the same bytes is read once by 表述检查."""
    told: dict[str, Any] = invented().files[of]
    name: str = told["name"]
    if name.endswith(".xlsx"):
        return Drawn(name, xlsx(Sheet(told["title"], told["headings"], told["rows"])))
    paper = Paper(form=True)
    paper.title(told["title"])
    columns = len(told["headings"])
    widths = [PAGE_MM // columns] * columns
    paper.grid([told["headings"], *told["rows"]], widths=widths, headings=True)
    paper.line("注：请如实填写，并由单位盖章确认。")
    return Drawn(name, paper.content())


def picture(chance: Random) -> Drawn:
    """A sketch of a route through a park, as somebody draws it for a notice."""
    image = Image.new("RGB", (WIDE, HIGH), GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDE, HIGH // 4), fill=SKY)
    for _ in range(14):
        x, y = chance.randrange(20, WIDE - 60), chance.randrange(HIGH // 3, HIGH - 40)
        pen.ellipse((x, y, x + 26, y + 26), fill="#7fb285")
    stations = [
        (60 + n * (WIDE - 120) // 6, chance.randrange(HIGH // 2, HIGH - 60)) for n in range(7)
    ]
    pen.line(stations, fill=WAY, width=7, joint="curve")
    for x, y in stations:
        pen.ellipse((x - 9, y - 9, x + 9, y + 9), fill=MARK, outline="white", width=3)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return Drawn("示意图.png", kept.getvalue(), picture=True)
