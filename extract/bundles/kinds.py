"""Which files are bundles, by their content."""

from __future__ import annotations

import zlib
from typing import Literal

import regex

from extract.readers.charsets import decoded
from extract.readers.zip_package import opened

BundleKind = Literal["zip", "7z", "rar", "mail", "warc"]

MEDIA_TYPES: dict[BundleKind, str] = {
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "mail": "message/rfc822",
    "warc": "application/warc",
}
_PACKAGES = ("[Content_Types].xml", "OFD.xml", "mimetype")
"""A ZIP file with one of these at its top is one document (OOXML, OFD, OpenDocument)."""
_SNIFFED = 16_384
_WARC = b"WARC/1."
_HEADER = regex.compile(r"[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*+")
_OF_MAIL = ("mime-version:", "content-type:")


def bundle_kind(data: bytes) -> BundleKind | None:
    """What kind of bundle these bytes are; None for a document, or for what is neither."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip" if _is_archive(data) else None
    if data.startswith(b"7z\xbc\xaf\x27\x1c"):
        return "7z"
    if data.startswith(b"Rar!\x1a\x07"):
        return "rar"
    if _is_warc(data):
        return "warc"
    return "mail" if _is_mail(data) else None


def _is_archive(data: bytes) -> bool:
    try:
        names = {name.replace("\\", "/").lstrip("/") for name in opened(data).namelist()}
    except Exception:  # whatever is wrong with it, the reader of documents says it
        return False
    return bool(names) and not names.intersection(_PACKAGES)


def _is_warc(data: bytes) -> bool:
    """Whether this is a web archive, as it is or packed record by record with gzip."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data[:_SNIFFED], len(_WARC))
        except zlib.error:
            return False
    return data.startswith(_WARC)


def _is_mail(data: bytes) -> bool:
    if not data[:1].isalpha():
        return False
    text = decoded(data[:_SNIFFED], partial=True) or data[:_SNIFFED].decode("latin-1")
    at, found = 0, False
    text = text.replace("\r\n", "\n")
    while (match := _HEADER.match(text, at)) is not None:
        found = found or match.group().lower().startswith(_OF_MAIL)
        at = match.end()
    return found and text[at : at + 1] in ("\n", "")
