"""Places by one character: in pairs before a word of cooperation (浙川协作, 甬凉协作), or listed (黔、滇、川三省)."""

from __future__ import annotations

from extract.values.finding import Finding
from extract.values.gazetteer import gazetteer
from extract.values.region_place import Place, placed
from extract.values.region_rules import rule


def signs(text: str) -> list[Finding[Place]]:
    """The places that single characters of a text stand for."""
    known = gazetteer().signs
    pairs = [
        match.span(part)
        for match in rule("region.signs").finditer(text)
        if not rule("region.institution_after").follows(text, match.end())
        for part in ("first", "second")
    ]
    listed = [(at, at + 1) for match in rule("region.sign_list").finditer(text) for at in range(*match.span())]
    return [placed(text, start, end, known[text[start]]) for start, end in [*pairs, *listed] if text[start] in known]
