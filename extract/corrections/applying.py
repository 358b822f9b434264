"""Corrections applied to what was read, before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from extract.corrections.correction import NOTICE, Correction, Values, columns, fact_type, typed
from extract.facts import Contact, DatedFact, Duty, Evidence, Fact, Listing, Product, Task, plain

if TYPE_CHECKING:
    from extract.readings import NoticeReading, Reading

State = Literal["applied", "agreed", "outdated"]
"""What became of a correction: applied; the reading says what is right by itself; what was read is no longer so."""

RULE = "correction"
"""The `rule` of facts that no rule read and a person added."""


@dataclass(frozen=True)
class Decided:
    """What became of one correction. `fact` is the fact as it stands now: None where none does, or for a notice."""

    correction: Correction
    state: State
    fact: Fact | None = None


@dataclass(frozen=True)
class Applied:
    """What became of the corrections that count."""

    decided: tuple[Decided, ...] = ()


def stored(fact: Fact) -> dict[str, Any]:
    """A fact's own columns as the registry stores them, those that point at other facts left out."""
    return {name: plain(value) for name, value in fact.values().items() if name in columns(fact.table)}


def applied(reading: Reading, corrections: Iterable[Correction]) -> tuple[Reading, Applied]:
    """The reading with what people have decided, and what became of each decision.

    Of several decisions about the same the latest counts, and only its state is told.
    """
    latest: dict[tuple[object, ...], Correction] = {}
    for one in sorted(corrections, key=lambda one: one.made_at):
        latest[one.about] = one
    if not latest:
        return reading, Applied()
    notices = list(reading.notices)
    decided: list[Decided] = []
    # What others point at comes first, so that they are met as they will stand.
    for correction in sorted(latest.values(), key=lambda one: one.table not in (Listing.table, Task.table)):
        if correction.notice >= len(notices):
            decided.append(Decided(correction, "outdated"))
            continue
        change = _Change(notices[correction.notice])
        notices[correction.notice], state = change.made(correction)
        decided.append(Decided(correction, state, change.fact))
    return replace(reading, notices=tuple(notices)), Applied(tuple(decided))


class _Change:
    """One notice's reading, about to be changed."""

    def __init__(self, notice: NoticeReading) -> None:
        self.notice = notice
        self.fact: Fact | None = None
        """The fact that was decided on, as it stands afterwards."""

    def made(self, correction: Correction) -> tuple[NoticeReading, State]:
        """The notice with one decision, and what became of that."""
        if correction.table == NOTICE:
            return self._record(correction)
        if correction.read is None:
            return self._added(correction) if correction.action == "add" else self._dismissed(correction)
        return self._fact(correction, correction.read)

    def _record(self, correction: Correction) -> tuple[NoticeReading, State]:
        now = asdict(self.notice.record)
        kept = self._without_doubts(lambda doubt: doubt.table == NOTICE and doubt.fact is None)
        if correction.action == "accept":
            same = correction.read is None or all(now[name] == value for name, value in correction.read.items())
            return (kept, "applied") if same else (self.notice, "outdated")
        right = {name: typed(NOTICE, name, value) for name, value in (correction.right or {}).items()}
        if all(now[name] == value for name, value in right.items()):
            return kept, "agreed"
        if any(now[name] != (correction.read or {}).get(name) for name in right):
            return self.notice, "outdated"
        changed = replace(kept, record=replace(kept.record, **right))
        if right.get("issued_on"):
            changed = _with_issue_day(changed, now["issued_on"], right["issued_on"])
        return changed, "applied"

    def _fact(self, correction: Correction, read: Values) -> tuple[NoticeReading, State]:
        facts = self.notice.facts.get(correction.table, [])
        found = _nearest([fact for fact in facts if stored(fact) == _whole_values(correction.table, read)], correction)
        if found is None:
            return self._no_longer_read(correction, facts)
        kept = self._without_doubts(lambda doubt: doubt.fact is found or doubt.fact == found)
        if correction.action == "reject":
            return _replaced(kept, found, None), "applied"
        right = {name: typed(correction.table, name, value) for name, value in (correction.right or {}).items()}
        self.fact = replace(_certain(found), **right)
        return _replaced(kept, found, self.fact), "applied"

    def _no_longer_read(self, correction: Correction, facts: Sequence[Fact]) -> tuple[NoticeReading, State]:
        """What was wrong is not read any more: right now, where the right thing is read or nothing was to be."""
        if correction.action == "reject":
            return self.notice, "agreed"
        wanted = _whole_values(correction.table, {**(correction.read or {}), **(correction.right or {})})
        self.fact = next((fact for fact in facts if stored(fact) == wanted), None)
        if correction.action == "correct" and self.fact is not None:
            return self.notice, "agreed"
        return self.notice, "outdated"

    def _added(self, correction: Correction) -> tuple[NoticeReading, State]:
        right = {name: typed(correction.table, name, value) for name, value in (correction.right or {}).items()}
        place = _found(self.notice.notice.text, correction.quote or "", correction.start or 0)
        if place is None:
            return self.notice, "outdated"
        start, end = place
        page = self.notice.notice.document.page_at(start)
        evidence = Evidence(start, end, self.notice.notice.text[start:end], RULE, page)
        fact = fact_type(correction.table)(evidence=evidence, **right)
        facts = self.notice.facts.get(correction.table, [])
        self.fact = next((one for one in facts if stored(one) == stored(fact)), fact)
        if self.fact is not fact:
            return self.notice, "agreed"
        kept = self._without_doubts(
            lambda doubt: doubt.fact is None and doubt.table == correction.table and start <= doubt.start < end
        )
        ordered = sorted([*facts, fact], key=lambda one: one.evidence.start)
        return replace(kept, facts={**kept.facts, correction.table: ordered}), "applied"

    def _dismissed(self, correction: Correction) -> tuple[NoticeReading, State]:
        """A doubt about something unread, answered: there is nothing to read."""
        kept = self._without_doubts(
            lambda doubt: (
                (doubt.code, doubt.table, doubt.quote) == (correction.code, correction.table, correction.quote)
            )
        )
        # A doubt that is no longer raised needs no answer.
        return kept, "applied" if kept is not self.notice else "agreed"

    def _without_doubts(self, answered: Any) -> NoticeReading:
        left = tuple(doubt for doubt in self.notice.doubts if not answered(doubt))
        return self.notice if len(left) == len(self.notice.doubts) else replace(self.notice, doubts=left)


