"""Numbers as Word and WPS write them in lists (ISO 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_FORMAL, _FORMAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟", "万")
_UNITS = ("", "十", "百", "千", "万")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN, _MOST_LETTERS = 3_999, 780  # beyond, Word's own numbers stop making sense
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def written(number: int, form: str) -> str:
    """A number in a format of WordprocessingML. An unknown format gives plain digits."""
    if form == "none":
        return ""
    make = _FORMS.get(form)
    return (make(number) if make and number > 0 else "") or str(number)


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """一百零一. Up to 99,999; a ten at the beginning has no one before it."""
    if number > 99_999:
        return ""
    text, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + units[place]
        gap = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text


def _counted(number: int) -> str:
    """chineseCounting: words up to 99, single digits beyond (一○○)."""
    return chinese(number) if number < 100 else _single(number, "○")


def _single(number: int, zero: str) -> str:
    return "".join(zero if d == "0" else _DIGITS[int(d)] for d in str(number))


def _japanese(number: int) -> str:
    """百一: no zero, no one before a unit below 万."""
    text = chinese(number).replace("零", "")
    for unit in "十百千":
        text = text.replace(f"一{unit}", unit)
    return text


def _letters(number: int) -> str:
    """a … z, aa, bb …: the same letter, once more at each round."""
    if number > _MOST_LETTERS:
        return ""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN if number <= _MOST_ROMAN else ():
        count, number = divmod(number, size)
        text += letters * count
    return text


def _from(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode, up to `last`."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else ""


def _circled(number: int) -> str:
    """① … ⑳ ㉑ … ㉟ ㊱ … ㊿."""
    if number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if number <= 50 else ""


def _listed(characters: str) -> Callable[[int], str]:
    """One character for each number; beyond the last, digits."""
    return lambda number: characters[number - 1] if number <= len(characters) else ""


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)


def _stem_and_branch(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number <= 60 else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _FORMAL, _FORMAL_UNITS),
    "ideographLegalTraditional": lambda number: chinese(
        number, "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟", "萬")
    ),
    "ideographDigital": lambda number: _single(number, "○"),
    "taiwaneseDigital": lambda number: _single(number, "○"),
    "japaneseDigitalTenThousand": lambda number: _single(number, "〇"),
    "japaneseCounting": _japanese,
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _stem_and_branch,
    "ideographEnclosedCircle": _from("㈠", 10),  # Word encloses them in parentheses
}
