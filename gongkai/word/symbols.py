"""Characters of symbol fonts as Unicode. What has no counterpart is shown as 〔符号〕 and remarked."""

from __future__ import annotations

UNKNOWN = "〔符号〕"
_PRIVATE = 0xF000  # Word writes characters of symbol fonts as U+F020…U+F0FF
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = {
    **{ord("A") + at: letter for at, letter in enumerate(_GREEK)},
    **{ord("a") + at: letter for at, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA2: "′", 0xA3: "≤",
    0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x34: "✆", 0x36: "⌛", 0x3F: "✍", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "❍",
    0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x80: "⓪",
    **{0x81 + at: chr(0x2460 + at) for at in range(10)}, 0x8B: "⓿",
    **{0x8C + at: chr(0x2776 + at) for at in range(10)}, 0x9E: "•", 0x9F: "•", 0xA1: "○", 0xA4: "◉",
    0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xAF: "✵", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0xA3: "☐", 0x2A: "☐",
    **{0x6A + at: chr(0x2460 + at) for at in range(10)}, **{0x75 + at: chr(0x2776 + at) for at in range(10)},
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def is_symbol_font(font: str) -> bool:
    """Whether the characters of a font are not what their codes say."""
    return font.strip().lower() in _FONTS or font.lower().startswith(("webdings", "wingdings"))


def meant(code: int, font: str) -> str:
    """The character that a code shows in a font."""
    if not is_symbol_font(font):
        return UNKNOWN if 0xE000 <= code <= 0xF8FF else _character(code)
    low = code - _PRIVATE if code >= _PRIVATE else code
    if low == 0x20:
        return " "
    table = _FONTS.get(font.strip().lower(), {})
    if low not in table and font.strip().lower() == "symbol" and 0x20 < low < 0x7F:
        return chr(low)  # digits and punctuation are themselves
    return table.get(low, UNKNOWN)


def _character(code: int) -> str:
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else UNKNOWN
