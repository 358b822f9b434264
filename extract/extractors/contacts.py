"""Persons and lines to reach: those the notice gives for itself, its channels', and its suppliers'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.extractors import organizations, persons
from extract.extractors.channels_listed import heads_channels
from extract.extractors.columns import of_table
from extract.extractors.contact_groups import groups
from extract.extractors.contact_owners import body_before, channel_before, heading_body, role_of, runner_before
from extract.extractors.contact_sharing import Group
from extract.extractors.contact_tables import gives_contacts, of_offices, of_row
from extract.extractors.contact_tokens import Numbers, Place, tokens
from extract.extractors.contact_words import NUMBER_REACH
from extract.extractors.contact_zones import Range, merged, zones
from extract.extractors.context import Context, extractor
from extract.extractors.platforms import platform_blocks, platform_rows
from extract.extractors.ranges import Ranges
from extract.facts import Contact, ContactRole, Listing, Platform
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_INVOICE_REACH = 240
_FAX_REACH = 40
"""Characters from a fax to another number of its clause."""
_LONGEST_NUMBER = 5
"""Characters of the longest number before an item of a list."""


@extractor("contacts")
def contacts(context: Context) -> Sequence[Contact]:
    """The contacts of a notice, one row for each person, at their first mention."""
    numbers = _numbers(context)
    found = [*_of_suppliers(context), *_of_platforms(context, numbers), *_of_listed(context, numbers)]
    found += _of_notice(context, numbers)
    return _each_once(found)


def _numbers(context: Context) -> Numbers:
    """The telephone numbers and mailboxes of a notice; none of the press, a fax or an invoice, and none replaced."""
    rules, text = load("contacts"), context.text
    press = Ranges(match.span() for match in rules["press_footer"].finditer(text))
    called = [(f.start, f.end, "".join(f.text.split())) for f in context.numbers if not press.overlap(f.start, f.end)]
    called = [place for place in called if not _is_fax(text, place, called) and not _is_of_invoice(text, place[0])]
    called = [place for place in called if rules["replaced"].follows(text, place[1]) is None]
    mails: list[Place] = []
    for found in web.mailboxes(text):
        if press.overlap(found.start, found.end):
            continue
        joined = rules["number_before_mailbox"].search(text, max(0, found.start - NUMBER_REACH), found.start)
        if joined is not None:
            called.append((joined.start(), joined.end(), joined["number"]))
        mails.append((found.start, found.end, found.value.address))
    return Numbers(sorted(called), mails)


def _is_fax(text: str, number: Place, called: Sequence[Place]) -> bool:
    """Whether a number is said to be a fax, and is not all that a clause tells of a person who is named before it."""
    rules = load("contacts")
    if rules["fax_after"].follows(text, number[1]) is None:
        return False
    before = rules["word_before"].search(text, max(0, number[0] - NUMBER_REACH), number[0])
    if before is None or not persons.is_person(before["name"]):
        return True
    return any(
        other != number and rules["clause_end"].search(text, min(other[1], number[1]), max(other[0], number[0])) is None
        for other in called
        if abs(other[0] - number[0]) <= _FAX_REACH
    )


def _is_of_invoice(text: str, number: int) -> bool:
    """Whether a number is part of what an invoice is made out to: 税号：…，地址、电话：东街12号 0571-88880000."""
    return load("contacts")["of_invoice"].search(text, max(0, number - _INVOICE_REACH), number) is not None


def _of_suppliers(context: Context) -> Iterator[Contact]:
    for listing in context.read(Listing):
        if listing.phone is None:
            continue
        evidence = replace(listing.evidence, rule="contacts.supplier")
        for person in _or_none(persons.split(listing.contact or "")):
            yield Contact(
                evidence=evidence, organization=listing.name, person=person, phone=listing.phone, role="supplier"
            )


def _of_platforms(context: Context, numbers: Numbers) -> Iterator[Contact]:
    text = context.text
    for item in platform_blocks(context):
        own = item.block.of("both", "person", "phone", "email")
        told = [(field.label_start, field.end) for field in own] or [(item.block.start, item.block.end)]
        read = [token for start, end in told for token in tokens(text, start, end, numbers)]
        for group in groups(text, read):
            if _is_of_a_public_body(group, item.platform):
                yield from _contacts(context.notice, group, "notice", group.organization, "contacts.line")
            else:
                body = _channel_body(item.platform)
                yield from _contacts(context.notice, group, "platform", body, "contacts.platform")
    for row in platform_rows(context):
        evidence = replace(row.platform.evidence, rule="contacts.platform_table")
        body = _channel_body(row.platform)
        yield from of_row(row.grid, row.row, evidence, "platform", body)


def _of_listed(context: Context, numbers: Numbers) -> Iterator[Contact]:
    """The contacts of the lines of a list of channels."""
    for channel in _listed(context):
        start, end = channel.evidence.start, _line_end(context.text, channel.evidence.end)
        for group in groups(context.text, tokens(context.text, start, end, numbers)):
            yield from _contacts(context.notice, group, "platform", _channel_body(channel), "contacts.channel_line")


def _listed(context: Context) -> list[Platform]:
    """The channels that lines of a list name, each with all that its line says."""
    return [
        one
        for one in context.read(Platform)
        if one.evidence.rule.startswith("platforms.listed_")
        or (one.evidence.rule == "platforms.address" and _has_own_line(context, one))
    ]


def _has_own_line(context: Context, channel: Platform) -> bool:
    """Whether a channel's line of a list tells of nothing else: of no other channel, in no sentence before it."""
    text, start = context.text, channel.evidence.start
    low, high = text.rfind("\n", 0, start) + 1, _line_end(text, channel.evidence.end)
    others = [one for one in context.read(Platform) if low <= one.evidence.start < high and one.name != channel.name]
    alone = not others and start - low <= _LONGEST_NUMBER and "。" not in text[low : high - 1]
    return alone and heads_channels(context.notice, start)


