"""The cells of the comparison: what the notices of a place and year state of a term, or why nothing stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.relations.comparison import PLAIN
from extract.relations.figures import SHARES, TERMS, Figure
from extract.site.charts import plain
from extract.site.compare_facts import COLUMNS, OTHERS, Doubt, Facts
from extract.site.comparing import Comparison
from extract.site.pages import Row, address
from extract.site.words import say, value_label

SHOWN = 3
"""So many items of one notice stand in a cell; the others unfold."""
MOST = 40
"""So many unfold; the rest is on the notice's own page."""
_DOT = " · "


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a notice states: the words shown, what qualifies them, and the notice's own words.

    `mark` is `quoted` where the notice only recalls the figure, `later` where a later notice of the same place sets it
    anew (`links` leads there), `past` where the notice has run out or was ended; `doubt` is the reason for checking it.
    """

    text: str
    notes: tuple[str, ...]
    quote: str
    page: int | None
    address: str
    mark: str = ""
    doubt: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    figure: Figure | None = None

    # What the page writes hundreds of times is made here: in a template each call costs ten times as much.

    @property
    def short(self) -> str:
        """The words shown, cut where they are long."""
        return _cut(self.text, 60)

    @property
    def hint(self) -> str:
        """The notice's own words, cut where they are long."""
        return _cut(self.quote, 300)

    @property
    def struck(self) -> bool:
        """Whether it no longer holds."""
        return self.mark in ("later", "past", "ended")

    @property
    def tag(self) -> str:
        """What `mark` says, in words; empty where it says nothing."""
        return say(f"compare.marks.{self.mark}") if self.mark else ""

    @property
    def aside(self) -> str:
        """What qualifies it, in one line."""
        return _DOT.join(_cut(note, 24) for note in self.notes)


@dataclass(frozen=True, slots=True)
class Group:
    """What one notice states: the notice, its first items, the others (to MOST), and how many there are beyond."""

    notice: Row
    shown: tuple[Item, ...]
    folded: tuple[Item, ...]
    beyond: int

    @property
    def source(self) -> str:
        """The notice's number, else its day, else what is said where it has no title."""
        told = self.notice["doc_number"] or self.notice["issued_on"] or say("notice.untitled")
        return _cut(str(told), 60)

    @property
    def quotes(self) -> list[tuple[str, str, str]]:
        """The notice's words for its items, each with where they stand and why they are doubtful (or nothing)."""
        told = [_cut(str(value), 60) for value in (self.notice["doc_number"], self.notice["issued_on"]) if value]
        return [
            (
                item.hint,
                _DOT.join([*told, say("compare.page", n=item.page)] if item.page else told),
                say("compare.doubt_why", why=item.doubt) if item.doubt else "",
            )
            for item in self.every
            if item.quote
        ]

    @property
    def every(self) -> tuple[Item, ...]:
        """All its items but those beyond."""
        return self.shown + self.folded


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a row. `state` is empty where something is stated, else `none` or `unread`."""

    column: str
    groups: tuple[Group, ...]
    state: str
    doubts: tuple[Doubt, ...]

    @property
    def title(self) -> str:
        """The heading of its column."""
        return say(f"compare.columns.{self.column}")

    @property
    def summary(self) -> str:
        """What unfolds: the words of its items, and the items that have no room."""
        words = [say("compare.words", n=sum(bool(item.quote) for group in self.groups for item in group.every))]
        folded = sum(len(group.folded) for group in self.groups)
        return _DOT.join([*words, say("compare.more", n=folded)] if folded else words)

    @property
    def empty(self) -> str:
        """Why nothing stands in it, in words: no figure is set, or no day or name is told."""
        return say(f"compare.empty.{'unsaid' if self.state == 'none' and self.column in OTHERS else self.state}")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def cells(held: Comparison, facts: Facts, notices: Sequence[int], day: str) -> list[Cell]:
    """The cells of a row with these notices, newest first. `day` is the local day in ISO 8601."""
    found = []
    for column in COLUMNS:
        groups = []
        doubts: list[Doubt] = []
        for number in notices:
            notice = facts.notices.get(number)
            if notice is None:
                continue
            if made := items(held, facts, notice, column, day):
                groups.append(Group(notice, made[:SHOWN], made[SHOWN:MOST], max(0, len(made) - MOST)))
            doubts.extend(facts.doubts.get((number, column), ()))
        state = "" if groups else "unread" if doubts else "none"
        found.append(Cell(column, tuple(groups), state, tuple(doubts)))
    return found


def items(held: Comparison, facts: Facts, notice: Row, column: str, day: str) -> tuple[Item, ...]:
    """What one notice states of a column, what may be compared first."""
    if column in OTHERS:
        rows = facts.others.get((notice["id"], column), ())
        made = [_other(facts, notice, row) for row in rows]
        return (*made, *_changed(notice)) if column == "validity" else tuple(made)
    figures = [figure for figure in facts.figures.get(notice["id"], ()) if figure.term == column]
    figures.sort(key=lambda figure: (figure.quoted, figure.basis != PLAIN, _rank(figure)))
    return tuple(_figure(held, facts, notice, figure, day) for figure in figures)


def _rank(figure: Figure) -> float:
    return -(figure.high or figure.low or 0) if figure.term == "target" else figure.start


def _figure(held: Comparison, facts: Facts, notice: Row, figure: Figure, day: str) -> Item:
    term = facts.terms[figure.terms[0]]
    newer = held.newer(figure, notice)
    links = ((address(f"/notices/{newer}"), say("compare.see_later")),) if newer else ()
    mark = "quoted" if figure.quoted else state(notice, day) or ("later" if newer else "")
    doubts = [facts.doubted.get(("terms", one)) for one in figure.terms]
    decided = [how for one in figure.terms if (how := facts.decided.get(("terms", one)))]
    return Item(
        amount(figure),
        (*_notes(figure, term), *(say(f"notice.decided.{how}") for how in decided[:1])),
        term["quote"],
        term["page"],
        _words(notice, figure.start),
        mark,
        next((doubt for doubt in doubts if doubt), None),
        links,
        figure,
    )


def state(notice: Row, day: str) -> str:
    """`ended` where another notice ended this one, `past` where its own time is over, empty while neither is told."""
    until = notice["until"]
    if not until or until >= day:
        return ""
    return "ended" if notice["ended_by"] else "past"


def amount(figure: Figure) -> str:
    """A figure in words: at most, at least, a range, or the number alone."""
    if figure.low is None:
        return say("compare.at_most", n=plain(figure.high or 0))
    if figure.high is None:
        return say("compare.at_least", n=plain(figure.low))
    if figure.low == figure.high:
        return say("compare.exactly", n=plain(figure.low))
    return say("compare.between", low=plain(figure.low), high=plain(figure.high))


def _notes(figure: Figure, term: Row) -> list[str]:
    notes = [basis(figure, term)] if basis(figure, term) else []
    if figure.additional:
        notes.append(say("compare.additional"))
    if figure.term == "cap" and figure.topic != "assistance":
        notes.append(say(f"compare.purposes.{figure.topic}"))
    if figure.term == "target" and term["per"] == "year":
        notes.append(value_label("year", "per"))
    if term["subject"]:
        notes.append(term["subject"])
    return notes


def basis(figure: Figure, term: Row) -> str:
    """What a figure is counted by or a share of, in words; empty where the column's heading says it all."""
    base = term["base"] or ""
    if figure.term in SHARES:
        return say("compare.of", base=base) if base else say("compare.of_unread") if figure.basis == "of_unread" else ""
    if figure.basis == "person":
        return say("compare.person")
    if figure.basis == "person_base":
        return say("compare.person_base", base=base)
    return say("compare.basis_unread") if figure.basis == "unread" else base


