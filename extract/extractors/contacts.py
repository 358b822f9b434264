"""Persons and lines to reach: those the notice gives for itself, its channels', and its suppliers'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extract.extractors import organizations, persons
from extract.extractors.captions import headings_above
from extract.extractors.channels_listed import heads_channels
from extract.extractors.columns import of_table
from extract.extractors.contact_groups import Group, groups
from extract.extractors.contact_tables import gives_contacts, of_offices, of_row
from extract.extractors.contact_tokens import Numbers, tokens
from extract.extractors.contact_zones import Range, merged, zones
from extract.extractors.context import Context, extractor
from extract.extractors.platform_names import brand
from extract.extractors.platforms import platform_blocks, platform_rows
from extract.facts import Contact, ContactRole, Listing, Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_QUOTES = regex.compile(r"[“”「」]")
_REPORT_REACH = 400
_NUMBER_REACH = 16
_PASSED_REACH = 64
_LONGEST_NUMBER = 5
"""Characters of the longest number before an item of a list."""
_LONGEST_HEADING = 16
"""Characters of the longest heading that only names a body."""


@extractor("contacts")
def contacts(context: Context) -> Sequence[Contact]:
    """The contacts of a notice, one row for each person, at their first mention."""
    numbers = _numbers(context)
    found = [*_of_suppliers(context), *_of_platforms(context, numbers), *_of_listed(context, numbers)]
    found += _of_notice(context, numbers)
    return _each_once(found)


def _numbers(context: Context) -> Numbers:
    """The telephone numbers and mailboxes of a notice; numbers said to be a fax are left out."""
    rules, text = load("contacts"), context.text
    called = [(f.start, f.end, "".join(f.text.split())) for f in context.numbers]
    called = [place for place in called if rules["fax_after"].follows(text, place[1]) is None]
    mails: list[tuple[int, int, str]] = []
    for found in web.mailboxes(text):
        joined = rules["number_before_mailbox"].search(text, max(0, found.start - _NUMBER_REACH), found.start)
        if joined is not None:
            called.append((joined.start(), joined.end(), joined["number"]))
        mails.append((found.start, found.end, found.value.address))
    return Numbers(sorted(called), mails)


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
            channel = _channel_before(context, group)
            if channel is not None and group.phones:
                yield from _contacts(context.notice, group, "platform", _channel_body(channel), "contacts.channel_line")
            else:
                body = (
                    group.organization
                    or _heading_body(context.notice, group)
                    or _body_before(context.notice, group.start)
                )
                for contact in _contacts(context.notice, group, "notice", body, "contacts.line"):
                    yield replace(contact, role=_role(context, contact))


def _role(context: Context, contact: Contact) -> ContactRole:
    """Whose a contact outside lists and channels is: the notice's, unless its body is a firm or a place of sale.

    A firm's is its channel's where it runs one; else a supplier's where a list is told of or no channel is.
    """
    body = contact.organization
    if body is None or body in {issuer.value for issuer in context.notice.issuers}:
        return "notice"
    rules, channels = load("contacts"), context.read(Platform)
    if rules["channel_body"].search(body) is not None:
        return "platform"
    if not organizations.is_legal_entity(body) or rules["public_firm"].search(body) is not None:
        return "notice"
    if any(body in (channel.name, channel.operator) for channel in channels):
        return "platform"
    listed = any(body == listing.name for listing in context.read(Listing))
    headings = headings_above(context.notice, contact.evidence.start)
    if listed or any(load("listings")["list_title"].search(words) for words in headings):
        return "supplier"
    line = context.text[context.text.rfind("\n", 0, contact.evidence.start) + 1 : contact.evidence.end]
    if channels and not context.read(Listing):
        return "platform"
    return "platform" if rules["channel_work"].search(line) is not None else "supplier"


def _channel_before(context: Context, group: Group) -> Platform | None:
    """The channel that a group's numbers belong to: the last one named before them in the same paragraph.

    None where the numbers are said to be those of another body than the channel and its operator.
    """
    paragraph = _told_since(context.text, group.start)
    known = context.read(Platform)
    before = [fact for fact in known if paragraph <= fact.evidence.start < group.end]
    if not before:
        return _channel_meant(context, group, paragraph, known)
    since = context.text[before[-1].evidence.end : group.start]
    if (run := [fact for fact in before if fact.operator and fact.operator in since]) and group.organization is None:
        return run[-1]  # whose operator has been named since
    owners = (None, *(name for fact in before for name in (fact.name, fact.operator)))
    named_since = 0 <= group.carried <= before[-1].evidence.start
    itself = load("contacts")["channel_itself"].match(group.organization or "")
    quoted = (group.organization or "").startswith(("“", "「")) and _is_named(before[-1], group.organization or "")
    quoted = quoted or (group.organization or "").endswith(before[-1].name)
    return before[-1] if named_since or itself or quoted or group.organization in owners else None


def _is_named(channel: Platform, words: str) -> bool:
    """Whether words name a channel, quotation marks left aside."""
    return brand(channel.name) in _QUOTES.sub("", words)


def _told_since(text: str, start: int) -> int:
    """Where the paragraph of a number begins; that of the one before it, where it leads on to a channel's number."""
    line = text.rfind("\n", 0, start) + 1
    if line == 0 or text[line:start].strip():
        return line
    above = text.rfind("\n", 0, line - 1) + 1
    return above if load("contacts")["leads_to_line"].search(text, above, line) is not None else line


