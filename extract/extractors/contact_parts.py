"""Contact lines parted where the words after a number say whose it is: in a bracket of its own, or whom to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.extractors.contact_words import Token
from extract.rules import load


def parts_by_bracket(text: str, found: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens parted where a bracket after a number names the body and person there: 0571-…（市场科 王小明）、….

    In each part the bracket's body and person stand before the number; nothing is parted where persons stand before
    numbers, too, or no bracket names anybody.
    """
    parts: list[Sequence[Token]] = []
    at, named = 0, False
    for index, token in enumerate(found):
        if token.kind != "phone" or index < at:
            continue
        inside = list(takewhile(lambda other: other.kind in {"body", "person"}, found[index + 1 :]))
        if not inside or not _in_own_bracket(text, token, inside):
            continue
        before = found[at:index]
        if any(other.kind in {"person", "phone"} for other in before):
            return []
        own = [other for other in before if other.kind != "body" or inside[0].kind != "body"]
        parts.append([*own, *inside, token])
        named = named or any(other.kind == "person" for other in inside)
        at = index + 1 + len(inside)
    if not named:
        return []
    rest = found[at:]
    if any(token.kind in {"phone", "body", "person"} for token in rest):
        return [*parts, rest]
    return [*parts[:-1], [*parts[-1], *rest], []]


def _in_own_bracket(text: str, number: Token, inside: Sequence[Token]) -> bool:
    """Whether words stand in a bracket right after a number that closes after them, or say whom to ask for there."""
    before = text[number.end : inside[0].start].strip()
    if load("contacts")["answered_after"].fullmatch(before) is not None:
        return text[inside[-1].end : inside[-1].end + 4].lstrip(" ")[:1] in ("", "。", "；", ";", "\n")
    opened = before in ("（", "(")
    closing = text[inside[-1].end : inside[-1].end + 4].lstrip(" ")[:1]
    return (
        opened
        and closing in ("）", ")")
        and not any(mark in text[inside[0].start : inside[-1].end] for mark in "（()）；;。\n")
    )
