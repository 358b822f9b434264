"""Plain text → Document: a paragraph a line, wrapped lines joined, torn rows made whole, aligned columns as tables."""

from __future__ import annotations

import regex

from extract.document import Document
from extract.readers.assembly import Line, assemble
from extract.readers.charsets import decoded
from extract.readers.columns import with_tables
from extract.readers.errors import ReadError
from extract.readers.torn_rows import mended
from extract.readers.wrapping import unwrapped

MEDIA_TYPE = "text/plain"
_LINE_END = regex.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_plain(data: bytes) -> Document:
    """The document in a text file's bytes (see `charsets`). Raises ReadError on binary data."""
    text = decoded(data)
    if text is None:
        raise ReadError("the file is not text in UTF-8, UTF-16 or GB18030", "save it as UTF-8 text and hand that in")
    lines = mended(unwrapped(_LINE_END.split(text)))
    assembly = assemble(with_tables([Line(line) for line in lines]))
    if not assembly.text:
        raise ReadError("the file has no text", "get the file anew from where it came")
    return Document(assembly.text, assembly.blocks, MEDIA_TYPE)
