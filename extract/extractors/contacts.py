"""Persons and lines to reach: those the notice gives for itself, its channels', and its suppliers'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.extractors import organizations, persons
from extract.extractors.columns import Column, Grid, of_table
from extract.extractors.contact_lines import Group, Numbers, Token, groups, tokens
from extract.extractors.context import Context, extractor
from extract.extractors.labelled import Line, fields, lines
from extract.extractors.phone_cells import numbers as printed_numbers
from extract.extractors.phone_cells import without_numbers
from extract.extractors.platforms import platform_blocks, platform_rows
from extract.facts import Contact, ContactRole, Evidence, Listing, Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_CONTACT_LABELS = frozenset({"person", "phone", "both", "email", "body"})
_TELLING = frozenset({"phone", "email", "person", "body"})
_MAX_CONTINUATION = 80
_REPORT_REACH = 400
_NUMBER_REACH = 16
_LONGEST_HEADING = 16
"""Characters of the longest heading that only names a body."""
Range = tuple[int, int]


@extractor("contacts")
def contacts(context: Context) -> Sequence[Contact]:
    """The contacts of a notice, one row for each person, at their first mention."""
    numbers = _numbers(context)
    found = [*_of_suppliers(context), *_of_platforms(context, numbers), *_of_notice(context, numbers)]
    return _each_once(found)


def _numbers(context: Context) -> Numbers:
    """The telephone numbers and mailboxes of a notice; numbers said to be a fax are left out."""
    rules, text = load("contacts"), context.text
    called = [(f.start, f.end, "".join(f.text.split())) for f in context.numbers]
    called = [place for place in called if rules["fax_after"].match(text, place[1]) is None]
    mails: list[tuple[int, int, str]] = []
    for found in web.find(text):
        if found.value.kind != "email":
            continue
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
        read = [token for field in own for token in tokens(text, field.label_start, field.end, numbers)]
        for group in groups(text, read):
            yield from _contacts(context.notice, group, "platform", _channel_body(item.platform), "contacts.platform")
    for row in platform_rows(context):
        evidence = replace(row.platform.evidence, rule="contacts.platform_table")
        body = _channel_body(row.platform)
        yield from _of_row(row.grid, row.row, evidence, "platform", body)


def _channel_body(platform: Platform) -> str:
    return platform.operator or platform.name


def _of_notice(context: Context, numbers: Numbers) -> Iterator[Contact]:
    taken = _taken(context)
    for table in context.notice.document.tables():
        if any(low <= table.start < high for low, high in taken):
            continue
        seen = of_table(context, table)
        if seen.header and seen.having("phone", "email") and seen.having("organization", "name", "contact"):
            taken.append((table.start, table.end))
            yield from _of_table(context, seen)
    for start, end in _zones(context, numbers, taken):
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
                yield from _contacts(context.notice, group, "notice", body, "contacts.line")


def _channel_before(context: Context, group: Group) -> Platform | None:
    """The channel that a group's numbers belong to: the last one named before them in the same paragraph.

    None where the numbers are said to be those of another body than the channel and its operator.
    """
    paragraph = context.text.rfind("\n", 0, group.start) + 1
    before = [fact for fact in context.read(Platform) if paragraph <= fact.evidence.start < group.end]
    owners = (None, *(name for fact in before for name in (fact.name, fact.operator)))
    return before[-1] if before and group.organization in owners else None


def _taken(context: Context) -> list[Range]:
    """The ranges that lists and channels have been read from."""
    taken = [(fact.evidence.start, fact.evidence.end) for fact in context.read(Listing)]
    taken += [(item.block.start, item.block.end) for item in platform_blocks(context)]
    for row in platform_rows(context):
        taken.append((row.grid.table.start, row.grid.table.end))
    for table in context.notice.document.tables():
        if any(table.start <= low < table.end for low, _ in taken):
            taken.append((table.start, table.end))
    return _merged(taken)


def _merged(ranges: list[Range]) -> list[Range]:
    """The ranges in order, those that touch made one."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _zones(context: Context, numbers: Numbers, taken: list[Range]) -> Iterator[Range]:
    """The ranges of text that give contacts: a labelled line and the lines that go on with it."""
    text = context.text
    for run in _runs(context.notice, taken):
        zone: Range | None = None
        for line in run:
            start = _contact_start(text, line, numbers)
            if start is not None and (zone is None or start == line.start):
                zone = (zone[0] if zone else start, line.end)
            elif start is not None and zone is not None:
                yield zone
                zone = (start, line.end)
            elif zone is not None and _goes_on(text, line, numbers):
                zone = (zone[0], line.end)
            elif zone is not None:
                yield zone
                zone = None
        if zone is not None:
            yield zone


