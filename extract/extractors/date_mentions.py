"""Dates in a notice with the words around them: what the frames of the dates extractor look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extract.document import Cell, Table
from extract.extractors.context import Context
from extract.facts import DateKind
from extract.rules import RuleFile, load
from extract.values.dates import DateValue
from extract.values.finding import Finding

Frame = tuple[DateKind, str]
"""A kind and the id of the rule that gave it."""

NEAR = 40
"""Characters beside a date among which its label stands."""
_LONGEST_AFTER = 90
_SHORT_CLAUSE = 8
_LONGEST_LABEL = 32


@dataclass(frozen=True)
class Mention:
    """A date and its surroundings.

    `before` is the text of its line up to the date (to the first one of its list), `clause` where its
    clause stands in the notice; `after` the words that follow, to the sentence's end or the next date
    that is due by itself; `same_clause` those of them in the date's own clause; `listed` whether it is
    one of several dates that share them. In a table, `header` is the heading of the column, `cell` the
    cell's text, `row_text` the longest other text of the row.
    """

    finding: Finding[DateValue]
    clause: tuple[int, int]
    before: str
    after: str
    same_clause: str
    header: str | None = None
    cell: str | None = None
    row_text: str | None = None
    listed: bool = False

    @property
    def value(self) -> DateValue:
        """What the date denotes."""
        return self.finding.value

    @cached_property
    def lead(self) -> str:
        """The words between the date and the stop before it."""
        return self.before[max(self.before.rfind(stop) for stop in "，,。；;！？\n\t") + 1 :]

    @property
    def own_lead(self) -> str:
        """The words of `lead` behind its last colon."""
        return self.lead.rpartition("：")[2].strip()

    @property
    def is_bare_day(self) -> bool:
        """Whether the date is one day with nothing that makes it a limit or a beginning (4月8日)."""
        return self.value.precision == "day" and self.value.bound is None and not self.value.explicit


def mentions(context: Context, year: int | None) -> list[Mention]:
    """The dates of a notice that stand in its body, annexes and tables, with the words around them.

    `year` is the one that a day without a year takes where the notice prints no date of issue.
    """
    rules = load("date_kinds")
    text = context.text
    silent = _silent_ranges(context, rules)
    found = [
        finding for finding in context.days(year) if not any(start <= finding.start < end for start, end in silent)
    ]
    stops = _Stops(rules, text)
    heads, tails = _lists(rules, text, found)
    done: list[Mention] = []
    for index, finding in enumerate(found):
        head, tail = heads[index], tails[index]
        clock = rules["clock"].follows(text, tail)
        tail = clock.end() if clock else tail
        line = stops.line(head, tail)
        sentence_end = _next(stops.sentences, tail, len(text))
        clause_end = _next(stops.clauses, tail, len(text))
        limit = min(sentence_end, tail + _LONGEST_AFTER, _next_due(found, tail, len(text)))
        clause = _clause(stops.clauses, head, clause_end, sentence_end, line)
        header, cell, row = _column(context, finding.start)
        before = _titled(context, head, text[line:head])
        if header is not None and not before.strip():
            label = _row_label(rules, context, finding.start, header)
            before, header, cell = (f"{label}：", None, None) if label else (before, header, cell)
        same_clause = text[tail : min(clause_end, limit)]
        listed = (heads[index], tails[index]) != (finding.start, finding.end)
        done.append(Mention(finding, clause, before, text[tail:limit], same_clause, header, cell, row, listed))
    return done


class _Stops:
    """What ends clauses and sentences in the lines of a text that dates stand in, read line by line as they come."""

    def __init__(self, rules: RuleFile, text: str) -> None:
        self.rules, self.text = rules, text
        self.begins = self.ends = 0
        self.clauses: list[int] = []
        self.sentences: list[int] = []

    def line(self, head: int, tail: int) -> int:
        """Where the line or cell of `head` begins; the stops are now those from there to the end of `tail`'s line."""
        begins = self.text.rfind("\n", 0, head) + 1
        begins = max(begins, self.text.rfind("\t", begins, head) + 1)
        if begins != self.begins or not tail < self.ends:
            self.begins, self.ends = begins, min(_found(self.text, sign, tail) for sign in "\n\t") + 1
            self.clauses, self.sentences = (
                [match.start() for match in self.rules[rule_id].finditer(self.text, begins, self.ends)]
                for rule_id in ("clause.end", "sentence.end")
            )
        return begins


def _found(text: str, sign: str, at: int) -> int:
    index = text.find(sign, at)
    return index if index >= 0 else len(text)


def _silent_ranges(context: Context, rules: RuleFile) -> list[tuple[int, int]]:
    """Where dates are no matter of the notice's: its own header and foot, and other documents' titles."""
    notice = context.notice
    parts = [notice.title, notice.doc_number, notice.addressee, notice.issued, *notice.issuers, *notice.signatures]
    parts += [*notice.imprint, *notice.attachment_list, *(annex.title for annex in notice.annexes)]
    ranges = [(part.start, part.end) for part in parts if part is not None]
    for rule_id in ("title.marks", "title.line", "slogan"):
        ranges += [match.span() for match in rules[rule_id].finditer(context.text)]
    return ranges


