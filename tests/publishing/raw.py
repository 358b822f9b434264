"""The raw bytes of what was published, packed or not."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet
import pypdfium2

_SEPARATORS = re.compile(rb"[\s\-.()]|\xe2\x80[\x90-\x95\x8b-\x8d]|\xc2\xad|\xef\xbc\x8d|\xe3\x80\x80")
_FULL_WIDTH = {
    f"{digit}".translate(str.maketrans("0123456789", "０１２３４５６７８９")).encode(): b"%d" % digit
    for digit in range(10)
}


def texts_of(data: bytes, name: str = "") -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from texts_of(archive.read(entry), entry)
    elif data[:2] == b"\x1f\x8b":
        yield from texts_of(gzip.decompress(data))
    elif data[:4] == b"PAR1":
        yield str(pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()).encode()
    elif data[:5] == b"%PDF-":
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                yield page.get_textpage().get_text_range().encode()


def numbers_in(texts: Iterable[bytes], numbers: Iterable[str]) -> set[str]:
    """Those of these numbers that stand in any of the texts, as they are or with what may part their digits removed."""
    found: set[str] = set()
    wanted = [(number, number.encode(), number.encode("utf-16-le")) for number in numbers]
    for text in texts:
        plain = text
        for wide, digit in _FULL_WIDTH.items():
            plain = plain.replace(wide, digit)
        closed = _SEPARATORS.sub(b"", plain)
        found.update(
            number for number, as_bytes, wide in wanted if as_bytes in plain or as_bytes in closed or wide in text
        )
    return found


def files_in(folder: Path) -> Iterator[bytes]:
    """All that a folder holds, and the names of its files."""
    for path in sorted(folder.rglob("*")):
        yield str(path.relative_to(folder)).encode()
        if path.is_file():
            yield from texts_of(path.read_bytes(), path.name)
