"""What readers read in notices that their rules had never seen: the first readings of each batch of samples.

A batch of labelled notices joined the corpus in one revision; the reader of the revision before it had not
seen them. Its facts are set into the documents of today's reader, so that today's doubts can look at them and
the labels can say which are right. Rules of which words and alternatives are left out at random give more
readings of the same kind, though of notices that were known.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import regex

from extract import layout
from extract.doubts.judging import suspicions
from extract.evaluation import earlier
from extract.evaluation.labels import read_labels
from extract.evaluation.rows import FileRows, NoticeRows, Row
from extract.evaluation.score import Verdict, score_rows
from extract.extractors.context import Context
from extract.extractors.pipeline import pipeline
from extract.facts import FACT_TYPES, Evidence, Fact
from extract.notice import Notice
from extract.readers import read_document
from extract.reading import _place, _year

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
REVISIONS = (
    "b458ee5", "8cb52b6", "49591bf", "5610641", "c33d626", "d3868c4", "95661c2", "7bc9298", "3d3596d", "22835b7",
    "87fed32", "1665abc", "1b158ef", "98ab9da", "9b18543", "5b6f50d",
)  # fmt: skip
"""Each added the notices it names under corpus/labels; the revision before it reads them blind."""
WITH = {"1b158ef": ("eb47ea3",), "5b6f50d": ("5800cc9",)}
"""Revisions around it that added notices too before any rule was changed for them."""
_TYPES = {of.table: of for of in FACT_TYPES}


@dataclass(frozen=True)
class Reading:
    """A fact as it was read: what its labels say of it, and the kinds of doubt about it."""

    batch: str
    stem: str
    file: str
    table: str
    rule: str
    verdict: Verdict
    codes: frozenset[str]


def blind(jobs: int = 2) -> Iterator[Reading]:
    """The first readings of all batches, judged by today's doubts."""
    for revision in REVISIONS:
        stems = {stem for commit in (revision, *WITH.get(revision, ())) for stem in _added(commit)}
        files = [path for path in sorted((CORPUS / "notices").iterdir()) if path.stem in stems]
        yield from judged(revision, earlier.from_revision(f"{revision}^", files, jobs).values())


def degraded(seed: int) -> Iterator[Reading]:
    """The readings of today's reader with some words and alternatives of its rules left out at random."""
    chance, root = random.Random(seed), CORPUS.parent
    each: dict[str, list[Path]] = {}
    for path in sorted((CORPUS / "notices").iterdir()):
        each.setdefault(path.stem, []).append(path)
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(root / "extract", folder / "extract", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(root / "rules", folder / "rules", ignore=shutil.ignore_patterns("__pycache__"))
        for file in sorted((folder / "rules").glob("*.toml")):
            if file.stem not in ("doubts", "layout"):
                file.write_text(without_some(file.read_text(), chance, *((0.15, 0.08), (0.3, 0.14))[seed % 2]))
        files = [formats[seed % len(formats)] for formats in each.values()]
        yield from judged(f"degraded {seed}", earlier._read_by(folder, "degraded", files).values())


def without_some(rules: str, chance: random.Random, words: float, alternatives: float) -> str:
    """A rule file's text in which words and alternatives of patterns are left out, each with its chance."""

    def list_of(match: regex.Match[str]) -> str:
        items = regex.findall(r'"(?:[^"\\]|\\.)*"', match[2])
        return match[1] + "[" + ", ".join([one for one in items if chance.random() > words] or items[:1]) + "]"

    def group(match: regex.Match[str]) -> str:
        ways = match[2].split("|")
        if len(ways) < 3 or "[" in match[2]:
            return match[0]
        return match[1] + "|".join([way for way in ways if chance.random() > alternatives] or ways[:1]) + ")"

    def pattern(match: regex.Match[str]) -> str:
        return "pattern = '''" + regex.sub(r"(\((?:\?:|\?P<\w+>))([^()]*)\)", group, match[1]) + "'''"

    rules = regex.sub(r"(?ms)^(words = )\[(.*?)\]$", list_of, rules)
    return regex.sub(r"(?s)pattern = '''(.*?)'''", pattern, rules)


def judged(batch: str, files: Iterable[FileRows]) -> Iterator[Reading]:
    """The facts of files that count by their labels, with today's doubts about them."""
    pipeline()
    labels = read_labels(CORPUS / "gold")
    for found in files:
        if found.error is not None:
            continue
        stem = found.name.rsplit(".", 1)[0]
        verdicts = {id(one.row): one.verdict for one in score_rows(found.name, labels[stem], found).judged}
        for rows, context in _together(found):
            facts = _facts(rows, context)
            codes: dict[int, set[str]] = {}
            for one in suspicions(context):
                codes.setdefault(id(one.fact), set()).add(one.code)
            for row, fact in facts:
                if (verdict := verdicts.get(id(row))) is not None:
                    doubts = frozenset(codes.get(id(fact), ()))
                    yield Reading(batch, stem, found.name, fact.table, fact.evidence.rule, verdict, doubts)


def _added(commit: str) -> list[str]:
    names = ("show", "--name-status", "--diff-filter=A", "--format=", commit, "--", "corpus/labels")
    shown = earlier._git(CORPUS.parent, *names).stdout.decode()
    return [Path(line.split("\t")[1]).stem for line in shown.splitlines()]


def _together(found: FileRows) -> Iterator[tuple[NoticeRows, Context]]:
    """An earlier reader's notices of a file with today's: the notice itself, and those it forwards in their order."""
    path = CORPUS / "notices" / found.name
    notices = layout.notices(read_document(path.read_bytes(), path.name))
    for forwarded in (False, True):
        rows = [one for one in found.notices if (one.parent is not None) is forwarded]
        yield from zip(rows, (_context(one) for one in notices if (one.parent is not None) is forwarded), strict=False)


def _context(notice: Notice) -> Context:
    properties = notice.document.properties if notice.parent is None else {}
    issuer = "、".join(organ.value for organ in notice.issuers) or properties.get("issuer")
    number = notice.doc_number.value if notice.doc_number else properties.get("doc_number")
    issued = notice.issued.value if notice.issued else properties.get("issued_on")
    year, place = _year(issued, number, notice), _place(notice, issuer)
    return Context(notice, date.fromisoformat(issued) if issued else None, year, place)


def _facts(notice: NoticeRows, context: Context) -> Sequence[tuple[Row, Fact]]:
    """Rows as facts at the place of their words in today's text; those whose words are not in it are left out."""
    facts: list[tuple[Row, Fact]] = []
    for table, rows in notice.rows.items():
        for row in rows:
            if table in _TYPES and (fact := _fact(_TYPES[table], row, context.text)) is not None:
                facts.append((row, fact))
                context.facts.setdefault(table, []).append(fact)
    return facts


def _fact(of: type[Fact], row: Row, text: str) -> Fact | None:
    quote, start = row["quote"], row["start"]
    if text[start : start + len(quote)] != quote:
        places = [match.start() for match in regex.finditer(regex.escape(quote), text)]
        if not places:
            return None
        start = min(places, key=lambda place: abs(place - start))
    names = {item.name for item in fields(of)} - {"evidence", "task", "listing"}
    values: dict[str, Any] = {name: value for name, value in row.items() if name in names}
    for name in ("amount", "price"):
        if values.get(name) is not None:
            values[name] = Decimal(str(values[name]))
    if "columns" in values:
        values["columns"] = tuple(values["columns"] or ())
    return of(Evidence(start, start + len(quote), quote, row["rule"], row.get("page")), **values)
