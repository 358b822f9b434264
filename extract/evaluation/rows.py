"""What a reader read, as plain rows: what is scored, and what two readers are compared by.

This file is also a program. Run as `python rows.py` it reads the files whose paths stand on
standard input with whatever `extract` that Python imports, and prints a JSON line for each; that
is how an earlier revision's reader is run (see `earlier`). For that it imports nothing of this
package at its top and takes nothing for granted of a reading but what every revision has.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.readings import NoticeReading, Reading

Row = dict[str, Any]

PLACE = ("page", "quote", "start", "end", "rule")
"""Where a row was read, and by which rule."""

NOT_CONTENT = frozenset((*PLACE, "confidence", "read_by", "doubted"))
"""The entries of a row that are about the reading, not about the notice."""


@dataclass(frozen=True)
class NoticeRows:
    """One notice: its own fields, its facts by table, its text; `parent` is the place of the notice forwarding it.

    A fact's row holds its columns, its evidence and `doubted`: whether the reader asks for its review.
    A duty's `task` is the number of its task, a product's `listing` the name in it; a form's `columns` are a list.
    """

    record: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    text: str = ""
    parent: int | None = None


@dataclass(frozen=True)
class FileRows:
    """One file: its notices in the order of printing, or why it could not be read."""

    name: str
    notices: tuple[NoticeRows, ...] = ()
    error: str | None = None

    def as_json(self) -> str:
        """The same in one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> FileRows:
        """What `as_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
        data = json.loads(line)
        return cls(data["name"], tuple(NoticeRows(**notice) for notice in data["notices"]), data["error"])


def rows_of(reading: Reading) -> FileRows:
    """A reading as plain rows."""
    failed = reading.error or "could not be read" if reading.status == "failed" else None
    return FileRows(reading.filename, tuple(map(_notice_rows, reading.notices)), failed)


def _notice_rows(notice: NoticeReading) -> NoticeRows:
    doubts = tuple(getattr(notice, "doubts", ()))
    rows = {
        table: [_row(fact) | {"doubted": any(_is_about(doubt, table, fact) for doubt in doubts)} for fact in facts]
        for table, facts in notice.facts.items()
    }
    return NoticeRows(asdict(notice.record), rows, notice.notice.text, notice.parent)


def _row(fact: Any) -> Row:
    evidence = fact.evidence
    row = {name: _plain(value) for name, value in fact.values().items()}
    row |= {name: getattr(evidence, name) for name in PLACE}
    row["confidence"] = getattr(evidence, "confidence", 1.0)
    row["read_by"] = getattr(evidence, "read_by", "text")
    return row


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "evidence"):  # another fact, such as a duty's task
        return getattr(value, "number", getattr(value, "name", None))
    return None if value == "" else value


def _is_about(doubt: object, table: str, fact: object) -> bool:
    """Whether a doubt is about this fact; one about the notice as a whole, or about words not read, is about none."""
    doubted = getattr(doubt, "fact", None)
    return doubted is fact or (doubted is not None and doubted == fact and getattr(doubted, "table", table) == table)


def read_files(paths: Iterable[str]) -> Iterator[FileRows]:
    """The rows of each file, read by the `extract` that is imported here."""
    from extract.reading import read

    for path in paths:
        try:
            yield rows_of(read(path))
        except Exception as error:  # an earlier reader's fault is a result, not an end
            yield FileRows(Path(path).name, error=" ".join(f"{type(error).__name__}: {error}".split()))


if __name__ == "__main__":
    for found in read_files(sys.stdin.read().split("\0")):
        print(found.as_json(), flush=True)