def _line_end(text: str, offset: int) -> int:
    return end if (end := text.find("\n", offset)) >= 0 else len(text)


def _is_of_a_public_body(group: Group, channel: Platform) -> bool:
    """Whether persons under a channel are said to be those of a public body that does not run it."""
    name = group.organization
    if name is None or name in (channel.name, channel.operator):
        return False
    return organizations.is_body(name) and not organizations.is_firm(name)


def _channel_body(platform: Platform) -> str:
    return platform.operator or platform.name


def _of_notice(context: Context, numbers: Numbers) -> Iterator[Contact]:
    taken = _taken(context)
    for table in context.notice.document.tables():
        if any(low <= table.start < high for low, high in taken):
            continue
        seen = of_table(context, table)
        if gives_contacts(seen):
            taken.append((table.start, table.end))
            yield from of_offices(context.notice, seen)
    for start, end in zones(context, numbers, taken):
        for group in groups(context.text, tokens(context.text, start, end, numbers)):
            channel = channel_before(context, group)
            if channel is not None and group.phones:
                since = channel.evidence.end
                runner = runner_before(context.text, group, since) if channel.operator is None else None
                owner = runner or _channel_body(channel)
                yield from _contacts(context.notice, group, "platform", owner, "contacts.channel_line")
            else:
                body = (
                    group.organization
                    or runner_before(context.text, group)
                    or heading_body(context.notice, group)
                    or body_before(context.notice, group.start)
                )
                for contact in _contacts(context.notice, group, "notice", body, "contacts.line"):
                    yield replace(contact, role=role_of(context, contact))


def _taken(context: Context) -> list[Range]:
    """The ranges that lists and channels have been read from."""
    taken = [(fact.evidence.start, fact.evidence.end) for fact in context.read(Listing)]
    taken += [(item.block.start, item.block.end) for item in platform_blocks(context)]
    taken += [(channel.evidence.start, channel.evidence.end) for channel in _listed(context)]
    for row in platform_rows(context):
        taken.append((row.grid.table.start, row.grid.table.end))
    for table in context.notice.document.tables():
        if any(table.start <= low < table.end for low, _ in taken):
            taken.append((table.start, table.end))
    return merged(taken)


def _own_numbers(notice: Notice, group: Group) -> dict[str, str]:
    """The number of each person of a group where a list of as many numbers stands beside that of the persons."""
    if len(group.persons) != len(group.phones) or len(set(group.phones)) != len(group.phones) or len(group.phones) < 2:
        return {}
    between = load("contacts")["parallel"]
    apart = [notice.text[before[1] : after[0]] for before, after in pairwise(group.places)]
    if all(between.fullmatch(words) for words in apart):
        return dict(zip(group.persons, group.phones, strict=True))
    return _by_remark(notice.text, group)


def _by_remark(text: str, group: Group) -> dict[str, str]:
    """The number of each person where both have one remark: 王小明（A包）、李青（B包），0571-…（A包）、…（B包）."""
    remark = load("contacts")["remark_beside"]
    after = [remark.follows(text, end) for _, end in group.places]
    before = [match["remark"] for match in remark.finditer(text, group.start, group.places[0][0])]
    numbers = {match["remark"]: phone for match, phone in zip(after, group.phones, strict=True) if match is not None}
    if sorted(before) != sorted(numbers) or len(numbers) != len(group.persons):
        return {}
    return {person: numbers[said] for person, said in zip(group.persons, before, strict=True)}


def _contacts(notice: Notice, group: Group, role: ContactRole, body: str | None, rule: str) -> Iterator[Contact]:
    """A row for each person of a group, or one without a person."""
    evidence = notice.evidence(group.start, group.end, rule, 1.0 if group.persons else 0.8)
    bodies = dict(zip(group.persons, group.bodies, strict=True)) if role == "notice" else {}
    own = _own_numbers(notice, group)
    for person in _or_none(group.persons):
        yield Contact(
            evidence=evidence,
            organization=_itself(notice, bodies.get(person or "") or body),
            person=person,
            phone=own.get(person or "") or "、".join(dict.fromkeys(group.phones)) or None,
            email="、".join(dict.fromkeys(group.emails)) or None,
            role=role,
        )


def _itself(notice: Notice, body: str | None) -> str | None:
    """A body's name, the sole issuer's where it speaks of itself (我局); None where several may be meant."""
    if load("contacts")["own_body"].fullmatch(body or "") is None:
        return body
    return notice.issuers[0].value if len(notice.issuers) == 1 else None


def _or_none(names: Sequence[str]) -> Sequence[str | None]:
    """The names, each once; None alone where there is no name."""
    return list(dict.fromkeys(names)) or [None]


def _each_once(found: list[Contact]) -> list[Contact]:
    """Each person and line once, at its first mention.

    A mailbox alone that a person has too is left out, and a supplier's person is none of the notice's besides.
    """
    ordered = sorted(found, key=lambda contact: contact.evidence.start)
    mails = {contact.email for contact in ordered if contact.phone}
    suppliers = {(contact.person, contact.phone) for contact in ordered if contact.role == "supplier"}
    kept: dict[tuple[object, ...], Contact] = {}
    for contact in ordered:
        if contact.phone is None and contact.email in mails:
            continue
        if contact.role == "notice" and contact.person and (contact.person, contact.phone) in suppliers:
            continue
        key: tuple[object, ...] = (
            contact.role,
            contact.person,
            contact.phone,
            contact.email if contact.phone is None else None,
        )
        if contact.role != "notice":
            key += (contact.organization,)
        kept.setdefault(key, contact)
    return list(kept.values())
