"""What documents and texts are compared by: a form of each that is the same however they are typed."""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache
from heapq import nsmallest

import regex

_SHINGLE = 6
_SAMPLE = 16

_BRACKETS = str.maketrans("〔［[【﹝（(〕］]】﹞）)", "[" * 7 + "]" * 7)
_NOT_WORDS = regex.compile(r"[^\p{L}\p{N}]+")
_WIDE_STOP = re.compile("[，：；（）！？]+")
"""No words, and taken out first: NFKC passes quickly over a text that it need not change, and would change these."""
YEAR = regex.compile(r"\[\d{4}\]")
"""The year in a number's key. A number without one (第3号) is many issuers' number."""


def number_key(doc_number: str | None) -> str | None:
    """A document number without spaces and with one kind of brackets, to be compared; None where there is none."""
    if not doc_number:
        return None
    folded = unicodedata.normalize("NFKC", doc_number.translate(_BRACKETS))
    return "".join(folded.split()).translate(_BRACKETS).casefold() or None


def words_key(text: str | None) -> str | None:
    """The letters and digits of a text alone, folded, to be compared; None where there are none."""
    # A space in their place, so that an accent behind them does not come to stand on the letter before.
    folded = unicodedata.normalize("NFKC", _WIDE_STOP.sub(" ", text or ""))
    return _NOT_WORDS.sub("", folded).casefold() or None


@lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[int]:
    """Checksums of every run of six letters or digits of a text: what two texts are compared by.

    Those of the last few hundred texts are kept: a new notice is compared with the same ones as the one before it.
    """
    words = words_key(text) or ""
    runs = (words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1))
    return frozenset([zlib.crc32(run.encode()) for run in runs])


def sample(found: frozenset[int]) -> list[int]:
    """The least shingles of a text. Texts that are nearly the same have some of these in common."""
    return nsmallest(_SAMPLE, found)