def _lists(rules: RuleFile, text: str, found: Sequence[Finding[DateValue]]) -> tuple[list[int], list[int]]:
    """For each date where the list it stands in begins and ends: the words about it stand around the list."""
    heads, tails = [finding.start for finding in found], [finding.end for finding in found]
    joined = [
        following.start - one.end <= 8
        and not (one.value.precision == "half-year" and following.value.precision == "day")  # 上半年、全年情况于7月5日
        and rules["list.between"].match(text[one.end : following.start]) is not None
        for one, following in pairwise(found)
    ]
    for index, together in enumerate(joined):
        if together:
            heads[index + 1] = heads[index]
    for index in range(len(joined) - 1, -1, -1):
        if joined[index]:
            tails[index] = tails[index + 1]
    return heads, tails


def _titled(context: Context, offset: int, before: str) -> str:
    """The words before a date; where it opens its line, the heading or the label above it (一、活动时间)."""
    if before.strip(" 自从于为：:"):
        return f"{before.replace('【', '').rstrip()[:-1]}：" if before.rstrip().endswith("】") else before
    section = context.notice.section_at(offset)
    if section is None or not 0 <= offset - section.body_start <= 4:
        label = _label_above(context.text, offset)
        return f"{label}：{before.lstrip()}" if label else before
    return f"{section.title.rstrip('：:。')}：{before.lstrip()}"


def _label_above(text: str, offset: int) -> str | None:
    """The label of a time that is the whole line above the one an offset stands in (★活动时间)."""
    ends = text.rfind("\n", 0, offset)
    begins = text.rfind("\n", 0, max(ends, 0)) + 1
    if not 0 < ends - begins <= _LONGEST_LABEL or "\t" in text[begins:offset]:
        return None
    label = load("date_kinds")["line.label"].fullmatch(text[begins:ends].strip())
    return label["label"] if label else None


def _next(positions: Sequence[int], at: int, default: int) -> int:
    index = bisect_right(positions, at - 1)
    return positions[index] if index < len(positions) else default


def _next_due(found: Sequence[Finding[DateValue]], at: int, default: int) -> int:
    """Where the next date begins that is a limit of its own."""
    return next((one.start for one in found if one.start >= at and one.value.bound in ("before", "until")), default)


def _clause(stops: Sequence[int], start: int, end: int, sentence_end: int, line: int) -> tuple[int, int]:
    """The clause round a date; a very short one with the next, so that it says something."""
    index = bisect_right(stops, start - 1)
    begins = max(line, stops[index - 1] + 1 if index else 0)
    while end - begins < _SHORT_CLAUSE and end < sentence_end:
        end = _next(stops, end + 1, sentence_end)
    if end - begins < _SHORT_CLAUSE:
        begins = line
    return begins, end


def _column(context: Context, offset: int) -> tuple[str | None, str | None, str | None]:
    """For a date in a table: the heading of its column, its cell's text, and the longest other text of its row."""
    block = context.notice.block_at(offset)
    if not isinstance(block, Table):
        return None, None, None
    text = context.text
    cell = next((cell for cell in block.cells if cell.start <= offset < max(cell.end, cell.start + 1)), None)
    if cell is None:
        return "", "", None
    own = text[cell.start : cell.end].strip()
    header_rows = max(block.header_rows, 1)
    if cell.row < header_rows:
        return "", own, None
    headings = _headings(block, cell, header_rows, text)
    return headings, own, _what(block, cell, header_rows, text)


def _row_label(rules: RuleFile, context: Context, offset: int, header: str) -> str | None:
    """The label left of a date in a table whose rows are named (报名时间 | 4月1日至15日); None where a column is."""
    if any(rules[rule_id].search(header) for rule_id in ("column.report", "column.deadline", "column.phase")):
        return None
    table = context.notice.block_at(offset)
    if not isinstance(table, Table):
        return None
    cells = [one for one in table.cells if one.start <= offset < max(one.end, one.start + 1)]
    left = [one for one in table.row_cells(cells[0].row) if one.column < cells[0].column] if cells else []
    if not left:
        return None
    nearest = max(left, key=lambda one: one.column)
    label = rules["row.label"].fullmatch("".join(context.text[nearest.start : nearest.end].split()))
    return label["label"] if label else None


def _what(table: Table, cell: Cell, header_rows: int, text: str) -> str | None:
    """What a row is about: its longest words under a heading of tasks or contents, else its longest of all."""
    rule = load("date_kinds")["column.task"]
    others = [other for other in table.row_cells(cell.row) if other is not cell]
    named = [other for other in others if rule.search(_headings(table, other, header_rows, text))]
    words = [text[other.start : other.end].strip() for other in named or others]
    return max(words, key=len, default=None) or None


def _headings(table: Table, cell: Cell, header_rows: int, text: str) -> str:
    over = [table.cell(row, cell.column) for row in range(header_rows)]
    cells = [one for one in over if one is not None]
    distinct = [one for one, following in pairwise([*cells, None]) if one is not following and one is not None]
    return " ".join("".join(text[one.start : one.end].split()) for one in distinct)


def unnumbered(words: str) -> str:
    """Words without the number of a section or point that they begin with."""
    number = load("date_kinds")["section.number"].match(words)
    return words if number is None else words[number.end() :]


def opened_by(mention: Mention) -> str:
    """The words of its clause before a date, without a section's number and prepositions; none where it opens it."""
    return unnumbered(mention.own_lead).strip(" 请在于自从")


def opened(mention: Mention) -> str:
    """The words behind the comma after a period that opens its sentence (4月8日至30日，各企业登录系统申报)."""
    return "" if opened_by(mention) else mention.after


def first_clause(words: str) -> str:
    """The first of the clauses that follow a date's comma; none where that says a time of its own (每月5日报)."""
    clause = words.lstrip("，, ").partition("，")[0]
    return "" if load("date_kinds")["clause.timed"].match(clause) else clause
