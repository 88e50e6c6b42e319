"""Pictures of 使用手册: taken while a test follows the manual, and only when asked.

    GONGKAI_MANUAL_PICTURES=1 .venv/bin/python -m pytest -p no:randomly tests/browser/manual

Run it alone: the demonstration must be fresh. Few colours, so that all of them together stay small.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "使用手册" / "图"
COLOURS = 40
WPS = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>
body{margin:0;width:900px;background:#fff;font:16px/1.5 'Noto Sans CJK SC',sans-serif;color:#25221e}
.two{display:grid;grid-template-columns:1fr 1fr;gap:24px;padding:20px}
h2{font-size:18px;margin:0 0 10px;color:#164a7d}
.win{border:2px solid #857d70;border-radius:6px;overflow:hidden;height:280px}
.bar{background:#edeae4;padding:8px 12px;border-bottom:1px solid #857d70}
.hit{border:3px solid #a51d17;border-radius:4px;padding:2px 8px;font-weight:700}
li{padding:7px 14px;list-style:none}ul{margin:0;padding:8px 0}
.field{border:1px solid #857d70;padding:6px 10px;margin:6px 14px}
.save{margin:16px 14px;text-align:right}.save span{border:1px solid #164a7d;padding:5px 22px;border-radius:4px}
</style><div class="two">
<section><h2>第一下：“文件”菜单中的“另存为”</h2><div class="win"><div class="bar"><span class="hit">文件</span>　开始　插入　页面</div>
<ul><li>新建</li><li>打开</li><li>保存</li><li><span class="hit">另存为</span></li><li>打印</li></ul></div></section>
<section><h2>第二下：文件类型选 .docx，再保存</h2><div class="win"><div class="bar">另存为</div>
<div style="padding:14px 14px 0">文件名</div><div class="field">关于开放体育场馆的通知</div>
<div style="padding:8px 14px 0">文件类型</div><div class="field"><span class="hit">Microsoft Word 文件（*.docx）</span></div>
<div class="save"><span>保存</span></div></div></section></div></html>"""


def wanted() -> bool:
    return bool(os.environ.get("GONGKAI_MANUAL_PICTURES"))


def keep(
    page, name: str, *, whole: bool = False, left: int = 0, top: int = 0, height: int = 0
) -> None:
    """The screen as it stands now, for the manual. whole: the page to its end; the others cut it."""
    if not wanted():
        return
    page.wait_for_timeout(250)  # what slides in has slid in
    size = page.viewport_size
    bottom = top + height if height else size["height"]
    clip = {"x": left, "y": top, "width": size["width"] - left, "height": bottom - top}
    taken = page.screenshot(full_page=True) if whole else page.screenshot(clip=clip)
    write(taken, name)


def draw(page, name: str) -> None:
    """The two clicks in WPS, drawn by us: a picture of somebody else's program would not be ours."""
    if wanted():
        page.set_content(WPS)
        write(page.locator(".two").screenshot(), name)


def write(taken: bytes, name: str) -> None:
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    few.save(FOLDER / f"{name}.png", optimize=True)
