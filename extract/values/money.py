"""Amounts of money in running text and table cells, as exact decimals in the currency's own unit.

    find("每人每年不超过0.05万元")      one finding, "0.05万元": low = high = 500, CNY
    find("慰问金300—500元")            one finding, "300—500元": low 300, high 500
    find("3至5万元")                   low 30000, high 50000
    find("伍佰元整"), find("￥500.00"), find("三百余万元")
    find("120", unit="万元")           a cell under the header 金额（万元）: 1200000

约, 左右, 近 and 余 change nothing in the value. A number of years, people or kilograms is no
amount; 元旦 and 三元区 are none either. What surrounds an amount stands in `rules/money.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import regex

from extract import rules
from extract.once import once_a_file
from extract.values import numerals
from extract.values.finding import Finding

_SIGN_REACH = 10


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `low` and `high` are the same but in a range. `currency` is its ISO 4217 code."""

    low: Decimal
    high: Decimal
    currency: str = "CNY"


class _Amount(NamedTuple):
    """One number with what makes it money; `currency` is None for a number that only a range can make money."""

    start: int
    end: int
    numeral: str
    number: Decimal
    factor: int
    cents: Decimal
    currency: str | None


def find(text: str, *, unit: str | None = None) -> list[Finding[Money]]:
    """The amounts in a text, in order, without overlaps. Never raises.

    `unit` is the unit that a table's header gives (`万元`, see `header_unit`): bare numbers are
    then amounts in it.
    """
    return list(_found(text, unit))


@once_a_file
def _found(text: str, unit: str | None) -> tuple[Finding[Money], ...]:
    searched = numerals.folded(text)
    if unit is None and not rules.load("money")["any"].search(searched):
        return ()  # most sentences: spared the search for numerals
    amounts = [_amount(searched, numeral, unit) for numeral in numerals.find(text)]
    findings: list[Finding[Money]] = []
    position = 0
    while position < len(amounts):
        first = amounts[position]
        second = amounts[position + 1] if position + 1 < len(amounts) else None
        position += 1
        if findings and first.start < findings[-1].end:
            continue  # 5元3角: the 3 belongs to the amount before
        if second is not None and second.currency and _joined(searched, first, second):
            value = _range(first, second)
            if value is not None:
                findings.append(Finding(first.start, second.end, text[first.start : second.end], value))
                position += 1
                continue
        if first.currency is None and findings and amounts[position - 2].currency:
            first = _listed(searched, amounts[position - 2], first)
            amounts[position - 1] = first
        if first.currency:
            value = Money(_value(first), _value(first), first.currency)
            findings.append(Finding(first.start, first.end, text[first.start : first.end], value))
    return tuple(findings)


def header_unit(header: str) -> str | None:
    """The unit of money that a table's header or caption gives (`万元` in 金额（万元）); None without one."""
    match = rules.load("money")["header_unit"].search(numerals.folded(header))
    return match["unit"] if match else None


def _amount(text: str, numeral: Finding[Decimal], unit: str | None) -> _Amount:
    money = rules.load("money")
    sign = money["sign"].search(text, max(0, numeral.start - _SIGN_REACH), numeral.start)
    start = sign.start() if sign else numeral.start
    after = money["unit"].match(text, numeral.end)
    if after and not money["no_money"].match(text, numeral.start):
        return _with_unit(start, numeral, after)
    if sign:
        magnitude = money["about_after_sign"].match(text, numeral.end)
        factor = numerals.magnitude(magnitude["magnitude"]) if magnitude else 1
        end = magnitude.end() if magnitude else numeral.end
        named = _currency(sign.group().strip(" :："))
        return _Amount(start, end, numeral.text, numeral.value, factor, Decimal(0), named)
    currency: str | None = None
    factor = 1
    if money["bare_after"].match(text, numeral.end) and money["bare_before"].search(
        text, max(0, numeral.start - 2 * _SIGN_REACH), numeral.start
    ):
        currency = "CNY"
    if unit is not None and not after and not money["counted"].match(text, numeral.end):
        currency, factor = "CNY", numerals.magnitude(unit.rstrip("元"))
    return _Amount(numeral.start, numeral.end, numeral.text, numeral.value, factor, Decimal(0), currency)


def _with_unit(start: int, numeral: Finding[Decimal], after: regex.Match[str]) -> _Amount:
    factor = numerals.magnitude(after["magnitude"]) if after["magnitude"] else 1
    cents = Decimal(0)
    for group, share in (("jiao", "0.1"), ("fen", "0.01")):
        digit = numerals.parse(after[group]) if after[group] else None
        cents += (digit or 0) * Decimal(share)
    written = numeral.text + (after["magnitude"] or "")
    return _Amount(start, after.end(), written, numeral.value, factor, cents, _currency(after["currency"]))


def _currency(name: str) -> str:
    currencies: dict[str, str] = rules.load("money").tables["currencies"]
    return currencies.get(name, currencies.get(name[:1], "CNY"))


def _value(amount: _Amount) -> Decimal:
    return numerals.plain(amount.number * amount.factor + amount.cents)


def _listed(text: str, before: _Amount, amount: _Amount) -> _Amount:
    """A bare number that goes on with the unit of the amount before it in a list (甲镇200万元、乙镇150)."""
    money = rules.load("money")
    between = money["listed"].fullmatch(text[before.end : amount.start])
    if between is None or money["listed_after"].match(text, amount.end) is None:
        return amount
    factor = before.factor * numerals.magnitude(before.numeral)
    return amount._replace(factor=factor, currency=before.currency)


def _joined(text: str, first: _Amount, second: _Amount) -> bool:
    joint = rules.load("money")["range"].match(text, first.end, second.start)
    return joint is not None and joint.end() == second.start


def _range(first: _Amount, second: _Amount) -> Money | None:
    """The range from one amount to another; None where they do not rise (a year before an amount, say)."""
    high = _value(second)
    low = _value(first)
    if first.currency is None:
        shared = low * numerals.magnitude(second.numeral)  # 3至5万元: both are ten thousands
        low = numerals.plain(shared) if shared <= high else low
    if low >= high or first.currency not in (None, second.currency):
        return None
    return Money(low, high, second.currency or "CNY")
