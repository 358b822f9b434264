"""Numerals as Chinese documents write them, read into exact decimals.

    parse("1,200")      Decimal(1200)
    parse("3.5万")      Decimal(35000)
    parse("三百二十")    Decimal(320)
    parse("壹佰伍拾")    Decimal(150)
    parse("五〇〇")      Decimal(500)
    parse("三万五")      Decimal(35000)

The grammar is here; the characters and what a numeral may look like in running text stand in
`rules/numerals.toml`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

import regex

from extract import rules
from extract.folding import fold
from extract.values.finding import Finding

_TEN_THOUSAND = 10_000
_WIDE_COMMA = regex.compile(r"(?<=(?<![0-9０-９，])[0-9０-９]{1,3})，(?=[0-9０-９]{3}(?![0-9０-９，]))")
_ARABIC = regex.compile(r"[0-9]+(?:\.[0-9]+)?")
_CHARACTERS = regex.compile(r"[0-9.点\p{Han}〇○]+")
_LONGEST = 28
"""Characters of the longest numeral: Decimal's own precision, and more than any budget's digits."""


def folded(text: str) -> str:
    """The text as the value readers search it, character for character: look-alikes folded.

    A Chinese comma between one to three digits and three digits is a thousands separator and becomes one.
    """
    return fold(_WIDE_COMMA.sub(",", text) if "，" in text else text)


def find(text: str) -> list[Finding[Decimal]]:
    """The numerals in a text, in order: Arabic, Chinese, capital and mixed. Never raises.

    A numeral within a date, a law's article or a name is one too: what it counts is for the
    caller to say.
    """
    return list(_found(text))


@lru_cache(maxsize=8)  # amounts and shares are looked for in the same words, one after the other
def _found(text: str) -> tuple[Finding[Decimal], ...]:
    searched = folded(text)
    arabic, chinese = rules.load("numerals")["arabic"], rules.load("numerals")["chinese"]
    spans = sorted({match.span() for rule in (arabic, chinese) for match in rule.finditer(searched)})
    findings: list[Finding[Decimal]] = []
    for start, end in spans:
        if findings and start < findings[-1].end:
            continue
        value = parse(searched[start:end])
        if value is not None:
            findings.append(Finding(start, end, text[start:end], value))
    return tuple(findings)


def parse(text: str) -> Decimal | None:
    """The number that a numeral writes; None where the text is no numeral or not a well-formed one.

    A magnitude by itself counts once (百 in 百分之百 is 100).
    """
    closed = "".join(folded(text).replace(",", "").split())
    if not closed or len(closed) > _LONGEST or not _CHARACTERS.fullmatch(closed):
        return None
    number = _mixed(closed) if closed[0].isascii() else _chinese(closed)
    return None if number is None else plain(number)


def plain(number: Decimal) -> Decimal:
    """The same number without zeros after the point: 500.00 is 500."""
    return Decimal(int(number)) if number == int(number) else number.normalize()


def magnitude(text: str) -> int:
    """The magnitude that ends a numeral (5万 → 10000, 三百 → 100, 千万 → 10000000); 1 where none does."""
    units: dict[str, int] = rules.load("numerals").tables["units"]
    product = 1
    for character in reversed(folded(text).strip()):
        if units.get(character, 10) == 10:
            break
        product *= units[character]
    return product


@cache
def _characters() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    tables = rules.load("numerals").tables
    return dict(tables["digits"]), dict(tables["units"]), dict(tables["tens"])


def _mixed(text: str) -> Decimal | None:
    """Arabic digits with Chinese magnitudes after them: 3.5万, 5千万, 1亿2千万, 3万5千."""
    _, units, _ = _characters()
    total = Decimal(0)
    position, smallest = 0, None
    while position < len(text):
        match = _ARABIC.match(text, position)
        if match is None:
            return None
        position = match.end()
        factor = 1
        while position < len(text) and text[position] in units:
            factor *= units[text[position]]
            position += 1
        if smallest is not None and factor >= smallest:
            return None
        smallest = factor
        total += Decimal(match.group()) * factor
    return total


def _chinese(text: str) -> Decimal | None:
    whole, point, rest = text.partition("点")
    if not point:
        return _whole(whole)
    _, units, _ = _characters()
    factor = 1
    while rest and rest[-1] in units:
        factor *= units[rest[-1]]
        rest = rest[:-1]
    before, after = _whole(whole), _digits(rest)
    if before is None or after is None:
        return None
    return (before + Decimal(after).scaleb(-len(rest))) * factor


def _digits(text: str) -> str | None:
    digits, _, _ = _characters()
    if not text or any(character not in digits for character in text):
        return None
    return "".join(str(digits[character]) for character in text)


def _whole(text: str) -> Decimal | None:
    """A whole number: by place (五〇〇) or with units (三百二十, 一万二千, 三万五, 廿五)."""
    digits, units, tens = _characters()
    if all(character in digits for character in text):
        # 三五 means "three or four", not 35: digits alone are a number from three places on.
        by_place = _digits(text) if len(text) != 2 or text[0] in "零〇○" else None
        return Decimal(by_place) if by_place else None
    if any(character not in digits and character not in units and character not in tens for character in text):
        return None
    total = section = 0
    digit: int | None = None
    last_unit = 1
    for character, before in zip(text, " " + text, strict=False):
        if character in digits:
            if digit not in (None, 0):
                return None
            digit = digits[character]
        elif character in tens:
            section, digit, last_unit = section + tens[character], None, 10
        elif units[character] < _TEN_THOUSAND:
            if digit is None and before in units and units[before] < units[character]:
                return None
            section += (1 if digit is None else digit) * units[character]
            digit, last_unit = None, units[character]
        else:
            section += digit or 0
            unit = units[character]
            if total >= unit:  # 一亿二千万: the smaller unit adds, it does not multiply what came before
                total += section * unit
            else:
                total = ((total + section) or 1) * unit
            section, digit, last_unit = 0, None, unit
    if digit is not None:
        # 三万五 leaves its last unit out: 35000.
        short = last_unit >= 100 and len(text) > 1 and text[-2] in units
        section += digit * (last_unit // 10 if short else 1)
    return Decimal(total + section)
