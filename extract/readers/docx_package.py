"""The parts of an Office package (ECMA-376 part 2) that a reader needs, opened safely.

Only parts that are read are unpacked and parsed (see `zip_package`); relations that lead nowhere,
which word processors other than Word leave behind, harm nothing. Nothing outside the file is ever
fetched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from extract.readers.zip_package import ZipPackage

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
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
)

# The commonest elements that say how words are set and nothing of what the reader gives: they are empty, and a third
# of a text's elements.
_UNREAD = re.compile(rb"<w:(?:rFonts|szCs|spacing|ind|tcW|vAlign|lang|kern) [^/<>]*/>")


class Relation(NamedTuple):
    """A relation of a part: its kind (the last word of its type), its target, and whether that is outside."""

    kind: str
    target: str
    external: bool


class Package(ZipPackage):
    """An opened package: `main` is the name of its main document part. Raises ReadError on a damaged one.

    `usual` is where the main part stands in files that do not say it.
    """

    def __init__(
        self,
        data: bytes,
        what: str = "the DOCX file",
        remedy: str = _SAVE_AGAIN,
        usual: str = "word/document.xml",
    ) -> None:
        super().__init__(data, what, remedy)
        self.main = self._main_part(usual)

    def _main_part(self, usual: str) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.names:
                return relation.target
        return usual

    def tree(self, name: str, prepared: Callable[[bytes], bytes] | None = None) -> etree._Element:
        """A part as XML, its names those of the transitional form. Raises ReadError where it is none."""
        return super().tree(name, prepared or _transitional)

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


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org" in data[:4000]:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    return _without_unread(data)


def without_setting(data: bytes) -> bytes:
    """The main part, prepared as `Package.tree` does, without elements that only say how words are set."""
    data = _transitional(data)
    return data if b"<![CDATA[" in data else _UNREAD.sub(b"", data)


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
