"""What an OLE2 compound file ([MS-CFB]) is, by the streams it holds."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import olefile

from extract.readers.errors import ReadError

OleKind = Literal["doc", "works", "xls"]

_DAMAGED = "get the file anew from where it came"
_UNLOCK = "remove the password and hand it in again"
_WORD_STREAM = "WordDocument"
_ENCRYPTED_FLAG = 0x0100
"""`fEncrypted` of the flags at offset 10 of a Word file's information block ([MS-DOC] 2.5.2)."""
_REFUSED = (
    ("EncryptedPackage", "a password-protected Office document", _UNLOCK),
    ("PowerPoint Document", "a PowerPoint 97-2003 or WPS presentation, which is not read", "convert it to PDF"),
    ("__properties_version1.0", "an Outlook message (MSG), which is not read", "save it as EML, or its attachments"),
    ("FileHeader", "a Hangul document (HWP), which is not read", "save it as DOCX and hand that in"),
    ("VisioDocument", "a Visio drawing, which is not read", "convert it to PDF"),
)

_FAULTS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)
"""What olefile raises on a damaged file."""


def stream_of(data: bytes, *names: str) -> bytes:
    """The bytes of the first of these streams that a compound file holds. Raises ReadError where it is damaged.

    A chain of sectors that runs in a circle, which other libraries follow for ever, ends at the stream's length.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            for name in names:
                if file.exists(name):
                    return bytes(file.openstream(name).read())
    except _FAULTS as error:
        raise ReadError("the Office 97-2003 or WPS file is damaged or cut short", _DAMAGED) from error
    raise ReadError("the Office 97-2003 or WPS file is damaged: its content is missing", _DAMAGED)


def kind_of_ole(data: bytes) -> OleKind:
    """Whether a compound file is for the reader of Word files, of Works files, or of workbooks.

    Raises ReadError for one that is damaged, protected by a password or of another kind.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            streams = {path[0]: path for path in file.listdir() if len(path) == 1}
            head = file.openstream(_WORD_STREAM).read(32) if _WORD_STREAM in streams else b""
    except _FAULTS as error:
        raise ReadError("the Office 97-2003 or WPS file is damaged or cut short", _DAMAGED) from error
    for name, what, remedy in _REFUSED:
        if name in streams:
            raise ReadError(f"the file is {what}", remedy)
    if head:
        if int.from_bytes(head[10:12], "little") & _ENCRYPTED_FLAG:
            raise ReadError("the file is a password-protected Word 97-2003 document", _UNLOCK)
        return "doc"
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    if "MatOST" in streams or "CONTENTS" in streams:
        return "works"
    raise ReadError("the file is a compound file without a Word document or workbook in it", "save it as DOCX or PDF")
