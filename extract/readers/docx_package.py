"""The parts of a Word package (ECMA-376 part 2) that a reader needs, opened safely.

Only parts that are read are unpacked and parsed; relations that lead nowhere, which word
processors other than Word leave behind, harm nothing. Nothing outside the file is ever
fetched, no entity is resolved, and no part is unpacked beyond the limits below.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from extract.readers.errors import ReadError

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes that all parts of a package together may unpack to."""
MAX_PARTS = 10_000
"""Files that a package may hold."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, KeyError)
_DAMAGED = "the DOCX file is damaged"
_SAVE_AGAIN = "open it in Word, save it again as DOCX, or get the file anew"
# ISO 29500 "strict" documents use other names for the same things.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its kind (the last word of its type), its target, and whether that is outside."""

    kind: str
    target: str
    external: bool


class Package:
    """An opened package: `main` is the name of its main document part. Raises ReadError on a damaged one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise ReadError(_DAMAGED, _SAVE_AGAIN) from error
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise ReadError("the DOCX file unpacks to more than any notice needs", "check where it comes from")
        self._names = {entry.filename.replace("\\", "/").lstrip("/"): entry.filename for entry in entries}
        self.main = self._main_part()

    def _main_part(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        return "word/document.xml"

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def bytes_of(self, name: str) -> bytes:
        """A part's bytes. Raises ReadError where it is absent, damaged or encrypted."""
        if name not in self._names:
            raise ReadError(f"the DOCX file lacks its part {name}", _SAVE_AGAIN)
        try:
            with self._zip.open(self._names[name]) as part:
                data = part.read(MAX_UNPACKED + 1)
        except _BROKEN as error:
            raise ReadError(_DAMAGED, _SAVE_AGAIN) from error
        if len(data) > MAX_UNPACKED:
            raise ReadError("the DOCX file unpacks to more than any notice needs", "check where it comes from")
        return data

    def tree(self, name: str) -> etree._Element:
        """A part as XML. Raises ReadError where it is none."""
        data = self.bytes_of(name)
        if b"purl.oclc.org" in data[:4000]:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        data = _without_unread(data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(f"the DOCX file's part {name} is not readable", _SAVE_AGAIN) from error
        if root is None:
            raise ReadError(f"the DOCX file's part {name} is empty", _SAVE_AGAIN)
        return root

    def optional_tree(self, name: str | None) -> etree._Element | None:
        """A part as XML, None where it is absent or unreadable: the text can be read without it."""
        try:
            return self.tree(name) if name is not None and name in self._names else None
        except ReadError:
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id, targets as names within the package; of the package itself for ""."""
        folder, name = posixpath.split(part)
        root = self.optional_tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found


def _without_unread(data: bytes) -> bytes:
    """A part without what table styles say of single rows and columns: most of Word's styles, and nothing reads it.

    Left as it is where these elements are not written in the usual way, each with its end.
    """
    first, *others = data.split(b"<w:tblStylePr ")
    kept = [first]
    for piece in others:
        _, end, rest = piece.partition(b"</w:tblStylePr>")
        if not end:
            return data
        kept.append(rest)
    return b"".join(kept)
