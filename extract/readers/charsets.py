"""Bytes into text: UTF-8, UTF-16 with its mark, GB18030 (which covers GB2312 and GBK), or no text at all."""

from __future__ import annotations

import codecs

import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = regex.compile("[\x00-\x08\x0e-\x1a]")
_ODD = regex.compile(r"[\ufffd\p{Co}\p{Cn}\x7f-\x84\x86-\x9f]")
_MOST_DAMAGED = 0.1
"""The part of the characters beyond ASCII that may be damaged in a text that is still read."""
_OF_NO_WEIGHT = {"iso8859-1", "latin-1", "cp1252", "ascii"}
"""Charsets that servers and programs state where nobody chose one; all bytes agree with them."""
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "hz-gb-2312", "cp936"}


def decoded(data: bytes, stated: str | None = None, partial: bool = False) -> str | None:
    """The text of these bytes without its mark; None where they are no text.

    `stated` is the charset that a page gives of itself; it is believed where the bytes agree
    with it. With `partial` the bytes may end in the middle of a character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, partial) or _lenient(data[len(mark) :], encoding)
    text = _strict(data, "utf-8", partial)
    if text is not None and _is_text(text):
        return text
    # A damaged or cut character must not make UTF-8 pass for GB18030, which gives most bytes some meaning.
    if damaged := _lenient(data, "utf-8"):
        return damaged
    for encoding in (*_of(stated), "gb18030"):
        text = _strict(data, encoding, partial)
        if text is not None and _is_text(text):
            return text
    return _lenient(data, "gb18030")


def _of(stated: str | None) -> list[str]:
    if stated is None:
        return []
    name = stated.strip().strip("\"'").lower()
    if name in _CHINESE:
        return ["gb18030"]
    try:
        known = codecs.lookup(name).name
        return [] if known in _OF_NO_WEIGHT else [known]
    except (LookupError, ValueError):
        return []


def _strict(data: bytes, encoding: str, partial: bool) -> str | None:
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        return str(decoder.decode(data, final=not partial))
    except (UnicodeError, LookupError, AttributeError, TypeError, ValueError):
        return None


def _lenient(data: bytes, encoding: str) -> str | None:
    """The text with a mark in place of a few damaged characters; None where they are not few."""
    text = data.decode(encoding, "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return text if _is_text(text) and _MOST_DAMAGED * beyond_ascii >= text.count("\ufffd") else None


def _is_text(text: str) -> bool:
    # A stray control character makes a text no program; every tenth byte of one is such a character.
    return 40 * len(_BINARY.findall(text)) <= len(text) and 20 * len(_ODD.findall(text)) <= len(text)
