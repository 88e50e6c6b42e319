"""The check before 送审: 10,000 characters, and texts made to be slow. It runs under the drafter's hands."""

from __future__ import annotations

import random
import time
from itertools import cycle

from benchmarks.rows import Row

NAME = "wording"
TITLE = "表述检查：一万字用时；故意写得慢的十万字用时"
LENGTH = 100_000  # characters of a hostile text: ten times the longest that a bureau writes
UNITS = (
    *("1", "1 ", "12345 ", "610199", "62", "a.", "a@", "x@x.", "的", "《", "》", "（", "(", "（）", "“", "，", "。，"),
    *("一、", "（一）", "1.", "\n", "年", "2026年1月1日至", "1月1日", "党组成员、副局长", "虞拟安、", "虞", "身份证", "家住一1"),
    *("1单元", "十栋一单元", "护照", "陕A", "http://", "www.", "微信号：", "第一，", "。一是", "〔2026〕", "[2026]1号", "登陆"),
    *("超过1", "大约1", "二零", "（星期一）", "０", "\t", "\u3000", " ", "十", "—", "…", "029-", "029-8555001", "<p>", "<b>"),
    *("<td>", "<a href='", "&#x", "《一条例》第1", "没有所有有", "体体", "体育体育", "姓名 13800000000", "<!--", "</"),
)  # fmt: skip


def measure() -> list[Row]:
    """Seconds of CPU, the least of five for an ordinary text and the worst of all for hostile ones."""
    ordinary = _ten_thousand()
    _cpu(*ordinary)
    best = min(_cpu(*ordinary) for _ in range(5))
    worst = max(_cpu("标题", text) for text in _hostile())
    worst = max(worst, *(_cpu("标题", "", (("附件.txt", text),)) for text in _hostile()))
    return [
        Row("wording, 10,000 characters", best * 1000, 1000, "ms", better="lower"),
        Row("wording, worst of hostile 100,000 characters", worst, 5, "s", better="lower"),
    ]


def _cpu(title: str, body: str, attachments: tuple[tuple[str, str], ...] = ()) -> float:
    from gongkai.wording.checking import Text, check
    from gongkai.wording.tests.corpora import TODAY, rules

    given, text = rules(), Text(title, body, attachments)
    begun = time.process_time()
    check(text, given, TODAY)
    return time.process_time() - begun


def _ten_thousand() -> tuple[str, str]:
    """A text put together from the corpora, clean and planted."""
    from gongkai.wording.reading import body
    from gongkai.wording.tests.corpora import clean, planted

    rows: list[str] = []
    size = 0
    for entry in cycle([*clean(), *planted()]):
        rows.append(entry.text.html)
        size += len(body("", entry.text.html).text)
        if size >= 10_000:
            break
    return "西安市体育局关于开展冬季全民健身活动的通知", "".join(rows)


def _hostile() -> list[str]:
    chosen = random.Random(9704)
    texts = [unit * (LENGTH // len(unit)) for unit in UNITS]
    texts += ["".join(chosen.choices(chosen.sample(UNITS, 4), k=LENGTH // 4)) for _ in range(12)]
    return [*texts, "<" * LENGTH, "<a href='http://10.0.0.1/'>一</a>" * 3000]
