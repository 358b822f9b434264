"""Numbers as lists print them: Chinese, Roman, letters, circles (number formats of ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTING = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand",
}  # fmt: skip


def formatted(number: int, number_format: str) -> str:
    """A number in one of Word's number formats (ST_NumberFormat); plain digits for formats not known here."""
    if number_format in ("none", "bullet"):
        return ""
    if number < 0 or number > 9999:
        return str(number)
    if number_format in _COUNTING:
        return chinese(number)
    simple = {
        "decimalZero": lambda: f"{number:02d}",
        "upperRoman": lambda: roman(number),
        "lowerRoman": lambda: roman(number).lower(),
        "upperLetter": lambda: _letters(number),
        "lowerLetter": lambda: _letters(number).lower(),
        "ideographDigital": lambda: "".join(_DIGITS[int(digit)] for digit in str(number)),
        "chineseLegalSimplified": lambda: chinese(number, _LEGAL, "拾佰仟"),
        "ideographLegalTraditional": lambda: chinese(number, _LEGAL, "拾佰仟"),
        "ideographTraditional": lambda: _cycled(number, _STEMS),
        "ideographZodiac": lambda: _cycled(number, _BRANCHES),
        "decimalEnclosedCircle": lambda: circled(number),
        "decimalEnclosedCircleChinese": lambda: circled(number),
        "ideographEnclosedCircle": lambda: f"({chinese(number)})",
        "decimalEnclosedParen": lambda: f"({number})",
        "decimalEnclosedFullstop": lambda: f"{number}.",
        "numberInDash": lambda: f"-{number}-",
    }.get(number_format)
    return simple() if simple is not None else str(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number up to 9999 in Chinese: 12 is 十二, 105 is 一百〇五; with `digits` and `units` in capitals 壹拾贰."""
    if number == 0:
        return digits[0]
    written = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(written)
            continue
        if gap:
            written += digits[0]
            gap = False
        written += digits[digit] + (units[power - 1] if power else "")
    return written[1:] if digits is _DIGITS and 10 <= number < 20 else written


def roman(number: int) -> str:
    """A number in Roman capitals; 0 as plain digits."""
    written, rest = "", number
    for value, letters in _ROMAN:
        while rest >= value:
            written, rest = written + letters, rest - value
    return written or str(number)


def circled(number: int) -> str:
    """①–㊿, and (51) beyond."""
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    if 36 <= number <= 50:
        return chr(0x32B1 + number - 36)
    return f"({number})"


def _letters(number: int) -> str:
    # Word goes on after Z with AA, BB, CC.
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else "0"


def _cycled(number: int, characters: str) -> str:
    return characters[number - 1] if 1 <= number <= len(characters) else str(number)
