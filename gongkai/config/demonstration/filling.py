"""Places in invented texts are filled: names from lists, numbers from ranges, days counted from the text's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gongkai.config.demonstration.material import Text

_PLACE = re.compile(
    r"\{(?:(?P<low>\d+)-(?P<high>\d+)|(?P<name>[a-z_]+)(?P<which>#\d)?(?P<days>[+-]\d+)?)\}"
)
_NUMERALS = "一二三四五六七八九十"
TRIES = 40


@dataclass(frozen=True, slots=True)
class Filled:
    """A text as its drafter writes it on a day."""

    text: Text
    organ: str
    day: date
    title: str
    addressees: str
    body: str


class Filler:
    """Fills texts so that no two bear the same title."""

    def __init__(self, fills: dict[str, list[str]], shorts: dict[str, str]) -> None:
        self.fills, self.shorts = fills, shorts
        self.titles: set[str] = set()

    def fill(self, text: Text, organ: str, day: date, chance: Random, title: str = "") -> Filled:
        """The text of this day. A title that nothing makes new any more is told apart as people do it: （二）."""
        for number in range(TRIES + len(_NUMERALS) - 1):
            words: dict[str, str] = {"organ": self.shorts[organ]}
            made = self._filled(title or text.title, day, words, chance)
            made += f"（{_NUMERALS[number - TRIES + 1]}）" if number >= TRIES else ""
            if made not in self.titles:
                break
        self.titles.add(made)
        addressees, body = _parts(self._filled(text.body, day, words, chance))
        return Filled(text, organ, day, made, addressees, body)

    def words(self, sentence: str, organ: str, day: date, chance: Random) -> str:
        """One sentence, filled."""
        return self._filled(sentence, day, {"organ": self.shorts[organ]}, chance)

    def _filled(self, raw: str, day: date, words: dict[str, str], chance: Random) -> str:
        def found(place: re.Match[str]) -> str:
            if place["low"]:
                return str(chance.randint(int(place["low"]), int(place["high"])))
            name = place["name"]
            if place["days"]:
                return _day(name, day + timedelta(days=int(place["days"])))
            key = f"{name}{place['which'] or ''}"
            if key not in words:
                words[key] = _calendar(name, day) or self._drawn(name, words, chance)
            return words[key]

        return _PLACE.sub(found, raw)

    def _drawn(self, name: str, words: dict[str, str], chance: Random) -> str:
        taken = {word for key, word in words.items() if key.split("#")[0] == name}
        return chance.choice([word for word in self.fills[name] if word not in taken])


def _day(name: str, day: date) -> str:
    return (
        f"{day.year}年{day.month}月{day.day}日" if name == "date" else f"{day.month}月{day.day}日"
    )


def _calendar(name: str, day: date) -> str:
    before = day.replace(day=1) - timedelta(days=1)
    quarter = (before.month - 1) // 3  # the last one that has ended, or is near its end
    return {
        "year": f"{day.year}",
        "last_year": f"{day.year - 1}",
        "month": f"{day.month}月",
        "last_month": f"{before.month}月",
        "half": "上半年" if day.month <= 6 else "下半年",
        "quarter": f"{before.year}年第{_NUMERALS[quarter]}季度",
    }.get(name, "")


def _parts(text: str) -> tuple[str, str]:
    """主送 and the body as HTML: a first line that ends with a colon says to whom it goes."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    addressees = lines.pop(0)[:-1] if lines and lines[0].endswith("：") else ""
    return addressees, "".join(f"<p>{line}</p>" for line in lines)