def _runs(notice: Notice, taken: list[Range]) -> Iterator[list[Line]]:
    """The lines outside what has been read already; the rows of other tables count as lines."""
    runs = list(lines(notice))
    for table in notice.document.tables():
        if any(low <= table.start and table.end <= high for low, high in taken):
            continue
        rows = [Line(*table.row_range(row)) for row in range(table.rows)]
        runs.append([row for row in rows if row.end > row.start])
    for run in runs:
        yield [line for line in run if not any(low < line.end and line.start < high for low, high in taken)]


def _contact_start(text: str, line: Line, numbers: Numbers) -> int | None:
    """Where a line begins to give contacts: at a short line's start, else at the sentence with its first label."""
    if not numbers.within(line.start, line.end) and not _is_labelled(text, line):
        return None
    found = tokens(text, line.start, line.end, numbers)
    labels = [token for token in found if token.kind == "label" and token.value in _CONTACT_LABELS]
    mails = [token for token in found if token.kind == "email"]
    turned = load("contacts")["address_of_readers"].search(text, line.start, line.end)
    named = [token for token, number in pairwise(found) if _has_own_bracket(text, token, number)]
    first = min([token.start for token in (*labels, *mails, *named)], default=None)
    if turned is not None and any(token.kind == "phone" for token in found):
        first = turned.start() if first is None else min(first, turned.start())
    if first is None and _is_person_and_number(line, found):
        return line.start
    if first is None or not any(token.kind in _TELLING for token in found):
        return None
    before = text[line.start : first]
    if load("contacts")["sentence"].search(before) is None:
        return line.start
    cut = max(before.rfind(mark) for mark in "。；;（(") + 1
    rest = before[cut:]
    return line.start + cut if load("contacts")["sentence"].search(rest) is None else first


def _has_own_bracket(text: str, token: Token, number: Token) -> bool:
    """Whether a body or person has its number in a bracket right after its name: 县商务局（0571-88880000）."""
    if token.kind not in {"body", "person"} or number.kind != "phone":
        return False
    return load("contacts")["bracket_of_number"].fullmatch(text[token.end : number.start]) is not None


def _is_person_and_number(line: Line, found: Sequence[Token]) -> bool:
    """Whether a short line without labels gives a person and then a number: 县商务局：王小明，0571-88880000."""
    kinds = [token.kind for token in found if token.kind in {"body", "person", "phone"}]
    if line.end - line.start > _MAX_CONTINUATION:
        return False
    three = zip(kinds, kinds[1:], kinds[2:], strict=False)
    return ("person", "phone") in pairwise(kinds) or ("person", "body", "phone") in three


def _is_labelled(text: str, line: Line) -> bool:
    return any(field.kind in _CONTACT_LABELS for field in fields(text, line.start, line.end))


def _goes_on(text: str, line: Line, numbers: Numbers) -> bool:
    """Whether a line without a label goes on with the contacts above it."""
    if line.end - line.start > _MAX_CONTINUATION or not numbers.within(line.start, line.end):
        return False
    if "。" in text[line.start : line.end].rstrip("。"):
        return False
    kinds = {token.kind for token in tokens(text, line.start, line.end, numbers)}
    return bool(kinds & {"phone", "email"})


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
    named = [match for match in before if organizations.is_body(match["body"])]
    if named:
        return compact(max(named, key=lambda match: match.end())["body"])
    return notice.issuers[0].value if len(notice.issuers) == 1 else None


