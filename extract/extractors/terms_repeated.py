"""Figures that are said twice in a notice: each is one row, at its first mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from extract.extractors.terms_readings import rule
from extract.facts import Per, Term

_WITHIN = {(None, "person"), (None, "year"), (None, "person-year"), ("person", "person-year"), ("year", "person-year")}


class Found(NamedTuple):
    """A term with the occasions that its clause names for it, and where its sentence and figure stand.

    `leads` are the words before the figure, and before those that it goes on with; `sentence` and `figure` are -1 for
    what is read from a table.
    """

    term: Term
    occasions: frozenset[str]
    leads: tuple[str, ...] = ()
    sentence: int = -1
    figure: int = -1


def each_once(found: Iterable[Found]) -> list[Term]:
    """Each fact once, at its first mention, with the rate and base of whichever mention says more."""
    kept: dict[tuple[Decimal, str], list[Found]] = {}
    for one in found:
        alike = kept.setdefault((one.term.amount, one.term.unit), [])
        for index, other in enumerate(alike):
            if _said_again(other, one) or (not _apart(other, one) and _same(other.term, one.term)):
                alike[index] = other._replace(
                    term=_fuller(other.term, one.term), occasions=other.occasions | one.occasions
                )
                break
        else:
            alike.append(one)
    once = [one.term for alike in kept.values() for one in alike]
    return sorted(once, key=lambda term: (term.evidence.start, term.evidence.end))


def _said_again(first: Found, second: Found) -> bool:
    """Whether a bound for an occasion of its own is told once more: 生育每次800元, 生育800元."""
    own = any(rule("frame.own_occasion").search(name) for name in first.occasions & second.occasions)
    bounded = first.term.kind != "target" and not (first.term.base and second.term.base)
    return own and bounded and _alike(first.term, second.term) and not _apart(first, second)


def _alike(first: Term, second: Term) -> bool:
    """Whether two figures are bounded alike, both set or both recalled."""
    return (first.kind, first.standing) == (second.kind, second.standing)


def _side_by_side(first: Found, second: Found) -> bool:
    """Whether one sentence gives two equal figures one beside the other: 蛋糕券200元、电影票200元."""
    beside = first.sentence == second.sentence >= 0 and first.figure != second.figure
    return beside and first.term.unit == "CNY" and _alike(first.term, second.term)


def _earned_apart(first: Found, second: Found) -> bool:
    """Whether two equal grants are earned by different things: 取得有机认证的, 取得绿色食品认证的."""
    if not _alike(first.term, second.term):
        return False
    grounds = _ground(first), _ground(second)
    if not all(grounds):
        return _earned_alone(first, grounds[0], second) or _earned_alone(second, grounds[1], first)
    if grounds[0] in grounds[1] or grounds[1] in grounds[0]:
        return False
    kin = [rule("frame.kin").search(ground) is not None for ground in grounds]
    return kin[0] != kin[1] or first.occasions.isdisjoint(second.occasions)


def _ground(one: Found) -> str:
    """What earns a sum, in its own clause or the one before (取得有机认证的, 对直播基地), or a rate's name (处置率)."""
    asked = rule("frame.rate_named" if one.term.unit == "percent" else "frame.ground")
    return next((match["ground"] for lead in one.leads if (match := asked.search(lead))), "")


def _earned_alone(earned: Found, ground: str, other: Found) -> bool:
    """Whether only `earned` of two sums of money says what earns it, and the other's words name nothing of that."""
    if not ground or earned.sentence == -1 or other.sentence == -1:
        return False
    bare = earned.term.kind == "target" and earned.term.unit == "CNY" and earned.term.per is other.term.per is None
    named = ground.rstrip("的") in other.term.evidence.quote or not earned.occasions.isdisjoint(other.occasions)
    return bare and not named


def _apart(first: Found, second: Found) -> bool:
    """Whether equal figures are for different occasions: 结婚 and 住院, 退休 and none that is named."""
    if _side_by_side(first, second) or _earned_apart(first, second):
        return True
    if first.occasions and second.occasions:
        return first.occasions.isdisjoint(second.occasions)
    own = any(rule("frame.own_occasion").search(name) for name in first.occasions | second.occasions)
    bounded = first.term.kind != "target" and second.term.kind != "target"
    # 全年不超过2000元, 会员去世的给予2000元: what an occasion of its own is given is no part of the year's.
    besides = bool(second.occasions) and first.term.per == "person-year" and second.term.per in (None, "person")
    return own and (bounded or besides or second.term.standing != first.term.standing)


def _same(first: Term, second: Term) -> bool:
    """Whether a later mention of a figure says what an earlier one has said."""
    if not _rates_agree(first.per, second.per) or not _topics_agree(first, second):
        return False
    if first.base and second.base and not _bases_agree(first.base, second.base):
        return False
    other = first.per != second.per or _is_timed(first.base) or _is_timed(second.base)
    if first.unit == "CNY" and first.base != second.base and other:
        return False  # 每位会员一年600元, 每班600元
    if first.kind == second.kind and first.standing == second.standing:
        return _subjects_agree(first, second)
    if (first.standing, second.standing) == ("set", "quoted"):
        return False  # the rule that ends, of the same amount by chance
    # A bare figure after a bounded one of the same amount only recalls it.
    rated = first.per in ("person", "person-year")
    if second.unit == "percent" and first.kind == "floor" and first.standing == second.standing:
        recalled = rule("frame.share_recalled").search(second.evidence.quote) is not None
        return second.kind == "target" and second.base is None and (recalled or first.topic == second.topic)
    return second.kind == "target" and (rated or (first.per is not None and second.subject is None))


def _is_timed(base: str | None) -> bool:
    """Whether a figure is counted by a time or occasion: it is not the equal one that is not."""
    return base is not None and rule("rate.timed").fullmatch(base) is not None


def _bases_agree(first: str, second: str) -> bool:
    """Whether two shares are of one whole; a bare 总额 is that of its own sentence, whatever other totals there are."""
    if first == second:
        return True
    bare = rule("base.bare_total")
    return not (bare.fullmatch(first) or bare.fullmatch(second)) and (first in second or second in first)


def _topics_agree(first: Term, second: Term) -> bool:
    """Whether two figures can be for one purpose; 采购, 帮扶 and 工会经费 are said of one allowance by turns."""
    apart = {"canteen", "holiday_gifts"}
    return first.topic == second.topic or not {first.topic, second.topic} <= apart


def _subjects_agree(first: Term, second: Term) -> bool:
    """Whether two figures can be one body's: a task given to several bodies is a row for each."""
    if first.subject == second.subject:
        return True
    if first.kind == "target" and first.unit == "CNY" and first.per in (None, "year"):
        return False
    return not first.subject or not second.subject or first.subject in second.subject or second.subject in first.subject


def _rates_agree(first: Per | None, second: Per | None) -> bool:
    return first == second or (first, second) in _WITHIN or (second, first) in _WITHIN


def _fuller(first: Term, second: Term) -> Term:
    per = second.per if (first.per, second.per) in _WITHIN else first.per
    additional = max(first.additional, second.additional) if first.standing == second.standing else first.additional
    return replace(
        first, per=per, base=first.base or second.base, subject=first.subject or second.subject, additional=additional
    )