def _whole_values(table: str, values: Values) -> dict[str, Any]:
    """Values of all columns of a table: a column that has come since the correction was made has its default."""
    defaults: dict[str, Any] = dict.fromkeys(columns(table))
    for name in columns(table):
        default = fact_type(table).__dataclass_fields__[name].default
        if isinstance(default, str | int):
            defaults[name] = default
    return {**defaults, **{name: value for name, value in values.items() if name in defaults}}


def _nearest(facts: Sequence[Fact], correction: Correction) -> Fact | None:
    """Of several facts that say the same, the one whose words are those meant, nearest to where they stood."""
    return min(
        facts,
        key=lambda fact: (fact.evidence.quote != correction.quote, abs(fact.evidence.start - (correction.start or 0))),
        default=None,
    )


def _found(text: str, quote: str, start: int) -> tuple[int, int] | None:
    """Where words stand in a text, nearest to a place; None where they do not."""
    places = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return nearest, nearest + len(quote)


def _certain(fact: Fact) -> Fact:
    """The fact as one that a person has looked at."""
    return replace(fact, evidence=replace(fact.evidence, confidence=1.0))


def _replaced(notice: NoticeReading, old: Fact, new: Fact | None) -> NoticeReading:
    """The notice with one fact changed or gone; what points at it points at the new one, or goes with it."""
    facts: dict[str, list[Fact]] = {}
    done = False
    for table, kept in notice.facts.items():
        facts[table] = []
        for fact in kept:
            if not done and fact is old:
                done = True
                if new is not None:
                    facts[table].append(new)
                continue
            following = _following(fact, old, new)
            if following is not None:
                facts[table].append(following)
    doubts = tuple(
        replace(doubt, fact=_following(doubt.fact, old, new)) if doubt.fact is not None else doubt
        for doubt in notice.doubts
    )
    return replace(notice, facts=facts, doubts=doubts)


def _following(fact: Fact, old: Fact, new: Fact | None) -> Fact | None:
    if isinstance(fact, Duty) and fact.task == old:
        return replace(fact, task=new if isinstance(new, Task) else None)
    if isinstance(fact, Product) and fact.listing == old:
        return replace(fact, listing=new if isinstance(new, Listing) else None)
    if isinstance(fact, Contact) and isinstance(old, Listing) and fact.role == "supplier" and _is_of(fact, old):
        if not isinstance(new, Listing):
            return None
        return replace(fact, person=new.contact, phone=new.phone, organization=new.name)
    return fact


def _is_of(contact: Contact, listing: Listing) -> bool:
    """Whether a supplier's contact is the one that stands in this line of its list."""
    within = listing.evidence.start <= contact.evidence.start < listing.evidence.end
    return within and (contact.person, contact.phone) == (listing.contact, listing.phone)


def _with_issue_day(notice: NoticeReading, old: str | None, new: str) -> NoticeReading:
    """The notice with the fact of its day of issue changed as its own row was."""
    for fact in notice.facts.get("dates", []):
        if isinstance(fact, DatedFact) and fact.kind == "issued" and fact.ends_on == old:
            return _replaced(notice, fact, replace(fact, ends_on=new))
    return notice
