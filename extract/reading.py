"""One file, read whole: `read(path)` gives its notices with their facts, no registry needed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from extract import layout, limits, once
from extract.bundles.kinds import bundle_kind
from extract.document import Document
from extract.doubts import Doubt, judge
from extract.extractors.context import Context
from extract.extractors.dates import validity_of
from extract.extractors.issuer_place import place_of_issuer
from extract.extractors.pipeline import extract
from extract.facts import DatedFact, Fact
from extract.notice import Notice
from extract.parts import parts_of, tables_of
from extract.placing import Span, places_of
from extract.readers import read_document
from extract.readers.errors import ReadError
from extract.readings import AnnexSource, NoticeReading, NoticeRecord, Reading
from extract.rules import RuleError
from extract.searching import overruns
from extract.versions import READER_VERSION as READER_VERSION

_TITLE_YEAR_SPAN = (1990, 2100)
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def read(path: Path | str) -> Reading:
    """The notices and facts of a file. A file that is no readable notice gives a failed Reading.

    Raises OSError where the file cannot be opened.
    """
    path = Path(path)
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, filename: str = "") -> Reading:
    """The notices and facts of a file's content; what goes wrong with it is the Reading's error.

    Raises RuleError alone, for rules that cannot be used: no file's fault, every one would fail.
    """
    return guarded(data, filename, lambda: _read_bytes(data, filename))


def guarded(data: bytes, filename: str, make: Callable[[], Reading]) -> Reading:
    """What `make` gives for a content, or a failed Reading for what it raises; RuleError goes on."""
    try:
        return make()
    except ReadError as error:
        return failed(data, filename, str(error))
    except (RuleError, MemoryError):
        raise
    except Exception as error:  # a fault of the program's own costs one file
        reason = f"the program failed on it ({type(error).__name__}: {error}); please report this"
        return failed(data, filename, reason)


def failed(data: bytes, filename: str, error: str) -> Reading:
    """The reading of a content from which nothing could be read, for this one-line reason."""
    line = " ".join(error.split())
    return Reading(filename, hashlib.sha256(data).hexdigest(), len(data), status="failed", error=line)


def _read_bytes(data: bytes, filename: str) -> Reading:
    once.new_file()
    kind = bundle_kind(data)
    if kind is not None:
        from extract.reading_bundles import read_bundle

        return read_bundle(data, filename, kind)
    return of_document(data, filename, read_document(data, filename))


def of_document(data: bytes, filename: str, document: Document, annexes: tuple[AnnexSource, ...] = ()) -> Reading:
    """What the document in a content gives; `annexes` are the other files that the document holds."""
    allowed = limits.current().characters
    if len(document.text) > allowed:
        raise ReadError(
            f"it has more than {allowed:,} characters, as no notice has",
            f"hand in a part of it, or allow more with --limit characters={len(document.text)}",
        )
    once.new_file()
    digest = hashlib.sha256(data).hexdigest()
    with overruns() as late:
        found: list[NoticeReading] = []
        for notice in layout.notices(document):
            found.append(_read_notice(notice, None if notice.parent is None else found[notice.parent].record.adcode))
    warnings = (*document.warnings, *(f"rule {rule} ran out of time; what it reads may be missing" for rule in late))
    return Reading(
        filename,
        digest,
        len(data),
        media_type=document.media_type,
        pages=len(document.pages) or None,
        published_on=document.published_on,
        notices=tuple(found),
        warnings=warnings,
        status="partial" if warnings else "ok",
        error="; ".join(warnings) or None,
        annexes=annexes,
    )


def _read_notice(notice: Notice, above: str | None) -> NoticeReading:
    """The facts of a notice; `above` is the place of the one that forwards it."""
    properties = notice.document.properties if notice.parent is None else {}
    issuer = "、".join(organ.value for organ in notice.issuers) or None
    doc_number = notice.doc_number.value if notice.doc_number else properties.get("doc_number")
    issued_on = notice.issued.value if notice.issued else properties.get("issued_on")
    place = place_of_issuer(notice, issuer or properties.get("issuer"), above)
    context = Context(
        notice,
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        year=_year(issued_on, doc_number, notice),
        place=place,
    )
    facts = extract(context)
    doubts = judge(context)
    valid_from, valid_to = validity_of(_own_dates(notice, facts["dates"]))
    record = NoticeRecord(
        title=notice.title.value if notice.title else None,
        doc_number=doc_number,
        doc_type=notice.doc_type,
        issuer=issuer or properties.get("issuer"),
        addressee=notice.addressee.value if notice.addressee else None,
        issued_on=issued_on,
        valid_from=valid_from,
        valid_to=valid_to,
        adcode=place,
    )
    return NoticeReading(
        notice,
        record,
        facts,
        notice.parent,
        doubts,
        parts_of(notice),
        tables_of(notice),
        places_of(notice.document, _spans(facts, doubts)),
    )


def _spans(facts: dict[str, list[Fact]], doubts: tuple[Doubt, ...]) -> Iterator[Span]:
    yield from ((fact.evidence.start, fact.evidence.end) for found in facts.values() for fact in found)
    yield from ((doubt.start, doubt.end) for doubt in doubts)


def _own_dates(notice: Notice, facts: list[Fact]) -> list[DatedFact]:
    """The dates outside the annexes, where there are any of validity; a list's own validity is not the notice's."""
    dated = [fact for fact in facts if isinstance(fact, DatedFact)]
    own = [fact for fact in dated if notice.annex_at(fact.evidence.start) is None]
    return own if any(fact.kind == "validity" for fact in own) else dated


def _year(issued_on: str | None, doc_number: str | None, notice: Notice) -> int | None:
    """The year a day without one takes: issue date's, else document number's, else title's."""
    if issued_on:
        return int(issued_on[:4])
    for text in (doc_number, notice.title.value if notice.title else None):
        for number in _FOUR_DIGITS.findall(text or ""):
            if _TITLE_YEAR_SPAN[0] <= int(number) <= _TITLE_YEAR_SPAN[1]:
                return int(number)
    return None