def _channel_meant(context: Context, group: Group, paragraph: int, known: Sequence[Platform]) -> Platform | None:
    """The channel of another paragraph whose numbers these are: called the platform's, or after its operator."""
    clause = context.text[max(paragraph, context.text.rfind("。", 0, group.start) + 1) : group.start]
    run = [fact for fact in known if fact.operator and fact.operator in clause]
    if run and group.organization in (None, run[-1].operator):
        return run[-1]
    if (body := group.organization) is not None and body.startswith(("“", "「")):
        return next((fact for fact in known if fact.name.strip("“”「」") in body), None)
    called = load("platforms")["own_number"].search(
        context.text[max(paragraph, group.start - _NUMBER_REACH) : group.end]
    )
    sole = known[0] if called is not None and len({fact.name for fact in known}) == 1 else None
    return sole if group.organization is None else None


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


def _heading_body(notice: Notice, group: Group) -> str | None:
    """The body whose name is all that the heading over a person says: 六、驻外联络组."""
    section = notice.section_at(group.start)
    title = compact(section.title) if section is not None else ""
    if not group.persons or len(title) > _LONGEST_HEADING or load("contacts")["no_body"].search(title):
        return None
    return title if organizations.is_body(title) and len(organizations.split(title)) == 1 else None


def _body_before(notice: Notice, start: int) -> str | None:
    """Whom numbers belong to that no body is named with: where things are sent to, else the sole issuer."""
    low = max(0, start - _REPORT_REACH)
    rules = load("organizations")
    before = [match for rule in ("report_to", "turn_to") for match in rules[rule].finditer(notice.text, low, start)]
    named = [
        match
        for match in before
        if organizations.is_body(match["body"]) and not _is_for_others(notice.text, match.start(), match.end(), start)
    ]
    if named:
        return compact(max(named, key=lambda match: match.end())["body"])
    return notice.issuers[0].value if len(notice.issuers) == 1 else None


def _is_for_others(text: str, low: int, high: int, number: int) -> bool:
    """Whether a body named before a number is not whom readers report to: it gets what another has put together, or
    complaints that another paragraph tells of."""
    if load("organizations")["passed_on"].search(text, max(0, low - _PASSED_REACH), low) is not None:
        return True
    return "反映" in text[low : high + 4] and "\n" in text[high:number]


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