def _of_table(context: Context, seen: Grid) -> Iterator[Contact]:
    for row in seen.body:
        start, end = seen.table.row_range(row)
        if start < end:
            evidence = context.notice.evidence(start, end, "contacts.table")
            issuers = context.notice.issuers
            yield from _of_row(seen, row, evidence, "notice", issuers[0].value if len(issuers) == 1 else None)


def _of_row(seen: Grid, row: int, evidence: Evidence, role: ContactRole, body: str | None) -> Iterator[Contact]:
    cells = [seen.printed(row, column) for column in _asked(seen)]
    phone = "、".join(dict.fromkeys(number for cell in cells if (number := printed_numbers(cell)))) or None
    mails = [f.value.address for f in web.find(seen.printed(row, seen.column("email"))) if f.value.kind == "email"]
    if phone is None and not mails:
        return
    names = [
        name for cell in cells for name in persons.split(without_numbers(cell)) if persons.is_labelled_person(name)
    ]
    if role == "notice":
        body = seen.value(row, seen.column("organization")) or seen.value(row, seen.column("name")) or body
    paired = _paired(cells, names)
    for person in _or_none(names):
        yield Contact(
            evidence=evidence,
            organization=body,
            person=person,
            phone=paired.get(person or "") or phone,
            email="、".join(mails) or None,
            role=role,
        )


def _asked(seen: Grid) -> list[Column]:
    """The columns of persons and numbers; those in charge are left out where others are named to ask for."""
    columns = [column for column in seen.columns if column.key in {"contact", "phone"}]
    superior = load("contacts")["superior"]
    others = [column for column in columns if column.key == "contact" and not superior.search(column.heading)]
    return [column for column in columns if column.key == "phone" or not others or column in others]


def _paired(cells: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """The number of each person where cells pair them: each beside its own, or as many numbers as names."""
    lines = [line for cell in cells for line in cell.split("\n")]
    found = {
        own[0]: number
        for line in lines
        if len(own := persons.split(without_numbers(line))) == 1 and (number := printed_numbers(line)) is not None
    }
    if len(names) > 1 and set(found) == set(names):
        return found
    numbers = [number for cell in cells if (joined := printed_numbers(cell)) for number in joined.split("、")]
    if len(numbers) == len(names) > 1 and len(set(numbers)) == len(numbers):
        return dict(zip(names, numbers, strict=True))
    return {}


def _own_numbers(notice: Notice, group: Group) -> dict[str, str]:
    """The number of each person of a group where a list of as many numbers stands beside that of the persons."""
    if len(group.persons) != len(group.phones) or len(set(group.phones)) != len(group.phones) or len(group.phones) < 2:
        return {}
    between = load("contacts")["parallel"]
    apart = [notice.text[before[1] : after[0]] for before, after in pairwise(group.places)]
    if all(between.fullmatch(words) for words in apart):
        return dict(zip(group.persons, group.phones, strict=True))
    return {}


def _contacts(notice: Notice, group: Group, role: ContactRole, body: str | None, rule: str) -> Iterator[Contact]:
    """A row for each person of a group, or one without a person."""
    evidence = notice.evidence(group.start, group.end, rule, 1.0 if group.persons else 0.8)
    bodies = dict(zip(group.persons, group.bodies, strict=True)) if role == "notice" else {}
    own = _own_numbers(notice, group)
    for person in _or_none(group.persons):
        yield Contact(
            evidence=evidence,
            organization=bodies.get(person or "") or body,
            person=person,
            phone=own.get(person or "") or "、".join(dict.fromkeys(group.phones)) or None,
            email="、".join(dict.fromkeys(group.emails)) or None,
            role=role,
        )


def _or_none(names: Sequence[str]) -> Sequence[str | None]:
    """The names, each once; None alone where there is no name."""
    return list(dict.fromkeys(names)) or [None]


def _each_once(found: list[Contact]) -> list[Contact]:
    """Each person and line once, at its first mention; a mailbox alone that a person has too is left out."""
    ordered = sorted(found, key=lambda contact: contact.evidence.start)
    mails = {contact.email for contact in ordered if contact.phone}
    kept: dict[tuple[object, ...], Contact] = {}
    for contact in ordered:
        if contact.phone is None and contact.email in mails:
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
