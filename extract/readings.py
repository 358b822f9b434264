"""What a file gives when it is read: its notices with their facts, doubts and places, by themselves.

They are apart from the reading, which loads spaCy and all rules: the process that stores what others have read
needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.doubts.doubt import Doubt
from extract.facts import Fact
from extract.notice import Notice
from extract.parts import PlacedPart, TextTable
from extract.placing import PlacedBox, Span


@dataclass(frozen=True)
class NoticeRecord:
    """The notice's own row in the registry, without ids; dates are ISO 8601."""

    title: str | None = None
    doc_number: str | None = None
    doc_type: str | None = None
    issuer: str | None = None
    addressee: str | None = None
    issued_on: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    adcode: str | None = None


@dataclass(frozen=True)
class NoticeReading:
    """One notice with its record, its facts by table and the doubts about them.

    `parent` is the index of the notice that forwards it; a doubt's `fact` is one of `facts`. `places` says
    where the words of facts and doubts stand on the pages, by their ranges; those on no page are left out.
    """

    notice: Notice
    record: NoticeRecord
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    parent: int | None = None
    doubts: tuple[Doubt, ...] = ()
    parts: tuple[PlacedPart, ...] = ()
    tables: tuple[TextTable, ...] = ()
    places: dict[Span, tuple[PlacedBox, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnnexSource:
    """A file that was read as an annex of another: its hash, and the page of the whole on which it begins."""

    sha256: str
    first_page: int


@dataclass(frozen=True)
class MemberReading:
    """A file in a bundle: its path there, what it gave, and its bytes (None where they could not be had).

    `origin` is the address it was fetched from, where the bundle says so.
    """

    path: str
    reading: Reading
    data: bytes | None = field(default=None, repr=False)
    origin: str | None = None


@dataclass(frozen=True)
class Reading:
    """What one file gave. `status` is `failed` with a one-line `error` where nothing could be read."""

    filename: str
    sha256: str
    bytes: int
    media_type: str | None = None
    pages: int | None = None
    published_on: str | None = None
    notices: tuple[NoticeReading, ...] = ()
    warnings: tuple[str, ...] = ()
    status: Literal["ok", "partial", "failed"] = "ok"
    error: str | None = None
    annexes: tuple[AnnexSource, ...] = ()
    """The files of the same bundle whose text stands behind the notice's, as its annexes."""
    members: tuple[MemberReading, ...] = ()
    """What the files in an archive or mail gave; a bundle has no notices of its own."""