def _words(notice: Row, start: int) -> str:
    return f"/notices/{notice['id']}#at-{start}"


def _other(facts: Facts, notice: Row, row: Row) -> Item:
    text, notes = _TEXTS[row["column"]](row)
    if how := facts.decided.get((row["table"], row["id"])):
        notes = [*notes, say(f"notice.decided.{how}")]
    links: tuple[tuple[str, str], ...] = ()
    if cited := row.get("cited_notice_id"):
        links = ((f"/notices/{cited}", say("compare.see_cited")),)
    return Item(
        text,
        tuple(notes),
        row["quote"],
        row["page"],
        _words(notice, row["start"]),
        doubt=facts.doubted.get((row["table"], row["id"])),
        links=links,
    )


def days(row: Mapping[str, object]) -> str:
    """A day or period in words."""
    first, last = row["starts_on"], row["ends_on"]
    if first and last:
        return say("compare.from_to", first=first, last=last) if first != last else str(last)
    if first:
        return say("compare.from", first=first)
    return say("compare.no_day") if not last else str(last)


def _deadline(row: Row) -> tuple[str, list[str]]:
    recurs = [value_label(row["recurs"], "recurs")] if row["recurs"] else []
    return days(row), [*recurs, *([row["action"]] if row["action"] else [])]


def _validity(row: Row) -> tuple[str, list[str]]:
    text, notes = _deadline(row)
    return (say("compare.until", last=text) if row["ends_on"] and not row["starts_on"] else text), notes


def _authority(row: Row) -> tuple[str, list[str]]:
    notes = [row["doc_number"]] if row["title"] and row["doc_number"] else []
    if row["relation"] == "forwards":
        notes.append(value_label("forwards", "relation"))
    return row["title"] or row["doc_number"] or row["quote"], notes


_TEXTS = {
    "deadline": _deadline,
    "validity": _validity,
    "beneficiary": lambda row: (row["name"], []),
    "authority": _authority,
}


def _changed(notice: Row) -> list[Item]:
    """What other notices did to a notice's time: ended it, or moved its end."""
    until = notice["until"]
    if notice["ended_by"]:
        text = say("compare.ended_on", day=until) if until else say("compare.ended")
        link = f"/notices/{notice['ended_by']}"
        return [Item(text, (), "", None, link, links=((link, notice["ended_title"] or say("notice.untitled")),))]
    if until and until != notice["printed_to"]:
        return [Item(say("compare.moved", day=until), (), "", None, f"/notices/{notice['id']}")]
    return []


__all__ = ["COLUMNS", "MOST", "SHOWN", "TERMS", "Cell", "Group", "Item", "cells", "items"]
