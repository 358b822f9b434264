"""What a fetched file is called: by its headers, by the words of the link to it, by its address.

Sites write `Content-Disposition` in every way but RFC 6266's: raw UTF-8 or GBK, either of them percent-encoded
without saying so, encoded words of RFC 2047.
"""

from __future__ import annotations

from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

import regex

from extract.bundles.members import safe_path
from extract.fetching.client import Answer
from extract.finding import NOTICE_ENDINGS

_EXTENDED = regex.compile(r"""filename\*\s*=\s*"?\s*([\w.:-]*)'[\w-]*'([^;"]*)""", regex.IGNORECASE)
_PLAIN = regex.compile(r"""filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]*))""", regex.IGNORECASE)
_HAN = regex.compile(r"\p{Han}")
_PERCENT = regex.compile(r"%[0-9A-Fa-f]{2}")
_SIZE = regex.compile(r"[（(\[]\s*[\d.,]+\s*(?:[KMG]i?B?|字节|bytes?)\s*[)）\]]", regex.IGNORECASE)
_GENERIC = regex.compile(
    r"(?:请?(?:点击|单击)?(?:这里|此处)?(?:下载|查看|预览|打开)(?:附件|文件|全文|原文|此处|链接)?|附件(?:下载|查看|列表)?|"
    r"(?:原文|全文|文件|正文)(?:下载|链接)?|download|here|pdf|word|excel|附件)[:：]?",
    regex.IGNORECASE,
)
_TYPES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/x-rar-compressed": ".rar",
    "application/vnd.rar": ".rar",
    "application/ofd": ".ofd",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/html": ".html",
}
_SHORTEST_TITLE = 2
_LONGEST = 120


def disposition_name(answer: Answer) -> str | None:
    """The name that an answer's `Content-Disposition` gives its file; None where it gives none."""
    header = answer.header("Content-Disposition")
    if header is None:
        return None
    if (extended := _EXTENDED.search(header)) is not None:
        raw = unquote_to_bytes(extended[2].encode("latin-1", "replace"))
        with suppress(LookupError, UnicodeDecodeError):
            return _clean(raw.decode(extended[1] or "utf-8"))
        return _clean(_decoded(raw))
    plain = _PLAIN.search(header)
    if plain is None:
        return None
    written = regex.sub(r"\\(.)", r"\1", plain[1]) if plain[1] is not None else plain[2].strip().strip("'")
    return _clean(_plain_name(written))


def _plain_name(written: str) -> str:
    """A name as it was meant: encoded words, percent signs, or bytes of an encoding that nothing states."""
    if "=?" in written:
        with suppress(HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
            pieces = decode_header(written)
            return "".join(one.decode(charset or "ascii") if isinstance(one, bytes) else one for one, charset in pieces)
    raw = written.encode("latin-1", "replace")
    if _PERCENT.search(written):
        return _decoded(unquote_to_bytes(raw))
    return _decoded(raw)


def _decoded(raw: bytes) -> str:
    for charset in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(charset)
    return raw.decode("utf-8", "replace")


def _clean(name: str) -> str | None:
    """A name without folders and without what cannot be shown; None where nothing is left."""
    name = PurePosixPath(safe_path("".join(character for character in name if character.isprintable()))).name.strip()
    return None if name in ("", "unnamed", ".", "..") else name


def address_name(address: str) -> str:
    """The last part of an address, or of the file that its query names."""
    parts = urlsplit(address)
    for value in (part.partition("=")[2] for part in parts.query.split("&")):
        named = _clean(_decoded(unquote_to_bytes(value)))
        if named and PurePosixPath(named).suffix.lower() in NOTICE_ENDINGS:
            return named
    return _clean(_decoded(unquote_to_bytes(parts.path.rpartition("/")[2]))) or "index"


def filename(answer: Answer, words: str = "", title: str = "") -> str:
    """What to call a file: the words or the title of the link to it where they name it, else what its site says.

    The name ends as the file's kind does.
    """
    stated = disposition_name(answer)
    by_address = address_name(answer.address)
    names = [_SIZE.sub("", name).strip(" \t《》<>[]【】;；") for name in (words, title)]
    telling = [name for name in names if says_something(name)]
    chosen = next(iter(telling), None) or stated or by_address
    ending = next(
        (suffix for suffix in (_suffix(one) for one in (chosen, stated or "", by_address)) if suffix in NOTICE_ENDINGS),
        _TYPES.get(answer.media_type, ""),
    )
    name = _clean(chosen.replace("/", "／")) or by_address
    if ending and _suffix(name) != ending:
        return f"{name[:_LONGEST]}{ending}"
    return name if len(name) <= _LONGEST else f"{PurePosixPath(name).stem[:_LONGEST]}{_suffix(name)}"


def says_something(name: str) -> bool:
    """Whether the words of a link name a file, where others say no more than that it can be had."""
    bare = regex.sub(r"\s+", "", name)
    return len(_HAN.findall(bare)) >= _SHORTEST_TITLE and _GENERIC.fullmatch(PurePosixPath(bare).stem) is None


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
