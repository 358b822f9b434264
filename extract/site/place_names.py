"""Places as people type them: 成都 for 成都市, several with whatever between them."""

from __future__ import annotations

import regex

from extract.site.places import Places

MOST = 30
"""So many words are taken as names of places."""
_BETWEEN = regex.compile(r"[\s、，；。,;/|]+")


def words(typed: str) -> list[str]:
    """The words of what was typed, each once."""
    return list(dict.fromkeys(word for word in _BETWEEN.split(typed) if word))[:MOST]


def named(known: Places, word: str) -> list[str]:
    """The codes of the places that a word names: by its whole name, its code, or the beginning of its name.

    Of places that only begin so, those of the highest level are meant: 吉林 is the province, not the city in it.
    """
    if word in known.names:
        return [word]
    exact = [code for code, name in known.names.items() if word in (name, known.full_names[code])]
    if exact or len(word) < 2:
        return exact
    begun = [code for code, name in known.names.items() if name.startswith(word)]
    depth = min((_depth(known, code) for code in begun), default=0)
    return [code for code in begun if _depth(known, code) == depth]


def _depth(known: Places, code: str) -> int:
    return len(known.path(code))
