"""The forms a list can be had in, with what an HTTP answer says of each: media type and file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from extract.exports import cells, csv_lists, json_lists, xlsx_lists
from extract.exports.lists import Export, Rows


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a list: the ending of its address and file name, its media type, its writer."""

    ending: str
    media_type: str
    chunks: Callable[[Export, Rows], Iterator[bytes]]


FORMATS: Mapping[str, Format] = {
    form.ending: form
    for form in (
        Format("csv", "text/csv; charset=utf-8; header=present", csv_lists.chunks),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_lists.chunks),
        Format("json", "application/json", json_lists.chunks),
    )
}
"""The forms by their endings."""

MEDIA_TYPES: Mapping[str, str] = {
    **{ending: form.media_type for ending, form in FORMATS.items()},
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "db": "application/vnd.sqlite3",
}
"""Media types of everything that is handed out, by ending."""

# What Windows refuses in names, and what would end or split a header.
_REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*;%]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
_LONGEST = 80
# attr-char of RFC 8187.
_UNESCAPED = "!#$&+-.^_`|~"


def chunks(ending: str, export: Export, rows: Rows) -> Iterator[bytes]:
    """The list in one of FORMATS, piece by piece; KeyError for an ending that is none of them."""
    return FORMATS[ending].chunks(export, rows)


def headers(ending: str, title: str) -> dict[str, str]:
    """Content-Type and Content-Disposition of a file with this title and ending (one of MEDIA_TYPES)."""
    return {
        "Content-Type": MEDIA_TYPES[ending],
        "Content-Disposition": content_disposition(f"{file_name(title)}.{ending}"),
    }


def file_name(title: str) -> str:
    """A title as a file name, without ending, that Windows, macOS and Linux take; at most 80 characters."""
    name = _REFUSED.sub(" ", unicodedata.normalize("NFC", cells.clean(title)).replace("\n", " "))
    name = " ".join(name.split())[:_LONGEST].strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "download"


def content_disposition(name: str) -> str:
    """The header's value after RFC 6266: an ASCII name for old clients, the real one after RFC 8187."""
    plain = "".join(sign if " " <= sign <= "~" and sign not in '"\\%;' else "_" for sign in name)
    if plain == name:
        return f'attachment; filename="{name}"'
    stem, _, ending = plain.rpartition(".")
    if not stem.strip("_ "):
        plain = f"download.{ending}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_UNESCAPED)}"
