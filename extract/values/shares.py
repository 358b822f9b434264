"""Shares in running text and table cells: percent as printed, fractions and tenths worked out to two decimals.

    find("不低于20%")            20
    find("10%—15%")             low 10, high 15
    find("百分之十五"), find("千分之五"), find("三分之一"), find("三成")      15, 0.5, 33.33, 30
    find("提高15个百分点")        15, with `points` set
    find("3‰"), find("3%0")      0.3: recognised scans read ‰ as %0 or %o
    find("20", unit="%")        a cell under the header 比例（%）

约, 左右 and 近 change nothing in the value. The forms stand in `rules/shares.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extract import rules
from extract.once import once_a_file
from extract.values import numerals
from extract.values.finding import Finding

_CENT = Decimal("0.01")
_SCALE = {"百": 100, "千": 1000, "万": 10_000}


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, rounded to two decimals; `low` and `high` are the same but in a range.

    `points`: a difference in percentage points (提高5个百分点), not a share of something.
    """

    low: Decimal
    high: Decimal
    points: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    value: Decimal
    points: bool = False
    bare: bool = False
    """A number that only a range makes a share (the 10 of 10—15%); `scale` is what one of it is in percent."""
    scale: Decimal = Decimal(1)
    leading: bool = False
    """Whether its sign stands before it (百分之)."""


def find(text: str, *, unit: str | None = None) -> list[Finding[Share]]:
    """The shares in a text, in order, without overlaps. Never raises.

    `unit` is `%` for a cell whose header gives it: bare numbers are then percent.
    """
    return list(_found(text, unit))


@once_a_file
def _found(text: str, unit: str | None) -> tuple[Finding[Share], ...]:
    searched = numerals.folded(text)
    if unit is None and not rules.load("shares")["any"].search(searched):
        return ()
    pieces = _without_overlaps(_fractions(searched) + _counted(searched, unit))
    findings: list[Finding[Share]] = []
    position = 0
    while position < len(pieces):
        first = pieces[position]
        second = pieces[position + 1] if position + 1 < len(pieces) else None
        position += 1
        if second is not None and not (first.bare and second.bare) and _joined(searched, first, second):
            low = first.value * second.scale if first.bare else first.value
            high = second.value * first.scale if second.bare else second.value
            # What may leave its sign out: the lower end of 10—15%, the upper one of 百分之十至十五.
            if low < high and (not second.bare or first.leading):
                share = Share(_rounded(low), _rounded(high), first.points or second.points)
                findings.append(Finding(first.start, second.end, text[first.start : second.end], share))
                position += 1
                continue
        if not first.bare:
            share = Share(_rounded(first.value), _rounded(first.value), first.points)
            findings.append(Finding(first.start, first.end, text[first.start : first.end], share))
    return tuple(findings)


def _rounded(value: Decimal) -> Decimal:
    if value.adjusted() > 20:
        return numerals.plain(value)  # beyond what quantize holds; no share is that large
    return numerals.plain(value.quantize(_CENT, ROUND_HALF_UP))


def _joined(text: str, first: _Piece, second: _Piece) -> bool:
    joint = rules.load("shares")["range"].match(text, first.end, second.start)
    return joint is not None and joint.end() == second.start


def _without_overlaps(pieces: list[_Piece]) -> list[_Piece]:
    """Left to right; at one place a share comes before a bare number, a longer one before a shorter."""
    kept: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.bare, piece.start, -piece.end)):
        if all(piece.end <= other.start or piece.start >= other.end for other in kept):
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def _fractions(text: str) -> list[_Piece]:
    """百分之十五, 千分之五, 三分之一, 1/3以上, 一半以上."""
    pieces: list[_Piece] = []
    for name in ("fraction", "slashed"):
        for match in rules.load("shares")[name].finditer(text):
            whole, part = match["whole"], numerals.parse(match["part"])
            if whole not in _SCALE and part is not None and len(match["part"]) > 1:
                part = numerals.parse(match["part"][0])  # 三分之一十: only the first is the part
            size = Decimal(_SCALE[whole]) if whole in _SCALE else numerals.parse(whole)
            if part is None or not size:
                continue
            pieces.append(
                _Piece(match.start(), match.end(), part / size * 100, scale=Decimal(100) / size, leading=True)
            )
    for match in rules.load("shares")["half"].finditer(text):
        pieces.append(_Piece(match.start(), match.end(), Decimal(50), leading=True))
    return pieces


def _counted(text: str, unit: str | None) -> list[_Piece]:
    """Numbers with %, ‰, 个百分点 or 成 after them, and the bare ones before a range's joint."""
    shares = rules.load("shares")
    pieces: list[_Piece] = []
    for numeral in numerals.find(text):
        start, end, value = numeral.start, numeral.end, numeral.value
        if sign := shares["percent"].match(text, end):
            points = sign["unit"] == "百分点"
            scale = Decimal("0.1") if sign["mille"] else Decimal(1)
            pieces.append(_Piece(start, sign.end(), value * scale, points=points, scale=scale))
        elif 0 < value <= 10 and (tenths := shares["tenths"].match(text, end)):
            more = (numerals.parse(tenths["fifth"]) or 0) if tenths["fifth"] else 5 * ("半" in tenths.group())
            pieces.append(_Piece(start, tenths.end(), value * 10 + more, scale=Decimal(10)))
        elif unit is not None and not shares["tenths"].match(text, end):
            pieces.append(_Piece(start, end, value))
        else:
            pieces.append(_Piece(start, end, value, bare=True))
    return pieces
