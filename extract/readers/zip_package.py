"""Documents that are ZIP files of XML parts (OOXML, OFD, OpenDocument), opened safely.

Only the parts asked for are unpacked, never beyond the limits in force; no entity of a part is
resolved, no document type loaded and nothing outside the file fetched.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from extract import limits
from extract.once import once_a_file
from extract.readers.errors import ReadError

MAX_PARTS = 10_000
"""Files that a package may hold."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, KeyError)
"""What opening a damaged or encrypted ZIP file, or a part of one, may raise."""


@once_a_file  # a file is asked whether it is a bundle, then what document it is, and then read
def opened(data: bytes) -> zipfile.ZipFile:
    """The ZIP file in these bytes, for all who ask: not to be closed. Raises what BROKEN names on a damaged one."""
    return zipfile.ZipFile(BytesIO(data))


class ZipPackage:
    """An opened package. `what` names its kind in errors (`the DOCX file`), `remedy` what its owner can do.

    Raises ReadError where it is damaged or unpacks to more than `unpacked_mb` megabytes.
    """

    def __init__(self, data: bytes, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        try:
            self._zip = opened(data)
            entries = self._zip.infolist()
        except BROKEN as error:
            raise self.error(f"{what} is damaged") from error
        self._most = limits.current().unpacked_mb * 1024 * 1024
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > self._most:
            raise ReadError(f"{what} unpacks to more than any notice needs", "check where it comes from")
        self.names = {entry.filename.replace("\\", "/").lstrip("/"): entry.filename for entry in entries}
        """The names in the file by the parts' names, which begin with no slash."""

    @property
    def is_encrypted_opendocument(self) -> bool:
        """Whether an OpenDocument file is protected by a password (OpenDocument 1.3 part 2, 3.4)."""
        manifest = "META-INF/manifest.xml"
        return manifest in self.names and b"encryption-data" in self.bytes_of(manifest)

    def error(self, reason: str) -> ReadError:
        """An error about this package, with its remedy."""
        return ReadError(reason, self.remedy)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def bytes_of(self, name: str) -> bytes:
        """A part's bytes. Raises ReadError where it is absent, damaged or encrypted."""
        if name not in self.names:
            raise self.error(f"{self.what} lacks its part {name}")
        try:
            with self._zip.open(self.names[name]) as part:
                data = part.read(self._most + 1)
        except BROKEN as error:
            raise self.error(f"{self.what} is damaged") from error
        if len(data) > self._most:
            raise ReadError(f"{self.what} unpacks to more than any notice needs", "check where it comes from")
        return data

    def tree(self, name: str, prepared: Callable[[bytes], bytes] = bytes) -> etree._Element:
        """A part as XML, its bytes `prepared` before they are parsed. Raises ReadError where it is none."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(prepared(self.bytes_of(name)), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.error(f"{self.what}'s part {name} is not readable") from error
        if root is None:
            raise self.error(f"{self.what}'s part {name} is empty")
        return root

    def optional_tree(self, name: str | None) -> etree._Element | None:
        """A part as XML, None where it is absent or unreadable: the text can be read without it."""
        try:
            return self.tree(name) if name is not None and name in self.names else None
        except ReadError:
            return None
