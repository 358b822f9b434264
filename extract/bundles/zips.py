"""The files in a ZIP archive, by the names that Chinese programs give them."""

from __future__ import annotations

import stat
import zipfile
import zlib
from io import BytesIO

import regex

from extract.bundles.members import DAMAGED, LINK, LOCKED, Budget, Member, is_left_behind, safe_path
from extract.readers.errors import ReadError

_UTF_8 = 0x800
_ENCRYPTED = 0x1
_HAN = regex.compile(r"\p{Han}")
_UNICODE_PATH = 0x7075
"""The extra field in which Info-ZIP gives a name in UTF-8 (APPNOTE 4.6.9)."""


def members_of_zip(data: bytes, budget: Budget) -> list[Member]:
    """The files in a ZIP archive. Raises ReadError for a damaged one, or where the budget is passed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            found: list[Member] = []
            for info in archive.infolist():
                path = safe_path(_name(info))
                if info.is_dir() or is_left_behind(path):
                    continue
                budget.one_more()
                found.append(_member(archive, info, path, budget))
            return found
    except (zipfile.BadZipFile, OSError, ValueError, zlib.error) as error:
        raise ReadError("the ZIP archive is damaged or cut short", "get it anew from where it came") from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, budget: Budget) -> Member:
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(path, None, LINK)
    if info.flag_bits & _ENCRYPTED:
        return Member(path, None, LOCKED)
    if info.file_size > budget.left:
        budget.spend(info.file_size)
    try:
        with archive.open(info) as file:
            return Member(path, budget.read(file))
    except NotImplementedError:
        return Member(path, None, "it is packed in a way that is not read; pack it anew as an ordinary ZIP")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return Member(path, None, DAMAGED)


def _name(info: zipfile.ZipInfo) -> str:
    """A name as it was written: programs on Chinese Windows write GBK and do not say so."""
    if info.flag_bits & _UTF_8:
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    if (written := _unicode_path(info.extra)) is not None:
        return written
    readings = [text for charset in ("utf-8", "gb18030") if (text := _decoded(raw, charset)) is not None]
    # Two Chinese characters in GBK may be two letters of another script in UTF-8.
    return max(readings, key=lambda text: len(_HAN.findall(text)), default=info.filename)


def _decoded(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError:
        return None


def _unicode_path(extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind, size = (int.from_bytes(extra[at + i : at + i + 2], "little") for i in (0, 2))
        if kind == _UNICODE_PATH and size > 5:
            try:
                return extra[at + 9 : at + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None
