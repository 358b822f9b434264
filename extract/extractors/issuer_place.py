"""Whose a notice is: the place of its issuer, by the names printed or by what stands for them.

A province's office that writes itself 省人民政府 is told by the province's sign in the notice's
number (鄂政办发), any such office by its whole name in the 印发 line.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.notice import Notice, Part
from extract.values import regions
from extract.values.gazetteer import by_code, gazetteer, of_kind
from extract.values.region_rules import rule


class Told(NamedTuple):
    """The place of an issuer whose own name leaves it out: where the notice tells it, its name there, its code."""

    part: Part
    name: str
    adcode: str
    rule: str


def place_of_issuer(notice: Notice, issuer: str | None, above: str | None = None) -> str | None:
    """The adcode of the issuer's place: of the first issuer that has one, else of the title or one of its lines.

    An office of 市 or 县 without a name, in a forwarded notice, is of the forwarding one's: `above` is its place.
    """
    title = notice.title.value if notice.title else ""
    lines = notice.text[notice.title.start : notice.title.end].split() if notice.title else []
    for name in (*(organ.value for organ in notice.issuers), issuer or "", title, *lines):
        region = regions.place_of(name, unsigned=issuer is None)
        if region is not None and region.adcode is not None:
            return region.adcode
    relative = rule("region.relative").match(issuer or "")
    if relative is None:
        return None
    told = told_of_relative(notice)
    return told.adcode if told is not None else of_kind(above, relative["kind"]) if above is not None else None


def told_of_relative(notice: Notice) -> Told | None:
    """The place of an issuer that only says of what kind its place is (省人民政府); None where nothing tells it."""
    for organ in notice.issuers:
        relative = rule("region.relative").match(organ.value)
        if relative is None:
            continue
        for line in notice.imprint:
            located = regions.locate(line.value) if organ.value in line.value else None
            if located is None or located.value.adcode is None:
                continue
            if line.value[located.end :].startswith(organ.value[relative.end() :]):
                return Told(line, located.text, located.value.adcode, "region.imprint")
        number = notice.doc_number
        code = _of_sign(number.value[:1], relative["kind"]) if number is not None else None
        if number is not None and code is not None:
            return Told(number, number.value[0], code, "region.number_sign")
    return None


def _of_sign(sign: str, kind: str) -> str | None:
    """The province of that kind that a character stands for; a city's or county's sign is shared by too many."""
    code = gazetteer().signs.get(sign)
    region = by_code(code) if code is not None else None
    named = region is not None and region.level == "province" and region.name.endswith(kind)
    return code if named and kind in ("省", "自治区") else None
