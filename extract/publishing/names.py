"""Names of persons and firms, found where they stand as names.

A name of three characters or more is found wherever it stands, its letters spaced or not, brackets and
letters of either width. A shorter one may be a piece of another word (高峰, 方向), so it is found only where
it stands apart: where each side of it is an edge, a space, punctuation, a digit or a Latin letter, or a word
that goes with names (联系人 before, 同志 after: `[names]` in publishing.toml). In a column that holds a
person it is found too: there the whole value is the name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import regex

from extract.folding import fold

_SHORT = 2
HAN = regex.compile(r"\p{Han}")
"""A Chinese character."""
_SAME = str.maketrans("（）〔〕【】[]•・‧∙⋅．.＆", "()()()()·······&")


def compacted(text: str) -> tuple[str, list[int]]:
    """The text without spaces, in one form of letters and brackets, and where each character of it stands."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(fold(text)):
        if character.isspace() or unicodedata.category(character) == "Cf":
            continue
        plain = unicodedata.normalize("NFKC", character).casefold()
        characters.append(plain if len(plain) == 1 else character)
        places.append(place)
    return "".join(characters).translate(_SAME), places


def key(name: str) -> str:
    """A name's form by which it is compared."""
    return compacted(name)[0]


class Names:
    """Names to be found again in texts; `before` and `after` are the words that go with short ones."""

    def __init__(self, names: Iterable[str], before: Sequence[str] = (), after: Sequence[str] = ()) -> None:
        self.keys = frozenset(filter(None, map(key, names)))
        self._before, self._after = tuple(before), tuple(after)
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(self.keys, key=len, reverse=True):
            self._by_start.setdefault(name[:_SHORT], []).append(name)
        self._single = any(len(name) == 1 for name in self.keys)
        self.seen: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return bool(self.keys) and key(name) in self.keys

    def places_in(self, text: str, span: tuple[int, int] | None = None) -> set[int]:
        """Where the characters of these names stand in a text; within `span` short ones need not stand apart."""
        found: set[int] = set()
        if not self.keys or not text:
            return found
        compact, places = compacted(text)
        starts = range(len(compact))
        for at in starts:
            for begin in (compact[at : at + 2], compact[at]) if self._single else (compact[at : at + 2],):
                for name in self._by_start.get(begin, ()):
                    if not compact.startswith(name, at):
                        continue
                    own = places[at : at + len(name)]
                    inside = span is not None and span[0] <= own[0] and own[-1] < span[1]
                    if inside or not _is_short(name) or self._apart(text, compact, at, at + len(name), own):
                        found.update(own)
                        self.seen.add(name)
        return found

    def _apart(self, text: str, compact: str, start: int, end: int, places: Sequence[int]) -> bool:
        first, last = places[0], places[-1]
        left = first == 0 or not HAN.match(text[first - 1]) or compact.endswith(self._before, 0, start)
        right = last + 1 == len(text) or not HAN.match(text[last + 1]) or compact.startswith(self._after, end)
        return left and right


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT and HAN.search(name) is not None
