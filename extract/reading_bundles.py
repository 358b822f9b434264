"""An archive or mail, read whole: each file in it by itself, and annexes with the notice that lists them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from extract import layout, progress
from extract.bundles import Member, members_of
from extract.bundles.attaching import Candidate, attached, candidate, is_copy, linked_candidate
from extract.bundles.joining import AnnexFile, joined
from extract.bundles.kinds import MEDIA_TYPES, BundleKind
from extract.bundles.mails import BODY
from extract.document import Document
from extract.folding import compact
from extract.readers import read_document
from extract.readers.errors import ReadError
from extract.reading import failed, guarded, of_document
from extract.readings import AnnexSource, MemberReading, Reading

_MOST_NAMED = 5
"""So many of the files that could not be read are named in the bundle's error."""
_MOST_OF_A_POINTER = 60
"""A web page with no more characters than these, its title and the names of its files aside, is no notice itself."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file in a bundle that could be read."""

    path: str
    data: bytes
    document: Document
    origin: str | None = None
    linked: bool = False

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_bundle(data: bytes, filename: str, kind: BundleKind) -> Reading:
    """The readings of the files in a bundle, as members of the bundle's own.

    Raises ReadError where nothing can be taken out of it.
    """
    members = members_of(data, kind)
    if not members:
        raise ReadError("there are no files in it", "check that the right one was handed in")
    opened: dict[str, _Opened] = {}
    found: dict[str, MemberReading] = {}
    for number, member in enumerate(members, 1):
        one = _opened(member)
        if isinstance(one, _Opened):
            opened[member.path] = one
        else:
            found[member.path] = MemberReading(member.path, one, member.data, member.origin)
        progress.report(number, 2 * len(members))
    linking = _linking(opened)
    owners = _owners(opened, linking)
    taken = {annex.path for annexes in owners.values() for annex in annexes}
    for number, one in enumerate(opened.values(), 1):
        if one.path in taken:
            reading = _as_annex(one)
        else:
            reading = _as_notice(one, [(opened[annex.path], annex) for annex in owners.get(one.path, ())])
            if _is_cover(one, members) and not any(notice.record.title for notice in reading.notices):
                reading = replace(reading, notices=())
            if linking is not None and one.path == linking.page != linking.owner:
                reading = replace(reading, notices=())
        found[one.path] = MemberReading(one.path, reading, one.data, one.origin)
        progress.report(len(members) + number, 2 * len(members))
    digest = hashlib.sha256(data).hexdigest()
    ordered = tuple(found[member.path] for member in members)
    status, error = _summed_up(ordered)
    return Reading(
        filename, digest, len(data), media_type=MEDIA_TYPES[kind], status=status, error=error, members=ordered
    )


def _opened(member: Member) -> _Opened | Reading:
    """A file's document, or its failed reading."""
    if member.data is None or member.error is not None:
        return failed(member.data or b"", member.name, member.error or "it could not be taken out of the archive")
    data, documents = member.data, []

    def read() -> Reading:
        documents.append(read_document(data, member.name))
        return Reading(member.name, "", 0)

    reading = guarded(data, member.name, read)
    return _Opened(member.path, data, documents[0], member.origin, member.linked) if documents else reading


def _owners(opened: Mapping[str, _Opened], linking: _Linking | None) -> dict[str, list[Candidate]]:
    """By the path of each notice that has any, the files that are its annexes."""
    candidates = [found for one in opened.values() if (found := _candidate(one, linking)) is not None]
    if not candidates:
        return {}
    annexes = {found.path for found in candidates if found.named}
    notices = {path: layout.notices(one.document)[0] for path, one in opened.items() if path not in annexes}
    owners = attached(candidates, notices)
    taken = {found.path for owned in owners.values() for found in owned}
    return {path: owned for path, owned in owners.items() if path not in taken}


def _candidate(one: _Opened, linking: _Linking | None) -> Candidate | None:
    if linking is None or not one.linked:
        return candidate(one.path, one.document)
    return linked_candidate(one.path, one.document, linking.owner, linking.title)


@dataclass(frozen=True, slots=True)
class _Linking:
    """A web page with its title, and the path of the notice that the files it links to belong to.

    That is the page itself, unless it says no more than where the notice is.
    """

    page: str
    title: str
    owner: str


def _linking(opened: Mapping[str, _Opened]) -> _Linking | None:
    """The web page in a bundle that other files were linked from."""
    pages = [one for one in opened.values() if one.origin is not None and not one.linked]
    linked = [one for one in opened.values() if one.linked]
    if len(pages) != 1 or not linked:
        return None
    page = pages[0]
    title = layout.notices(page.document)[0].title
    if title is None:
        return _Linking(page.path, "", page.path)
    copies = [one.path for one in linked if is_copy(one.document, title.value)]
    named = sum(len(compact(PurePosixPath(one.path).name)) for one in linked)
    points = len(compact(page.document.text)) - len(compact(title.value)) - named <= _MOST_OF_A_POINTER
    return _Linking(page.path, title.value, copies[0] if copies and points else page.path)


def _as_annex(one: _Opened) -> Reading:
    """A file whose facts stand under the notice it belongs to."""
    warnings, document = one.document.warnings, one.document
    return Reading(
        one.name,
        one.sha256,
        len(one.data),
        media_type=document.media_type,
        pages=len(document.pages) or None,
        warnings=warnings,
        status="partial" if warnings else "ok",
        error="; ".join(warnings) or None,
    )


def _as_notice(one: _Opened, annexes: Sequence[tuple[_Opened, Candidate]]) -> Reading:
    document, first_pages = joined(one.document, [AnnexFile(file.document, as_.heading) for file, as_ in annexes])
    sources = tuple(AnnexSource(file.sha256, page) for (file, _), page in zip(annexes, first_pages, strict=True))
    reading = guarded(one.data, one.name, lambda: of_document(one.data, one.name, document, sources))
    return replace(reading, pages=len(one.document.pages) or None)


def _is_cover(one: _Opened, members: Sequence[Member]) -> bool:
    """Whether a file is a mail's own text, beside what it brings."""
    return PurePosixPath(one.path).stem == BODY and len(members) > 1


def _summed_up(members: Sequence[MemberReading]) -> tuple[Literal["ok", "partial", "failed"], str | None]:
    """A bundle's status, and which of its files could not be read, or not wholly."""
    failing = [one for one in members if one.reading.status == "failed"]
    partial = [one for one in members if one.reading.status == "partial"]
    if not failing and not partial:
        return "ok", None
    said = [f"{one.path}: {one.reading.error}" for one in (*failing, *partial)]
    listed = "; ".join(said[:_MOST_NAMED]) + (
        f"; and {len(said) - _MOST_NAMED} more" if len(said) > _MOST_NAMED else ""
    )
    if len(failing) == len(members):
        return "failed", f"none of its {len(members)} files could be read: {listed}"
    return "partial", f"{len(failing) + len(partial)} of its {len(members)} files not read, or not wholly: {listed}"
