"""Pictures: each is there, and says in words what it shows (无障碍环境建设法)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.wording.remarks import Given, Remark, registered
from gongkai.wording.rules import Rules
from gongkai.wording.sheets import Sheet


@registered()
def pictures(sheet: Sheet, given: Given) -> Iterator[Remark]:
    """A file name (image1.png) or 图片1 is no description."""
    for number, picture in enumerate(sheet.pictures, 1):
        start = sheet.starts[min(picture.line, len(sheet.starts) - 1)]
        said, context = (picture.description or "").strip(), picture.source or ""
        if not picture.source or picture.source.lower().startswith(("file:", "c:", "blob:")):
            message, mend = f"第 {number} 张图片没有传上来。", "请重新插入图片，或删去空位。"
            yield Remark("pictures.missing", "must", start, start, message, mend, said, context)
        if not said:
            message, mend = (
                f"第 {number} 张图片没有说明。",
                "用一句话写出图片内容，供读屏软件朗读。",
            )
            yield Remark("pictures.description", "must", start, start, message, mend, "", context)
        elif _no_description(given.rules).fullmatch(said):
            message = f"第 {number} 张图片的说明“{said}”是文件名或编号。"
            mend = "用一句话写出图片内容，供读屏软件朗读。"
            rule = "pictures.description"
            yield Remark(rule, "must", start, start, message, mend, said, context)


@lru_cache(maxsize=4)
def _no_description(rules: Rules) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in rules.forms.no_description) or "(?!)", re.I)
